import ModelFiles
import StrictJSON

/// Files in JSON, which may come from anywhere.
enum JSONFile {
  /// The object that the bytes of a file are.
  ///
  /// - Throws: `Failure` that names the file, the place in it and what was expected there.
  static func object(_ bytes: [UInt8], name: String, _ form: JSONForm = JSONForm()) throws(Failure) -> JSONObject {
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(bytes[...], form) } catch {
      if let found = FileSignature(bytes), found != .json { throw .usage("\(name): \(found.rawValue); expected JSON") }
      throw .usage("\(name): expected JSON: \(error)")
    }
    guard case .object(let object) = value else { throw .usage("\(name): expected one JSON object, not \(value)") }
    return object
  }
}
