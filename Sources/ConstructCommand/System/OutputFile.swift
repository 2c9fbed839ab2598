#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Arithmetic

/// Why a file could not be written.
struct OutputFailure: Error {
  let failure: Failure
}

/// Files that are written beside their place and then moved there: whoever reads sees the old one or the new
/// one.
enum OutputFile {
  /// Writes the portions that `body` hands over to the file at `path`, and returns how many bytes they were.
  ///
  /// - Parameters:
  ///   - option: the option that names the path, for messages.
  ///   - room: about how many bytes there will be. Where the disk has less nothing is written.
  /// - Throws: `OutputFailure` that names the path; then there is no new file.
  static func write(
    to path: String, option: String, room: Integer,
    _ body: (_ sink: ([UInt8]) throws(OutputFailure) -> Void) throws(OutputFailure) -> Void
  ) throws(OutputFailure) -> Int {
    guard !path.isEmpty else { throw OutputFailure(failure: .usage("\(option) '': expected a path")) }
    var status = stat()
    if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw OutputFailure(
        failure: .usage("\(option) \(path): expected a file or nothing there, found a directory, pipe or device"))
    }
    let partial = "\(path).partial-\(getpid())"
    let descriptor = unsafe open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw refusal(option, path, errno) }
    var isOpen = true
    var isMoved = false
    defer {
      if isOpen { close(descriptor) }
      if !isMoved { unsafe unlink(partial) }
    }
    var disk = statvfs()
    if unsafe fstatvfs(descriptor, &disk) == 0 {
      let free = Integer(disk.f_bavail) * Integer(disk.f_frsize)
      guard room <= free else {
        throw OutputFailure(
          failure: .limit("\(option) \(path): about \(room) bytes > \(free) bytes that are free on the disk"))
      }
    }
    var count = 0
    try body { bytes throws(OutputFailure) in
      var written = 0
      while written < bytes.count {
        let more = unsafe bytes.withUnsafeBytes { buffer in
          unsafe systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: buffer[written...]))
        }
        if more < 0 {
          if errno == EINTR { continue }
          throw OutputFailure(failure: .limit("\(option) \(path): \(systemMessage(errno))"))
        }
        written += more
      }
      count += written
    }
    isOpen = false
    guard close(descriptor) == 0 else { throw refusal(option, path, errno) }
    guard unsafe rename(partial, path) == 0 else { throw refusal(option, path, errno) }
    isMoved = true
    return count
  }

  private static func refusal(_ option: String, _ path: String, _ error: Int32) -> OutputFailure {
    OutputFailure(failure: .usage("\(option) \(path): \(systemMessage(error))"))
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

extension OutputFile {
  /// Writes a text.
  ///
  /// - Throws: `Failure` naming the option, the path and the reason, if no file can be written there.
  static func write(_ text: String, to path: String, option: String) throws(Failure) {
    let bytes = Array(text.utf8)
    do {
      _ = try write(to: path, option: option, room: Integer(bytes.count)) { sink throws(OutputFailure) in
        try sink(bytes)
      }
    } catch {
      throw error.failure
    }
  }

  /// Makes sure that there is a directory, and makes it if there is nothing of that name; its parent has to
  /// exist.
  ///
  /// - Throws: `Failure` naming the option and the path, if there is none and none can be made.
  static func requireDirectory(at path: String, option: String) throws(Failure) {
    guard !path.isEmpty else { throw .usage("\(option) '': expected a directory") }
    var status = stat()
    if unsafe stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw .usage("\(option) \(path): a file; expected a directory")
      }
      return
    }
    guard unsafe mkdir(path, 0o777) == 0 else {
      throw .usage("\(option) \(path): no such directory, and none can be made there")
    }
  }
}
