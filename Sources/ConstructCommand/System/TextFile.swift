import Synchronization

/// Files and pipes, opened and read as bytes.
enum TextFile {
  /// What stands for standard input, or for standard output, where a file is taken.
  static let standard = "-"

  /// A path for people.
  static func text(of path: String) -> String { path == standard ? "standard input" : path }

  /// Standard input ends when it is read: nobody else finds anything there.
  private static let isStandardInputTaken = Mutex(false)

  private static func takeStandardInput(_ option: String) throws(Failure) {
    let isTaken = isStandardInputTaken.withLock { isTaken in
      defer { isTaken = true }
      return isTaken
    }
    if isTaken { throw .usage("\(option) -: standard input is taken already, and can be read once") }
  }

  /// The regular file at `path` and its size, or a pipe, whose size nobody knows; `nil` if there is no file.
  ///
  /// - Throws: `Failure` that names the option and the path, and what is wrong with the file: it cannot be
  ///   read, or is neither file nor pipe (a device may never end).
  static func open(_ path: String, option: String) throws(Failure) -> (file: OpenFile, size: Int?)? {
    if path == standard { try takeStandardInput(option) }
    do throws(SystemError) {
      let file = try path == standard ? OpenFile.standardInput() : OpenFile(reading: path)
      let (kind, size) = try file.status()
      switch kind {
      case .file where path != standard: return (file, size)
      case .pipe: return (file, nil)
      // Whatever it is: who types it, or sends it there, ends it.
      case .file, .other: if path == standard { return (file, nil) }
      case .folder: break
      }
    } catch {
      if error == .noSuchFile { return nil }
      throw .usage("\(option) \(path): \(error)")
    }
    throw .usage("\(option) \(path): expected a regular file or a pipe, which a directory or device is not")
  }

  /// The bytes of the file or pipe at `path`, which may be none; `nil` if there is no file.
  ///
  /// - Throws: `Failure`, as `open`, and if there are more than `most` bytes, which are not read then.
  static func bytesIfPresent(at path: String, option: String, most: Int) throws(Failure) -> [UInt8]? {
    try bytesIfPresent(at: path, option: option) { size throws(Failure) in
      guard size <= most else { throw .usage("\(option) \(path): \(size) bytes; expected \(most) at most") }
    }
  }

  /// The bytes of the file or pipe at `path`, which may be none; `nil` if there is no file.
  ///
  /// - Parameter requiring: is asked, before anything is read, whether a file of this size will do; of a pipe, while
  ///   it is read, whether so many bytes do.
  /// - Throws: `Failure`, as `open`, and what `requiring` throws.
  static func bytesIfPresent(
    at path: String, option: String, requiring: (Int) throws(Failure) -> Void
  ) throws(Failure) -> [UInt8]? {
    guard let (file, size) = try open(path, option: option) else { return nil }
    if let size { try requiring(size) }
    return try bytes(of: file, size, name: "\(option) \(path)", requiring: requiring)
  }

  /// All bytes of a file of this size, or of a pipe.
  static func bytes(
    of file: OpenFile, _ size: Int?, name: String, requiring: (Int) throws(Failure) -> Void
  ) throws(Failure) -> [UInt8] {
    func next(_ count: Int) throws(Failure) -> [UInt8] {
      do throws(SystemError) { return try file.bytes(count) } catch { throw .usage("\(name): \(error)") }
    }
    if let size { return try next(size) }
    let block = 1 << 20
    var bytes: [UInt8] = []
    while true {
      let more = try next(block)
      bytes += more
      try requiring(bytes.count)
      if more.count < block { return bytes }
    }
  }
}
