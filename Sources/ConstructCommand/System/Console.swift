#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The one place through which the program speaks, and ends.
enum Console {
  /// Writes a text and a line feed to standard output. If nobody can read it, the program ends: with
  /// SIGPIPE's default action for a closed pipe, otherwise with one line on standard error.
  static func print(_ text: String) {
    guard let error = write(text.hasSuffix("\n") ? text : text + "\n", to: STDOUT_FILENO) else { return }
    fail(.limit("standard output: \(error)"))
  }

  /// Writes one line to standard error, and ends the program.
  static func fail(_ failure: Failure) -> Never {
    warn(failure.message)
    exit(failure.status)
  }

  /// Writes one line to standard error.
  static func warn(_ message: String) {
    // Messages of the argument parser may have several lines; callers are promised one.
    let line = message.split(whereSeparator: \.isNewline)
      .map { $0.trimmingSpaces }.joined(separator: " ")
    _ = write("construct: \(line)\n", to: STDERR_FILENO)
  }

  static func exit(_ status: ExitStatus) -> Never {
    #if canImport(Glibc)
      Glibc.exit(status.rawValue)
    #elseif canImport(Musl)
      Musl.exit(status.rawValue)
    #else
      Darwin.exit(status.rawValue)
    #endif
  }

  /// Whether people watch standard error: only then is progress worth showing.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether people watch standard output: only then is colour worth anything.
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Writes to standard error without a line feed: a progress line.
  static func progress(_ text: String) {
    _ = write(text, to: STDERR_FILENO)
  }

  /// Writes all of `text`, and returns what went wrong, if anything did.
  private static func write(_ text: String, to descriptor: Int32) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while unsafe !rest.isEmpty {
        let count = unsafe systemWrite(descriptor, rest)
        if count < 0 {
          if errno == EINTR { continue }
          return systemMessage(errno)
        }
        unsafe rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
      return nil
    }
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      unsafe Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
  guard let text = unsafe strerror(number) else { return "error \(number)" }
  return unsafe String(cString: text)
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var trimmed = self.drop { $0 == " " }
    while trimmed.last == " " { trimmed.removeLast() }
    return trimmed
  }
}
