import CopyTask
import StateSpaces
import TestSupport
import Testing

@Suite("A collision witness")
struct WitnessReplayTests {
  /// Hidden sizes small enough for a debug build.
  private func witness(
    _ family: RecurrenceFamily, _ format: StateFormat, hidden: Int = 2
  ) throws -> CollisionWitness<SeededRecurrence> {
    let model = SeededRecurrence(
      try RecurrenceDescription(family: family, format: format, hidden: hidden, alphabetSize: 2, seed: 1))
    let outcome = CollisionSearch(model, seed: 1).run(
      [.breadth, .contraction, .birthday], effort: .init(updates: 30_000, states: 256, length: 1 << 11))
    return CollisionWitness(try #require(outcome.pair), of: model)
  }

  @Test(
    "is found for every recurrence, and replays",
    arguments: RecurrenceFamily.allCases, [StateFormat.float8e4m3, .float8e5m2, .float16, .bfloat16])
  func everyRecurrence(family: RecurrenceFamily, format: StateFormat) throws {
    try WitnessReplay.check(try witness(family, format))
  }

  @Test("is found in single precision too", arguments: [RecurrenceFamily.lstm, .gru, .linearAttention])
  func singlePrecision(family: RecurrenceFamily) throws {
    try WitnessReplay.check(try witness(family, .float32))
  }

  @Test("is found for every machine with fewer states than strings, and replays")
  func tables() {
    forAll(.tables(states: 15), seeds: 0..<20, trials: 10) { model in
      let outcome = CollisionSearch(model, seed: 0).breadth(.init(updates: 1000, states: 256, length: 4))
      guard let pair = outcome.pair else { return false }
      let witness = CollisionWitness(pair, of: model)
      try WitnessReplay.check(witness)
      // The definition says so itself: of the two strings at least that one is not copied.
      let string = witness.miscopied == .first ? witness.first : witness.second
      let written = model.copy(of: string)
      return !model.copies(string) && written[..<witness.step] == string[..<witness.step]
        && written[witness.step] == witness.wrote
    }
  }

  @Test("names the string that goes wrong, and where")
  func steps() throws {
    // Reads one state of everything, and writes token 1 for ever.
    let model = try TableMachine(
      alphabet: Alphabet(size: 2), start: 0, updates: [[0, 0, 0, 0, 0]], outputs: [1])
    let first = CollisionWitness(CollidingPair(first: [1, 1, 0], second: [1, 0, 1]), of: model)
    #expect(first.miscopied == .second && first.step == 1 && first.wrote == 1 && first.due == 0)
    let second = CollisionWitness(CollidingPair(first: [1, 1, 0], second: [1, 1, 1]), of: model)
    #expect(second.miscopied == .first && second.step == 2 && second.wrote == 1 && second.due == 0)
    let both = CollisionWitness(CollidingPair(first: [0, 1], second: [0, 0]), of: model)
    #expect(both.miscopied == .first && both.step == 0)
    for witness in [first, second, both] { try WitnessReplay.check(witness) }
  }

  @Test("is refused once anything in it is changed", arguments: [RecurrenceFamily.lstm, .mamba, .retention])
  func tampering(family: RecurrenceFamily) throws {
    let right = try witness(family, .float8e5m2)
    func refused(_ change: (inout CollisionWitness<SeededRecurrence>) throws -> Void) rethrows -> WitnessError? {
      var changed = right
      try change(&changed)
      do throws(WitnessError) { try WitnessReplay.check(changed) } catch { return error }
      return nil
    }
    #expect(refused { _ in } == nil)
    // A token of either string: another state, or no longer a pair.
    for index in right.first.indices {
      #expect(refused { $0.first[index] = 1 - $0.first[index] } != nil, "first, \(index)")
      #expect(refused { $0.second[index] = 1 - $0.second[index] } != nil, "second, \(index)")
    }
    #expect(refused { $0.first.append(0) } == .lengths(right.length + 1, right.length))
    #expect(refused { $0.first[0] = 2 } == .token(2, alphabetSize: 2))
    #expect(refused { $0.second[0] = -1 } == .token(-1, alphabetSize: 2))
    #expect(refused { $0.second = $0.first } == .equalStrings)
    let digit = right.state.first == "0" ? "1" : "0"
    let state = digit + right.state.dropFirst()
    #expect(refused { $0.state = state } == .state(recorded: state, found: right.state))
    #expect(refused { $0.state = "" } == .state(recorded: "", found: right.state))
    #expect(refused { $0.step = -1 } == .step(-1, length: right.length))
    #expect(refused { $0.step = $0.length } == .step(right.length, length: right.length))
    #expect(refused { $0.step += 1 } != nil)
    #expect(refused { $0.due = 1 - $0.due } == .due(recorded: 1 - right.due, found: right.due))
    #expect(refused { $0.wrote = $0.due } != nil)
    // Another machine: its states differ, or it ends in another one.
    let description = right.description
    try #expect(
      refused {
        $0.description = try RecurrenceDescription(
          family: family, format: .float8e5m2, hidden: 2, alphabetSize: 2, seed: description.seed + 1)
      } != nil)
    try #expect(
      refused {
        $0.description = try RecurrenceDescription(
          family: family, format: .float8e4m3, hidden: 2, alphabetSize: 2, seed: description.seed)
      } != nil)
  }

  @Test("proves nothing where the step is right, or an earlier one is wrong")
  func falseSteps() throws {
    let model = try TableMachine(
      alphabet: Alphabet(size: 2), start: 0, updates: [[0, 0, 0, 0, 0]], outputs: [1])
    var witness = CollisionWitness(CollidingPair(first: [1, 0, 0], second: [1, 1, 0]), of: model)
    #expect(witness.miscopied == .first && witness.step == 1)
    witness.step = 2
    #expect(throws: WitnessError.written(recorded: 0, found: 1, step: 1)) { try WitnessReplay.check(witness) }
    (witness.step, witness.due) = (0, 1)
    #expect(throws: WitnessError.noMismatch(step: 0)) { try WitnessReplay.check(witness) }
  }
}
