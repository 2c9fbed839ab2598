import CopyTask
import Foundation
import StateSpaces
import Testing

/// Recurrences against `Data/recurrences.txt`, which a program in fractions computed from their description.
@Suite("Recurrences agree bit for bit with a second implementation")
struct RecurrenceVectorTests {
  /// A line of the file.
  struct Vector {
    let description: RecurrenceDescription
    let string: [Token]
    let state: String
    let written: [Token]

    init(_ line: Substring) throws {
      let words = line.split(separator: " ")
      try #require(words.count == 8, "\(line)")
      description = try RecurrenceDescription(
        family: try #require(RecurrenceFamily(rawValue: String(words[0]))),
        format: try #require(StateFormat(rawValue: String(words[1]))),
        hidden: try #require(Int(words[2])), alphabetSize: try #require(Int(words[3])),
        seed: try #require(UInt64(words[4])))
      string = try words[5].split(separator: ",").map { try #require(Int($0)) }
      state = String(words[6])
      written = try words[7].split(separator: ",").map { try #require(Int($0)) }
    }
  }

  static func vectors() throws -> [Vector] {
    let folder = try #require(Bundle.module.resourceURL)
    let text = try String(
      contentsOf: folder.appendingPathComponent("Data/recurrences.txt"), encoding: .utf8)
    return try text.split(separator: "\n").map(Vector.init)
  }

  @Test("in the state after BOS x COPY, and in what is written then")
  func everyVector() throws {
    let vectors = try Self.vectors()
    var seen: Set<String> = []
    for vector in vectors {
      let model = SeededRecurrence(vector.description)
      let state = model.state(after: Prompt(alphabet: model.alphabet, content: vector.string).tokens)
      #expect(model.hexadecimal(state) == vector.state, "\(vector.description)")
      #expect(model.generate(vector.written.count, from: state) == vector.written, "\(vector.description)")
      seen.insert("\(vector.description.family) \(vector.description.format)")
    }
    #expect(seen.count == RecurrenceFamily.allCases.count * StateFormat.allCases.count)
  }
}
