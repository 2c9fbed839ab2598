import CopyTask
import Testing

@Suite struct SplitMix64Tests {
  /// The first outputs of seed 1234567, as published with other implementations of the generator.
  @Test func knownOutputs() {
    var generator = SplitMix64(seed: 1_234_567)
    let outputs = (0..<5).map { _ in generator.next() }
    #expect(
      outputs == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ]
    )
  }

  /// The rule of the documentation, with 128-bit numbers and no shortcut.
  private func drawn(below bound: Int, from generator: inout SplitMix64) -> Int {
    let two64 = UInt128(1) << 64
    while true {
      let product = UInt128(generator.next()) * UInt128(bound)
      if product % two64 >= two64 % UInt128(bound) { return Int(product >> 64) }
    }
  }

  @Test(arguments: [1, 2, 3, 10, 26, 255, 256, 257, 1_000_003, 1 << 62, (1 << 62) + 1, Int.max])
  func boundedDrawsFollowTheDocumentedRule(bound: Int) {
    // Half of all draws are rejected for the bound 2^62 + 1 and its like: both branches are run.
    var one = SplitMix64(seed: 42)
    var other = one
    for _ in 0..<300 {
      let value = one.next(below: bound)
      #expect((0..<bound).contains(value))
      #expect(value == drawn(below: bound, from: &other))
    }
    #expect(one == other)
  }

  @Test func boundedDrawsReachEveryValueAboutEquallyOften() {
    var generator = SplitMix64(seed: 7)
    var counts = Array(repeating: 0, count: 10)
    for _ in 0..<10_000 { counts[generator.next(below: 10)] += 1 }
    // A count has mean 1000 and standard deviation 30: seven of them on either side.
    #expect(counts.allSatisfy { (790...1210).contains($0) })
  }

  /// Pinned, so that a checker in another language can compare its strings.
  @Test func uniformStringIsADrawForEachToken() {
    var generator = SplitMix64(seed: 1_234_567)
    let string = UniformString(alphabetSize: 10, length: 5).tokens(using: &generator)
    // floor(10 z / 2^64) of the five outputs above.
    #expect(string == [3, 1, 5, 2, 8])
  }
}
