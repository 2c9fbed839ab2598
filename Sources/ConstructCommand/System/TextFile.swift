/// Regular files, opened and read as bytes.
enum TextFile {
  /// The regular file at `path` and its size; `nil` if there is no file.
  ///
  /// - Throws: `Failure` that names the option and the path, and what is wrong with the file: it cannot be
  ///   read, or is no regular file (a pipe or device may never end).
  static func open(_ path: String, option: String) throws(Failure) -> (file: OpenFile, size: Int)? {
    do throws(SystemError) {
      let file = try OpenFile(reading: path)
      let (kind, size) = try file.status()
      if kind == .file { return (file, size) }
    } catch {
      if error == .noSuchFile { return nil }
      throw .usage("\(option) \(path): \(error)")
    }
    throw .usage("\(option) \(path): expected a regular file, which a directory, pipe or device is not")
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
    guard let (file, size) = try open(path, option: option) else { return nil }
    try requiring(size)
    do throws(SystemError) { return try file.bytes(size) } catch { throw .usage("\(option) \(path): \(error)") }
  }
}
