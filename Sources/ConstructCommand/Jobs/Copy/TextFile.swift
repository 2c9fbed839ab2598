#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system's function, whose name `TextFile` uses.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { unsafe open(path, flags) }

/// Regular files, opened and read as bytes.
enum TextFile {
  /// The descriptor and the size of the regular file at `path`; `nil` if there is no file.
  ///
  /// - Throws: `Failure` that names the option and the path, and what is wrong with the file: it cannot be
  ///   read, or is no regular file (a pipe or device may never end).
  static func open(_ path: String, option: String) throws(Failure) -> (descriptor: Int32, size: Int)? {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait forever.
    let descriptor = systemOpen(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    if descriptor < 0 && errno == ENOENT { return nil }
    guard descriptor >= 0 else { throw .usage("\(option) \(path): \(systemMessage(errno))") }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let message = systemMessage(errno)
      close(descriptor)
      throw .usage("\(option) \(path): \(message)")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .usage("\(option) \(path): expected a regular file, which a directory, pipe or device is not")
    }
    return (descriptor, Int(status.st_size))
  }

  /// The bytes of the regular file at `path`, which may be none; `nil` if there is no file.
  ///
  /// - Throws: `Failure`, as `open`, and if there are more than `most` bytes, of which none is read then.
  static func bytesIfPresent(at path: String, option: String, most: Int) throws(Failure) -> [UInt8]? {
    try bytesIfPresent(at: path, option: option) { size throws(Failure) in
      guard size <= most else { throw .usage("\(option) \(path): \(size) bytes; expected \(most) at most") }
    }
  }

  /// The bytes of the regular file at `path`, which may be none; `nil` if there is no file.
  ///
  /// - Parameter requiring: is asked, before anything is read, whether a file of this size will do.
  /// - Throws: `Failure`, as `open`, and what `requiring` throws.
  static func bytesIfPresent(
    at path: String, option: String, requiring: (Int) throws(Failure) -> Void
  ) throws(Failure) -> [UInt8]? {
    guard let (descriptor, size) = try open(path, option: option) else { return nil }
    defer { close(descriptor) }
    try requiring(size)
    var bytes = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe read(descriptor, buffer.baseAddress.map { unsafe $0 + filled }, size - filled)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .usage("\(option) \(path): \(systemMessage(errno))")
      }
      // The file became shorter while it was read.
      if count == 0 { break }
      filled += count
    }
    bytes.removeLast(size - filled)
    return bytes
  }
}
