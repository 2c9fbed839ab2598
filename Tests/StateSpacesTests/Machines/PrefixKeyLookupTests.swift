import Arithmetic
import CopyTask
import StateSpaces
import TestSupport
import Testing

@Suite("Lookup with the key first")
struct PrefixKeyLookupTests {
  /// The token after the first place where the key stands, found by looking.
  private func successor(of key: [Token], in string: [Token]) -> Token? {
    guard string.count > key.count else { return nil }
    for start in 0..<(string.count - key.count) where Array(string[start..<(start + key.count)]) == key {
      return string[start + key.count]
    }
    return nil
  }

  private func answer(_ machine: PrefixKeyLookup, key: [Token], string: [Token]) -> Token? {
    let prompt = [machine.alphabet.bos] + key + string + [machine.alphabet.copy]
    let state = machine.state(after: prompt)
    guard case .found = state else { return nil }
    return machine.output(in: state)
  }

  @Test("X.prefix-suffix: finds the successor at every length, or none where there is none")
  func finds() {
    forAll(.pair(.int(in: 1...4), .tokens(alphabetSize: 2, count: 4...60))) { ngram, tokens in
      let machine = PrefixKeyLookup(alphabet: Alphabet(size: 2), ngram: ngram)
      let (key, string) = (Array(tokens[..<ngram]), Array(tokens[ngram...]))
      return answer(machine, key: key, string: string) == successor(of: key, in: string)
    }
  }

  @Test("among 100,000 tokens, the key near the end")
  func longStrings() {
    var source = SplitMix64(seed: 11)
    for (ngram, size, length) in [(3, 4, 1_000), (6, 3, 10_000), (2, 26, 100_000)] {
      let machine = PrefixKeyLookup(alphabet: Alphabet(size: size), ngram: ngram)
      // The last token of the alphabet is kept for the key, and for what the string ends with.
      var string = UniformString(alphabetSize: size - 1, length: length).tokens(using: &source)
      let key = string[..<(ngram - 1)] + [size - 1]
      #expect(answer(machine, key: Array(key), string: string) == nil)
      string += Array(key) + [1, 0]
      #expect(answer(machine, key: Array(key), string: string) == 1)
    }
  }

  @Test("its states are counted right: all are reached, and n log2 D bits are nearly enough")
  func states() throws {
    for (size, ngram) in [(2, 1), (2, 2), (2, 5), (3, 1), (3, 3), (5, 2), (1, 3)] {
      let machine = PrefixKeyLookup(alphabet: Alphabet(size: size), ngram: ngram)
      let reached = try #require(machine.reachableStates(limit: 5000))
      #expect(Integer(reached.count) == PrefixKeyLookup.stateCount(alphabetSize: size, ngram: ngram))
    }
    // n log2 D, and log2 (n + 3) for the rest: (n + 1) D^n + 1 + D <= (n + 3) D^n for D >= 2.
    for (size, ngram) in [(2, 1), (2, 40), (26, 1), (26, 100), (50277, 8)] {
      let bits = LogarithmicSum.log2(PrefixKeyLookup.stateCount(alphabetSize: size, ngram: ngram))
      let keys = LogarithmicSum.log2(Integer(size)) * Rational(ngram)
      #expect(keys < bits && bits <= keys + .log2(Integer(ngram + 3)))
    }
  }
}

@Suite("Lookup with the key last")
struct SuffixKeyWitnessTests {
  private func first(of key: [Token], in string: [Token]) -> Int? {
    (0...(string.count - key.count)).first { Array(string[$0..<($0 + key.count)]) == key }
  }

  private func occurrences(of key: [Token], in string: [Token]) -> Int {
    (0...(string.count - key.count)).count { Array(string[$0..<($0 + key.count)]) == key }
  }

  /// From scratch: the model gives the same answer although the successors differ.
  private func holds<Model: GeneralizedStateSpaceModel>(_ witness: SuffixKeyWitness, _ model: Model) -> Bool {
    let strings = [witness.first, witness.second]
    let answers = strings.map { string in
      model.output(in: model.state(after: [model.alphabet.bos] + string + witness.key + [model.alphabet.copy]))
    }
    let successors = strings.map { string in first(of: witness.key, in: string).map { string[$0 + witness.key.count] } }
    return answers[0] == answers[1] && successors == witness.successors && successors[0] != successors[1]
      && strings.allSatisfy { occurrences(of: witness.key, in: $0) == 1 }
  }

  @Test("X.prefix-suffix: every machine with fewer states than values has two strings it cannot tell apart")
  func machines() {
    // 3 blocks with 3 values each: 27 strings.
    forAll(.pair(.int(in: 1...26), .int(in: 0...1_000_000)), trials: 5) { states, seed in
      let machine = try randomMachine(states: states, alphabetSize: 5, seed: UInt64(seed))
      guard let witness = SuffixKeyWitness.search(machine, ngram: 2, blocks: 3, keyTokens: 2) else { return false }
      return holds(witness, machine)
    }
  }

  @Test("the machine that is good with the key first fails with the key last")
  func prefixMachine() throws {
    let machine = PrefixKeyLookup(alphabet: Alphabet(size: 4), ngram: 2)
    let witness = try #require(SuffixKeyWitness.search(machine, ngram: 2, blocks: 4, keyTokens: 2))
    #expect(holds(witness, machine))
  }

  @Test("a machine that keeps the whole string has no witness")
  func largeMachine() {
    let machine = ShiftRegister(alphabet: Alphabet(size: 4), width: 9, length: 9)
    #expect(SuffixKeyWitness.search(machine, ngram: 2, blocks: 3, keyTokens: 2) == nil)
    // Three tokens less, and the first block is forgotten.
    let smaller = ShiftRegister(alphabet: Alphabet(size: 4), width: 6, length: 9)
    let witness = SuffixKeyWitness.search(smaller, ngram: 2, blocks: 3, keyTokens: 2)
    #expect(witness?.key == [0, 0])
  }
}
