#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import CopyTask

/// A file read as bytes.
enum TextFile {
  /// The bytes of the regular file at `path`.
  ///
  /// - Throws: `Failure` that names the path and what is wrong with it: it cannot be read, is no regular
  ///   file (a pipe or device may never end), is empty, or is too large.
  static func bytes(at path: String) throws(Failure) -> [UInt8] {
    guard !path.isEmpty else { throw .usage("--text '': expected a path") }
    guard let bytes = try bytesIfPresent(at: path, option: "--text") else {
      throw .usage("--text \(path): \(systemMessage(ENOENT))")
    }
    guard !bytes.isEmpty else { throw .usage("--text \(path): the file is empty, expected a byte or more") }
    return bytes
  }

  /// The bytes of the regular file at `path`, which may be none; `nil` if there is no file.
  ///
  /// - Throws: `Failure` that names the option and the path, and what is wrong with the file.
  static func bytesIfPresent(at path: String, option: String) throws(Failure) -> [UInt8]? {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait forever.
    let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    if descriptor < 0 && errno == ENOENT { return nil }
    guard descriptor >= 0 else { throw .usage("\(option) \(path): \(systemMessage(errno))") }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw .usage("\(option) \(path): \(systemMessage(errno))")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .usage("\(option) \(path): expected a regular file, which a directory, pipe or device is not")
    }
    let size = Int(status.st_size)
    guard size <= SuffixArray.longestText else {
      throw .limit(
        "\(option) \(path): \(size) bytes > \(SuffixArray.longestText), the most that can be indexed")
    }
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
