import StrictJSON

/// A file in which a model is configured, such as `config.json`. It may come from anywhere.
enum ConfigurationFile {
  /// The largest that was met has some ten kilobytes; this is a hundred times as much.
  private static let mostBytes = 1 << 20

  /// JSON as configurations have it: Python writes infinity and NaN into some, which do not matter unless a field that
  /// is needed has them.
  private static let form = JSONForm(allowsNotFinite: true)

  /// The fields in the file at `path`.
  ///
  /// - Throws: `Failure` that names the file, and what in it is not as expected.
  static func fields(at path: String) throws(Failure) -> JSONObject {
    guard !path.isEmpty else { throw .usage("--config '': expected a path") }
    let bytes = try TextFile.bytesIfPresent(at: path, option: "--config", most: mostBytes)
    guard let bytes else { throw .usage("--config \(path): no such file") }
    return try JSONFile.object(bytes, name: "--config \(path)", form)
  }
}
