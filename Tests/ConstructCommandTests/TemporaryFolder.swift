import Foundation

/// A folder that exists while `body` runs.
func withTemporaryFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("construct-\(UUID().uuidString)", isDirectory: true)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

extension URL {
  /// Writes a file of this name into the folder, and returns where it is.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> URL {
    let file = appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file
  }
}
