import Arithmetic
import Foundation
import StateSpaces
import StrictJSON
import Testing

/// A row of the reference: the state of a checkpoint, counted from the code of its library by other people's
/// rules.
struct ReferenceRow: Decodable, CustomTestStringConvertible {
  struct Component: Decodable, Hashable {
    /// Numbers in one layer, allocated and such that can matter.
    let alloc, tight, layers: Int
    let bits: [String: Int]
  }

  struct Lengths: Decodable {
    let alloc, tight: Int
  }

  let checkpoint, family: String
  let config: [String: Field]
  let vocabulary: Int?
  let verified: Bool
  let components: [Component]
  let elements, elementsTight: Int
  /// The format that `bits` and `longest` are given in.
  let primary: String
  let bits, bitsTight: Int
  let byProfile: [String: Int]
  let growthElements, growthBits: Int
  let fixed: Bool
  let field: Int?
  /// By "D=26" and the like, then by "eps=0.5" and the like.
  let longest: [String: [String: Lengths]]?

  var testDescription: String { checkpoint }

  /// A field of the row's configuration.
  enum Field: Decodable, Hashable {
    case value(JSONValue)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .value(.boolean(flag))
      } else if let number = try? container.decode(Double.self) {
        self = .value(number.json)
      } else if let text = try? container.decode(String.self) {
        self = .value(.string(text))
      } else {
        self = .value(try container.decode([Int].self).json)
      }
    }

    var value: JSONValue { if case .value(let value) = self { value } else { .null } }
  }

  /// All rows.
  static let all: [ReferenceRow] = {
    do {
      let file = try #require(
        Bundle.module.url(forResource: "catalogue", withExtension: "json", subdirectory: "Data"))
      return try JSONDecoder().decode([ReferenceRow].self, from: Data(contentsOf: file))
    } catch {
      Issue.record("the reference cannot be read: \(error)")
      return []
    }
  }()

  /// The format that the reference calls so.
  static func format(_ profile: String) -> CacheFormat? {
    ["mixed": .mixed, "all16": .all16, "all32": .all32][profile]
  }
}
