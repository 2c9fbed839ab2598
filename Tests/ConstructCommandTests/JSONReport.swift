import Foundation
import Testing

/// A JSON report, taken apart.
struct JSONReport {
  /// What differs between any two runs.
  static let volatileKeys = ["peakBytes", "seconds", "tokensPerSecond"]

  /// The whole object.
  private let object: [String: Any]

  /// Reads the only thing that a run printed.
  init(_ result: Program.Result) throws {
    try #require(result.errors == "")
    let parsed = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    object = try #require(parsed as? [String: Any])
  }

  /// Runs `construct` with these arguments and `--json`, and expects it to end with this status.
  init(_ line: String, status: Int32 = 0, in folder: URL? = nil) throws {
    let result = try construct(line + " --json", in: folder)
    try #require(result.ending == .status(status), "\(line): \(result.errors)")
    try self.init(result)
  }

  /// The members of one of the objects in it.
  subscript(section: String) -> [String: Any] {
    get throws { try #require(object[section] as? [String: Any]) }
  }

  /// A member that is a string.
  func text(_ section: String, _ key: String) throws -> String { try #require(self[section][key] as? String) }

  /// A member that is a whole number.
  func number(_ section: String, _ key: String) throws -> Int { try #require(self[section][key] as? Int) }

  /// Everything but what is volatile, with sorted keys and without spaces: two reports say the same exactly
  /// if these are equal.
  var stable: String {
    get throws {
      var stable = object
      stable["run"] = try self["run"].filter { !JSONReport.volatileKeys.contains($0.key) }
      let data = try JSONSerialization.data(
        withJSONObject: stable, options: [.sortedKeys, .withoutEscapingSlashes])
      return String(decoding: data, as: UTF8.self)
    }
  }
}
