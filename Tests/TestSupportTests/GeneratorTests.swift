import CopyTask
import TestSupport
import Testing

/// The simplest value that fails, over many seeds, or nil.
private func simplest<Value>(
  _ generator: Generator<Value>, _ property: (Value) throws -> Bool
) -> [Value] {
  (0..<10).compactMap { counterexample(seeds: [$0], trials: 200, generator, property)?.value }
}

@Suite struct GeneratorTests {
  @Test func integersShrinkToTheLeastThatFails() {
    #expect(simplest(.int(in: 0...1000)) { $0 < 17 } == Array(repeating: 17, count: 10))
    #expect(simplest(.int(in: -1000...1000)) { $0 < -3 } == Array(repeating: -3, count: 10))
  }

  @Test func stringsShrinkByLengthAndThenByToken() {
    let strings = Generator.tokens(alphabetSize: 5, count: 0...40)
    #expect(simplest(strings) { !$0.contains { $0 >= 3 } } == Array(repeating: [3], count: 10))
    #expect(simplest(strings) { $0.count < 7 } == Array(repeating: Array(repeating: 0, count: 7), count: 10))
    #expect(
      simplest(strings) { $0.count(where: { $0 >= 2 }) < 3 } == Array(repeating: [2, 2, 2], count: 10)
    )
  }

  @Test func stringsKeepTheLeastLength() {
    let strings = Generator.tokens(alphabetSize: 2, count: 4...9)
    #expect(simplest(strings) { _ in false } == Array(repeating: [0, 0, 0, 0], count: 10))
  }

  @Test func pairsAndTriplesShrinkEachPart() {
    let pairs = Generator.pair(.int(in: 0...100), .tokens(alphabetSize: 3, count: 0...8))
    for (number, string) in simplest(pairs, { $0.0 < 5 || $0.1.count < 2 }) {
      #expect(number == 5)
      #expect(string == [0, 0])
    }
    let triples = Generator.triple(.int(in: 1...9), .oneOf(["x", "y", "z"]), .int(in: 2...9))
    for (a, b, c) in simplest(triples, { $0.1 == "x" || $0.2 < 4 }) {
      #expect(a == 1)
      #expect(b == "y")
      #expect(c == 4)
    }
  }

  @Test func drawsStayInRange() {
    var source = SplitMix64(seed: 1)
    let generator = Generator.tokens(alphabetSize: 3, count: 2...5)
    var lengths: Set<Int> = []
    for _ in 0..<200 {
      let string = generator.draw(&source)
      lengths.insert(string.count)
      #expect(string.allSatisfy { (0..<3).contains($0) })
    }
    #expect(lengths == [2, 3, 4, 5])
  }

  @Test func flatMapAndMapDrawWhatTheyAreGiven() {
    let chosen = Generator.int(in: 2...4).flatMap { size in .tokens(alphabetSize: size, count: size...size) }
    let doubled = Generator.int(in: 0...50).map({ $0 * 2 }, back: { $0 / 2 })
    var source = SplitMix64(seed: 2)
    for _ in 0..<100 {
      let string = chosen.draw(&source)
      #expect((2...4).contains(string.count))
      #expect(string.allSatisfy { $0 < string.count })
    }
    #expect(simplest(doubled) { $0 < 31 } == Array(repeating: 32, count: 10))
  }
}
