import CopyTask
import StateSpaces
import TestSupport
import Testing

@Suite("A recurrence")
struct RecurrenceTests {
  private func model(_ family: RecurrenceFamily, _ format: StateFormat, seed: UInt64 = 5) throws -> SeededRecurrence {
    SeededRecurrence(try RecurrenceDescription(family: family, format: format, hidden: 3, alphabetSize: 3, seed: seed))
  }

  @Test("has as many numbers in its state as its description says", arguments: RecurrenceFamily.allCases)
  func sizes(family: RecurrenceFamily) throws {
    let elements: [RecurrenceFamily: Int] = [
      .lstm: 6, .gru: 3, .ssm: 3, .mamba: 12, .linearAttention: 9, .retention: 9,
    ]
    for format in StateFormat.allCases {
      let model = try model(family, format)
      let state = model.state(after: [3, 0, 1, 2, 4])
      #expect(state.count == elements[family] && model.start.count == state.count)
      #expect(model.description.elements == state.count)
      #expect(model.description.bits == state.count * format.bits)
      #expect(model.hexadecimal(state).count * 4 == model.description.bits)
      #expect(state.allSatisfy { UInt64($0) < 1 << UInt64(format.bits) })
    }
  }

  @Test("is a function of its description, and of the seed in it", arguments: RecurrenceFamily.allCases)
  func seeds(family: RecurrenceFamily) throws {
    for format in StateFormat.allCases {
      let once = try model(family, format).state(after: [0, 1])
      #expect(try once == model(family, format).state(after: [0, 1]))
      #expect(try once != model(family, format, seed: 6).state(after: [0, 1]))
    }
  }

  @Test("writes content tokens only", arguments: RecurrenceFamily.allCases)
  func outputs(family: RecurrenceFamily) throws {
    let model = try model(family, .float8e5m2)
    forAll(.tokens(alphabetSize: 3, count: 0...10), seeds: 0..<3, trials: 5) { string in
      model.copy(of: string).allSatisfy(model.alphabet.content.contains)
    }
  }

  @Test("in linear attention, sums without rounding do not depend on the order of tokens")
  func orderBlind() throws {
    // The first sum, 0 + p, is exact, and the second is the same either way round.
    let model = try model(.linearAttention, .float32)
    #expect(model.state(after: [0, 1]) == model.state(after: [1, 0]))
    let decaying = try self.model(.retention, .float32)
    #expect(decaying.state(after: [0, 1]) != decaying.state(after: [1, 0]))
  }

  @Test("refuses sizes out of range, naming them")
  func refusals() {
    #expect(throws: RecurrenceError.hidden(0)) { try description(hidden: 0) }
    #expect(throws: RecurrenceError.hidden(257)) { try description(hidden: 257) }
    #expect(throws: RecurrenceError.hidden(.max)) { try description(hidden: .max) }
    #expect(throws: RecurrenceError.alphabet(1)) { try description(alphabet: 1) }
    #expect(throws: RecurrenceError.alphabet(1025)) { try description(alphabet: 1025) }
    #expect(throws: RecurrenceError.inputs(256 * 256 * 1027)) {
      try description(.linearAttention, hidden: 256, alphabet: 1024)
    }
    #expect("\(RecurrenceError.hidden(0))".contains("hidden size 0: expected 1 to 256"))
  }

  @discardableResult
  private func description(
    _ family: RecurrenceFamily = .lstm, hidden: Int = 2, alphabet: Int = 2
  ) throws -> RecurrenceDescription {
    try RecurrenceDescription(
      family: family, format: .float16, hidden: hidden, alphabetSize: alphabet, seed: 0)
  }
}
