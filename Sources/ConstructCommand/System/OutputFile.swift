import Arithmetic

/// Files that are written beside their place and then moved there: whoever reads sees the old one or the new
/// one, after a power failure too. The new one has the permissions of the old one, and a symbolic link stays what it
/// is: what it leads to is replaced.
enum OutputFile {
  /// Writes the portions that `body` hands over to the file at `path`, and returns how many bytes they were.
  ///
  /// - Parameters:
  ///   - option: the option that names the path, for messages.
  ///   - room: about how many bytes there will be. Where the disk has less nothing is written.
  /// - Throws: `Failure` that names the option and the path, and what `body` throws; then there is no new file.
  static func write(
    to path: String, option: String, room: Integer,
    _ body: (_ sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) -> Void
  ) throws(Failure) -> Int {
    let name = "\(option) \(path)"
    guard !path.isEmpty else { throw .usage("\(option) '': expected a path") }
    if let stream = try OutputStream(path, name: name) { return try stream.write(body) }
    guard Platform.kind(of: path) ?? .file == .file else {
      throw .usage("\(name): expected a file or nothing there, or a pipe, found a directory or device")
    }
    let place: String, partial: String
    let file: OpenFile
    do throws(SystemError) {
      place = try Platform.followingLinks(path)
      partial = "\(place)\(partialMark)\(Platform.processNumber)"
      clearLeftovers(of: place)
      file = try begin(partial, permissions: Platform.permissions(of: place))
    } catch {
      throw .usage("\(name): \(error)")
    }
    var isMoved = false
    defer { if !isMoved { Platform.remove(partial) } }
    if let free = file.freeBytes, room > free {
      throw .limit("\(name): about \(room) bytes > \(free) bytes that are free on the disk")
    }
    var count = 0
    try body { bytes throws(Failure) in
      do throws(SystemError) { try file.append(bytes) } catch { throw .limit("\(name): \(error)") }
      count += bytes.count
    }
    do throws(SystemError) {
      try file.finish()
      try Platform.move(partial, to: place)
    } catch {
      throw .usage("\(name): \(error)")
    }
    isMoved = true
    return count
  }

  /// The file that is written. Another process can take it for a leftover in the moment before it is locked, and clear
  /// it: then it is made again.
  private static func begin(_ partial: String, permissions: Platform.Permissions?) throws(SystemError) -> OpenFile {
    var file = try OpenFile(making: partial, permissions: permissions)
    while try !file.hasName() { file = try OpenFile(making: partial, permissions: permissions) }
    return file
  }

  /// What stands between the name of a file and the number of the process that writes it.
  private static let partialMark = ".partial-"

  /// Removes what processes left beside the file that were killed while they wrote it. Those that still write hold a
  /// lock.
  private static func clearLeftovers(of place: String) {
    let (folder, name) = Platform.split(place)
    for leftover in Platform.names(in: folder.isEmpty ? "." : folder) where leftover.hasPrefix(name + partialMark) {
      if Int32(leftover.dropFirst((name + partialMark).count)) != nil { OpenFile.removeIfUnlocked(folder + leftover) }
    }
  }

  /// Writes a text.
  ///
  /// - Throws: `Failure` naming the option, the path and the reason, if no file can be written there.
  static func write(_ text: String, to path: String, option: String) throws(Failure) {
    let bytes = Array(text.utf8)
    _ = try write(to: path, option: option, room: Integer(bytes.count)) { sink throws(Failure) in try sink(bytes) }
  }

  /// Makes sure that there is a directory, and makes it if there is nothing of that name; its parent has to
  /// exist.
  ///
  /// - Throws: `Failure` naming the option and the path, if there is none and none can be made.
  static func requireDirectory(at path: String, option: String) throws(Failure) {
    guard !path.isEmpty else { throw .usage("\(option) '': expected a directory") }
    guard path != TextFile.standard else {
      throw .usage("\(option) -: expected a directory, which standard output is not (./- is one)")
    }
    switch Platform.kind(of: path) {
    case .folder: return
    case .file, .pipe, .other: throw .usage("\(option) \(path): a file; expected a directory")
    case nil: break
    }
    do throws(SystemError) { try Platform.makeFolder(path) } catch {
      throw .usage("\(option) \(path): no such directory, and none can be made there")
    }
  }
}
