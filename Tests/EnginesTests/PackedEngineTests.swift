import Arithmetic
import Constructions
import CopyTask
import Engines
import TestSupport
import Testing
import Transformers
import Workers

@Suite("The packed engine is the rational reference, number by number")
struct PackedEngineTests {
  /// (n, D) with D below, at and above powers of two, d = 2...5, and n d below, at and above 64 and 128.
  private static let parameters = [
    (1, 2), (1, 5), (2, 2), (2, 3), (3, 2), (3, 4), (2, 17), (5, 3), (7, 2),
    (21, 6), (16, 9), (22, 5), (43, 7), (32, 16), (33, 11),
  ]

  /// Scales: that of T2.3, the others about which something is proved, and one too small, with an odd bonus.
  private static let rules = ScaleRule.proved + [.chosen(scale: 1, bonus: 3)]

  /// Every (n, D) with the scale of T2.3, and those with a small n with the others too.
  private static let scaledParameters: [(Int, Int, ScaleRule)] =
    parameters.map { ($0, $1, .lengthDependent) }
    + rules.dropFirst().flatMap { rule in parameters.prefix(9).map { ($0, $1, rule) } }

  private func reference(
    _ parameters: NgramParameters, _ prompt: Prompt
  ) throws -> CopyRun<Rational> {
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    return try CopyRun(of: prompt, by: model)
  }

  private func agree(_ left: CopyRun<Rational>, _ right: CopyRun<Rational>) -> Bool {
    left.generated == right.generated && left.uncertainty == right.uncertainty
      && left.minAttention?.value == right.minAttention?.value
      && left.minAttention?.step == right.minAttention?.step
      && left.minMargin?.value == right.minMargin?.value
      && left.minMargin?.step == right.minMargin?.step
  }

  @Test("on any string, with distinct n-grams or without, shorter than n or longer", arguments: scaledParameters)
  func wholeRuns(ngram: Int, alphabetSize: Int, rule: ScaleRule) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize, scaleRule: rule)
    let alphabet = Alphabet(size: alphabetSize)
    // Large n makes the reference slow, and needs few strings: what differs is the packing.
    let trials = ngram > 10 ? 2 : 10
    let longest = ngram > 10 ? 2 * ngram + 2 : 16
    let seeds: Range<UInt64> = rule == .lengthDependent ? 0..<3 : 3..<4
    forAll(.tokens(alphabetSize: alphabetSize, count: 1...longest), seeds: seeds, trials: trials) { content in
      let prompt = Prompt(alphabet: alphabet, content: content)
      let expected = try reference(parameters, prompt)
      return agree(try PackedEngine(form(parameters), prompt: prompt).run(), expected)
    }
  }

  @Test("on strings whose long repeats end differently, which fail late", arguments: [1, 2, 3], rules)
  func lateFailures(ngram: Int, rule: ScaleRule) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: 4, scaleRule: rule)
    let alphabet = Alphabet(size: 4)
    let half = Generator<[Token]>.tokens(alphabetSize: 4, count: 1...7)
    forAll(.triple(half, half, half), seeds: 0..<4, trials: 6) { first, second, third in
      let prompt = Prompt(alphabet: alphabet, content: first + second + first + third + second)
      return agree(try PackedEngine(form(parameters), prompt: prompt).run(), try reference(parameters, prompt))
    }
  }

  @Test("at every step: the exact weight of the right key and every logit", arguments: parameters.prefix(9), rules)
  func everyStep(_ sizes: (ngram: Int, alphabetSize: Int), rule: ScaleRule) throws {
    let (ngram, alphabetSize) = sizes
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize, scaleRule: rule)
    let alphabet = Alphabet(size: alphabetSize)
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    forAll(.tokens(alphabetSize: alphabetSize, count: 1...12), seeds: 0..<2, trials: 4) { content in
      let prompt = Prompt(alphabet: alphabet, content: content)
      let engine = try PackedEngine(form(parameters), prompt: prompt)
      var decoder = Decoder(model, capacity: 2 * prompt.count)
      for token in prompt.tokens.dropLast() { try decoder.read(token) }
      for (step, token) in ([alphabet.copy] + content).enumerated() {
        let activations = try decoder.step(token)
        let exact = engine.exactStep(step)
        guard exact.logits == activations.logits else { return false }
        let right = prompt.position(ofRightKeyAtStep: step)
        guard exact.rightWeight == activations.layers[1].heads[0]?.weight(at: right) else { return false }
      }
      return true
    }
  }

  @Test("whatever the variant of the kernel and the number of threads", arguments: BitKernel.allCases)
  func variants(kernel: BitKernel) throws {
    guard kernel.isAvailable else { return }
    for (ngram, size, length) in [(3, 5, 127), (12, 2, 700), (40, 3, 300), (30, 20, 400)] {
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: size)
      var source = SplitMix64(seed: UInt64(ngram))
      for content in [
        try DistinctNgramString(alphabetSize: size, order: ngram, length: length).tokens(using: &source),
        UniformString(alphabetSize: size, length: length).tokens(using: &source),
      ] {
        let prompt = Prompt(alphabet: Alphabet(size: size), content: content)
        let plain = try PackedEngine(form(parameters), prompt: prompt, kernel: .plain).run()
        let other = try PackedEngine(form(parameters), prompt: prompt, kernel: kernel).run(
          workers: WorkerPool(threads: 3))
        #expect(agree(plain, other))
      }
    }
  }

  @Test("copies the de Bruijn string of (4, 10) in full, with the attention weight that can be counted by hand")
  func mainJob() throws {
    let parameters = try NgramParameters(ngram: 4, alphabetSize: 10)
    let content = Array(DeBruijnSequence(alphabetSize: 10, order: 4))
    let prompt = Prompt(alphabet: Alphabet(size: 10), content: content)
    let run = try PackedEngine(form(parameters), prompt: prompt).run(workers: WorkerPool(threads: 2))
    #expect(run.succeeded)
    // At step 0 the query is COPY's flag alone. Of the 10,005 visible keys the first token's has the bonus;
    // all others score 0, against 2 beta = 18.
    let attention = try #require(run.minAttention)
    #expect(attention.step == 0)
    #expect(attention.value == 1 / (1 + Rational(10004) * Rational.powerOfTwo(-18)))
    // There a = 0 is due. In a bit of its code, which is -1, a key whose token has that bit set pulls the
    // other way: O in that bit is -(1 + (clear - set) 4^-9) p, and another token that differs there alone
    // trails by 8 times that. Half of the ten tokens have bit 0 set and the least have it clear, so bit 0
    // decides.
    let set = content.count { $0 & 1 == 1 }
    let clear = content.count - 1 - set
    let margin = 8 * (1 + Rational(clear - set) * Rational.powerOfTwo(-18)) * attention.value
    #expect(run.minMargin?.value == margin)
  }

  @Test("notices a failure after the first few thousand steps too")
  func veryLateFailure() throws {
    let parameters = try NgramParameters(ngram: 13, alphabetSize: 2)
    var source = SplitMix64(seed: 5)
    let distinct = try DistinctNgramString(alphabetSize: 2, order: 13, length: 5000).tokens(using: &source)
    // 13 tokens that have been there lately, and then the other bit than the first time.
    let content = distinct + distinct[4900..<4913] + [1 - distinct[4913]]
    let prompt = Prompt(alphabet: Alphabet(size: 2), content: content)
    let run = try PackedEngine(form(parameters), prompt: prompt).run(workers: WorkerPool(threads: 2))
    // The steps whose n-gram has two successors, one of which has to be the first mistake.
    var successors: [ArraySlice<Token>: Set<Token>] = [:]
    for step in 13..<content.count { successors[content[(step - 13)..<step], default: []].insert(content[step]) }
    let mistake = try #require(run.firstMismatch).step
    #expect(mistake > 4096)
    #expect(try #require(successors[content[(mistake - 13)..<mistake]]).count == 2)
  }
}
