import CopyTask
import StateSpaces
import TestSupport
import Testing

@Suite("A search for collisions")
struct CollisionSearchTests {
  private func effort(
    _ length: Int, updates: Int = 1 << 20, states: Int = 1 << 12, mustExtend: Bool = false
  ) -> (CollisionSearch<TableMachine>.Effort) {
    .init(updates: updates, states: states, length: length, mustExtend: mustExtend)
  }

  /// The shortest length, up to a most, at which two strings share a state, by grouping all strings.
  private func shortest(_ model: TableMachine, most: Int) -> Int? {
    (1...most).first { length in
      let all = Array(AllStrings(alphabetSize: model.alphabet.size, length: length))
      let states = all.map { model.state(after: Prompt(alphabet: model.alphabet, content: $0).tokens) }
      return Set(states).count < all.count
    }
  }

  @Test("by breadth finds a shortest pair, and always one where states are fewer than strings")
  func breadth() {
    forAll(.tables(states: 12), seeds: 0..<20, trials: 10) { model in
      let outcome = CollisionSearch(model, seed: 0).breadth(effort(4))
      // 2^4 = 16 strings, at most 12 states.
      guard let pair = outcome.pair, pair.length == shortest(model, most: 4) else { return false }
      return outcome.exhaustedLength == pair.length - 1 && ends(pair, model)
    }
  }

  @Test("finds only pairs that end in one state, and extends only those that may be", arguments: [false, true])
  func pairs(mustExtend: Bool) {
    forAll(.tables(states: 8), seeds: 0..<10, trials: 10) { model in
      let search = CollisionSearch(model, seed: 1)
      return CollisionSearch<TableMachine>.Strategy.allCases.allSatisfy { strategy in
        let outcome = search.run([strategy], effort: effort(5, updates: 2000, mustExtend: mustExtend))
        // Five tokens bring some of eight states together; not every random search need see it.
        guard let pair = outcome.pair else { return strategy != .breadth }
        guard ends(pair, model), outcome.strategy == strategy, outcome.updates <= 2000 else { return false }
        let longer = pair.extended(by: Array(repeating: 1, count: 5 - pair.length))
        return !(mustExtend || outcome.extends) || ends(longer, model)
      }
    }
  }

  private func ends(_ pair: CollidingPair, _ model: TableMachine) -> Bool {
    func end(_ string: [Token]) -> Int {
      model.state(after: Prompt(alphabet: model.alphabet, content: string).tokens)
    }
    return pair.first != pair.second && pair.first.count == pair.second.count
      && end(pair.first) == end(pair.second)
  }

  @Test("finds nothing in a machine that keeps everything, and says how far it looked")
  func nothing() {
    let search = CollisionSearch(Perfect(), seed: 0)
    let outcome = search.run(
      [.breadth, .contraction, .birthday],
      effort: .init(
        updates: 3000, states: 100, length: 50))
    #expect(outcome.pair == nil && outcome.strategy == nil)
    // 2^6 strings are held, 2^7 are too many.
    #expect(outcome.exhaustedLength == 6)
  }

  @Test("sees what COPY alone brings together, but not where a pair must extend")
  func copyAlone() {
    let search = CollisionSearch(Perfect(forgetsOnCopy: true), seed: 0)
    let outcome = search.breadth(.init(updates: 1000, states: 100, length: 4))
    #expect(outcome.pair?.length == 1)
    let strict = search.run([.breadth], effort: .init(updates: 1000, states: 100, length: 4, mustExtend: true))
    // At the length asked for nothing need be extended.
    #expect(strict.pair?.length == 4 && strict.exhaustedLength == 3 && !strict.extends)
    let birthday = search.birthday(.init(updates: 1000, states: 100, length: 64, mustExtend: true))
    #expect(birthday.pair?.length == 64)
  }

  @Test("by contraction finds the first length at which the past is forgotten", arguments: 1...6)
  func contraction(memory: Int) {
    let search = CollisionSearch(LastTokens(count: memory), seed: 0)
    let effort = CollisionSearch<LastTokens>.Effort(updates: 10_000, states: 1 << 10, length: 100)
    let outcome = search.run([.contraction], effort: effort)
    #expect(outcome.pair?.length == memory + 1 && outcome.extends)
    #expect(outcome.pair?.firstDifference == 0)
    #expect(search.breadth(effort).pair?.length == memory + 1)
    #expect(search.contraction(.init(updates: 10_000, states: 0, length: memory)).pair == nil)
  }
}

@Suite("The length at which counting makes two strings share a state")
struct CountingLengthTests {
  @Test("is the smallest with more strings than states")
  func smallest() {
    forAll(.pair(.int(in: 0...62), .int(in: 2...40))) { bits, size in
      // As a UInt128: 40^13 > 2^62, and 2^63 fits.
      let states = UInt128(1) << UInt128(bits)
      var (length, strings) = (0, UInt128(1))
      while strings <= states { (length, strings) = (length + 1, strings * UInt128(size)) }
      return CountingLength.smallest(bits: bits, alphabetSize: size) == length
    }
  }

  @Test("is exact where a power of D is next to a power of two, and for large states")
  func edges() {
    #expect(CountingLength.smallest(bits: 64, alphabetSize: 2) == 65)
    #expect(CountingLength.smallest(bits: 64, alphabetSize: 4) == 33)
    #expect(CountingLength.smallest(bits: 0, alphabetSize: 1000) == 1)
    // 2^485 > 3^306: the convergent 485/306 of log2 3 lies above it.
    #expect(CountingLength.smallest(bits: 485, alphabetSize: 3) == 307)
    #expect(CountingLength.smallest(bits: 484, alphabetSize: 3) == 306)
    #expect(CountingLength.smallest(bits: 1 << 20, alphabetSize: 256) == (1 << 17) + 1)
  }
}
