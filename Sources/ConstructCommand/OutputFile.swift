#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Files that the program is told to write. They are written beside, then renamed: whoever reads one finds
/// the old one or the new one, whole.
enum OutputFile {
  /// Writes a text.
  ///
  /// - Throws: `Failure` naming the option, the path and the reason, if no file can be written there.
  static func write(_ text: String, to path: String, option: String) throws(Failure) {
    guard !path.isEmpty else { throw .usage("\(option) '': expected a path") }
    var isFolder = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder {
      throw .usage("\(option) \(path): a directory; expected a file to write")
    }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .usage("\(option) \(path): no file can be written there")
    }
  }

  /// Makes sure that there is a directory, and makes it if there is nothing of that name; its parent has to
  /// exist.
  ///
  /// - Throws: `Failure` naming the option and the path, if there is none and none can be made.
  static func requireDirectory(at path: String, option: String) throws(Failure) {
    guard !path.isEmpty else { throw .usage("\(option) '': expected a directory") }
    var isFolder = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      guard isFolder else { throw .usage("\(option) \(path): a file; expected a directory") }
      return
    }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    } catch {
      throw .usage("\(option) \(path): no such directory, and none can be made there")
    }
  }
}
