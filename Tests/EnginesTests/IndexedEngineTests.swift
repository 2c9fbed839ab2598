import Arithmetic
import Constructions
import CopyTask
import Engines
import TestSupport
import Testing
import Transformers

@Suite("The indexed engine writes what the packed one writes, and encloses its numbers")
struct IndexedEngineTests {
  private static let rules =
    ScaleRule.proved + [.chosen(scale: 2, bonus: 3), .chosen(scale: 5, bonus: 1)]

  private func indexed(_ parameters: NgramParameters, _ prompt: Prompt) throws -> IndexedEngine.Result {
    let classes = NgramClasses(of: prompt.content, order: parameters.ngram)
    return try IndexedEngine(form(parameters), prompt: prompt, classes: classes).run()
  }

  private func contains(
    _ bounds: CopyRun<Interval>.Extreme?, _ exact: CopyRun<Rational>.Extreme?
  ) -> Bool {
    guard let bounds, let exact else { return bounds == nil && exact == nil }
    return bounds.value.contains(exact.value)
  }

  private func agree(_ parameters: NgramParameters, _ content: [Token]) throws -> Bool {
    let prompt = Prompt(alphabet: Alphabet(size: parameters.alphabetSize), content: content)
    let exact = try PackedEngine(form(parameters), prompt: prompt).run()
    let result = try indexed(parameters, prompt)
    // Up to the first mistake, which may be that nothing certain can be written.
    let steps = exact.firstMismatch.map { $0.step + 1 } ?? exact.generated.count
    let written = Array(exact.generated.prefix(steps))
    return result.run.generated == written && result.run.firstMismatch?.step == exact.firstMismatch?.step
      && result.run.firstMismatch?.wrote == exact.firstMismatch?.wrote
      && (written.count == steps || result.run.uncertainty == exact.uncertainty)
      && result.certifiedByIndex + result.evaluatedExactly == steps
      && contains(result.run.minAttention, exact.minAttention)
      && contains(result.run.minMargin, exact.minMargin)
  }

  @Test("on any string", arguments: [(1, 2), (1, 5), (2, 2), (2, 3), (3, 2), (3, 4), (2, 17), (22, 5)], rules)
  func anyString(_ sizes: (ngram: Int, alphabetSize: Int), rule: ScaleRule) throws {
    let (ngram, alphabetSize) = sizes
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize, scaleRule: rule)
    // Also longer than L_max, where the scale may be too small.
    let seeds: Range<UInt64> = rule == .lengthDependent ? 0..<4 : 4..<5
    forAll(.tokens(alphabetSize: alphabetSize, count: 1...40), seeds: seeds, trials: 12) { content in
      try agree(parameters, content)
    }
  }

  @Test(
    "on strings with distinct n-grams, where no step has to be evaluated",
    arguments: ScaleRule.proved)
  func distinct(rule: ScaleRule) throws {
    let size = Generator<Int>.int(in: 2...6)
    forAll(.triple(.int(in: 1...5), size, .int(in: 0...9999)), seeds: 0..<5, trials: 8) { ngram, size, seed in
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: size, scaleRule: rule)
      var source = SplitMix64(seed: UInt64(seed))
      let length = 1 + source.next(below: min(parameters.maxLength, 200))
      let content = try DistinctNgramString(alphabetSize: size, order: ngram, length: length)
        .tokens(using: &source)
      let prompt = Prompt(alphabet: Alphabet(size: size), content: content)
      let result = try indexed(parameters, prompt)
      guard let attention = result.run.minAttention?.value.lowerBound else { return false }
      return try agree(parameters, content) && result.run.succeeded && result.evaluatedExactly == 0
        && attention > Rational(8, 9)
    }
  }

  @Test("on a string that repeats n-grams with the same successors, and so fails at its end only")
  func lateFailure() throws {
    let parameters = try NgramParameters(ngram: 2, alphabetSize: 3)
    // ab is followed by c and bc by a, but for the last bc, where the string ends.
    let content = [0, 1, 2, 0, 1, 2]
    let result = try indexed(parameters, Prompt(alphabet: Alphabet(size: 3), content: content))
    #expect(result.run.copied == content.count && !result.run.succeeded)
    // Steps 2, 3, 5 and 6 see ab or bc; the index decides steps 0, 1 and 4.
    #expect(result.certifiedByIndex == 3 && result.evaluatedExactly == 4)
    #expect(try agree(parameters, content))
  }
}
