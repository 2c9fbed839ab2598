import Arithmetic
import Foundation
import StateSpaces
import StrictJSON
import Testing

/// A configuration as it is published, and the numbers of state that others count for it.
struct PublishedState: CustomTestStringConvertible {
  let name: String

  /// Numbers as allocated, and those that each token adds.
  let recurrent, convolution, window, growth, shift: Integer

  /// Who counted.
  let origin: String

  var testDescription: String { name }

  /// The fields in the file.
  func configuration() throws -> JSONObject {
    let file = try #require(
      Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Data/configurations"))
    let value = try JSONValue(Array(try Data(contentsOf: file))[...], JSONForm(allowsNotFinite: true))
    guard case .object(let fields) = value else { throw FieldError("\(name): not an object") }
    return fields
  }

  /// All of them.
  static let all: [PublishedState] = {
    do {
      let file = try #require(
        Bundle.module.url(forResource: "states", withExtension: "tsv", subdirectory: "Data"))
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
      return try lines.map { line in
        let cells = line.split(separator: "\t").map(String.init)
        try #require(cells.count == 7, "\(line)")
        let numbers = try cells[1...5].map { try #require(Integer($0), "\(line)") }
        return PublishedState(
          name: cells[0], recurrent: numbers[0], convolution: numbers[1], window: numbers[2], growth: numbers[3],
          shift: numbers[4], origin: cells[6])
      }
    } catch {
      Issue.record("the published states cannot be read: \(error)")
      return []
    }
  }()
}

extension ModelState {
  /// Numbers in the tensors of a role, as allocated.
  func numbers(_ role: StateTensor.Role) -> Integer {
    tensors.filter { $0.role == role }.reduce(0) { $0 + $1.elements }
  }

  /// Numbers that each token adds.
  var growth: Integer { tensors.reduce(0) { $0 + $1.growth } }
}
