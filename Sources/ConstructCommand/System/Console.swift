import Arithmetic
import StrictJSON
import Synchronization

/// The one place through which the program speaks, and ends.
enum Console {
  /// Writes a text and a line feed to standard output. If nobody can read it, the program ends: with
  /// SIGPIPE's default action for a closed pipe, otherwise with one line on standard error.
  ///
  /// What a terminal would obey is escaped, but for line feeds and the program's own colours.
  static func print(_ text: String) {
    let text = TerminalStyle.ofOutput.printable(text)
    let isFile = isOutputGivenAway.withLock { $0 }
    guard let error = put(text.hasSuffix("\n") ? text : text + "\n", on: isFile ? .error : .output) else { return }
    fail(.limit("standard \(isFile ? "error" : "output"): \(error)"))
  }

  /// Whether standard output is a file that was asked for, so that reports go to standard error.
  private static let isOutputGivenAway = Mutex(false)

  /// From now on standard output is a file, which an option named.
  ///
  /// - Throws: `Failure` if it is one already.
  static func giveAwayOutput(to option: String) throws(Failure) {
    let isTaken = isOutputGivenAway.withLock { isTaken in
      defer { isTaken = true }
      return isTaken
    }
    if isTaken { throw .usage("\(option): another file is written to standard output already") }
  }

  /// Writes bytes to standard output, as `print` does.
  static func write(_ bytes: [UInt8]) {
    guard let error = unsafe bytes.withUnsafeBytes({ unsafe Platform.put($0, on: .output) }) else { return }
    fail(.limit("standard output: \(error)"))
  }

  /// Writes one line to standard error, and ends the program.
  static func fail(_ failure: Failure) -> Never {
    warn(failure.message)
    exit(failure.status)
  }

  /// Writes one line to standard error.
  static func warn(_ message: String) { _ = put("construct: \(message.printable)\n", on: .error) }

  /// A message of the argument parser, which may have several lines, in one.
  static func joined(_ message: String) -> String {
    message.split(whereSeparator: \.isNewline)
      .map { String($0.trimmingPrefix(while: { $0 == " " })).trimmedAtEnd }.joined(separator: " ")
  }

  static func exit(_ status: ExitStatus) -> Never { Platform.end(status.rawValue) }

  /// Writes to standard error without a line feed: a progress line.
  static func progress(_ text: String) { _ = put(text, on: .error) }

  private static func put(_ text: String, on stream: Platform.Stream) -> SystemError? {
    var text = text
    return text.withUTF8 { unsafe Platform.put(UnsafeRawBufferPointer($0), on: stream) }
  }
}
