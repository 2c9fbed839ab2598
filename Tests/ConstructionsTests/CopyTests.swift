import Arithmetic
import Constructions
import CopyTask
import TestSupport
import Testing
import Transformers

@Suite("T2.3: strings with distinct n-grams are copied and ended")
struct CopyTests {
  @Test(
    "T2.3: every one of them, of every length up to D^n + n - 1, beyond what the claim covers at its quick level",
    arguments: [
      // n, D, the longest there are, how many there are (counted by another program)
      (1, 5, 5, 325), (2, 3, 10, 1884),
    ])
  func exhaustive(ngram: Int, alphabetSize: Int, longest: Int, count: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    let alphabet = Alphabet(size: alphabetSize)
    let strings = NgramSpace(alphabetSize: alphabetSize, order: ngram).distinctStrings(upTo: longest)
    #expect(strings.count == count)
    #expect(longest == parameters.maxLength)
    var failures: [[Token]] = []
    for string in strings {
      try parameters.requireProven(length: string.count)
      let run = try CopyRun(of: Prompt(alphabet: alphabet, content: string), by: model)
      guard run.succeeded, run.terminated, run.copied == string.count, run.firstMismatch == nil,
        let attention = run.minAttention, attention.value > Rational(8, 9),
        let margin = run.minMargin, margin.value > 0
      else {
        failures.append(string)
        continue
      }
    }
    #expect(failures.isEmpty, "not copied: \(failures.prefix(3))")
  }

  @Test(
    "T2.3: a whole linear de Bruijn sequence, exponential in n, in exact arithmetic",
    arguments: [(2, 8), (3, 4), (6, 2), (8, 2)])
  func wholeDeBruijnSequence(ngram: Int, alphabetSize: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
    let content = Array(DeBruijnSequence(alphabetSize: alphabetSize, order: ngram))
    #expect(content.count == parameters.maxLength)
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    let run = try CopyRun(of: Prompt(alphabet: Alphabet(size: alphabetSize), content: content), by: model)
    #expect(run.succeeded)
    #expect(try #require(run.minAttention).value > Rational(8, 9))
    // The start of the copy is the hardest: before the first token is written, only a boundary bonus tells
    // the right key from all others.
    #expect(run.minAttention?.step == 0)
  }

  @Test("T2.3: random ones, also at full length, in exact arithmetic")
  func random() {
    forAll(distinctNgramCases(longest: 40), seeds: 0..<5, trials: 3) { ngram, size, string in
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: size)
      let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
      let run = try CopyRun(of: Prompt(alphabet: Alphabet(size: size), content: string), by: model)
      return run.succeeded && run.minAttention.map { $0.value > Rational(8, 9) } ?? false
    }
  }

  @Test("rational, interval and float64 runs write the same, and the interval contains the rational")
  func kernelsAgree() {
    guard let precision = Precision(bits: 128) else { return }
    forAll(distinctNgramCases(longest: 12), seeds: 0..<4, trials: 4) { ngram, size, string in
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: size)
      let exact = try ForcedRun<Rational>(parameters, string, format: ())
      let enclosed = try ForcedRun<Interval>(parameters, string, format: precision)
      let rounded = try ForcedRun<Double>(parameters, string, format: ())
      for position in exact.tokens.indices {
        let logits = exact.activations[position].logits
        let intervals = enclosed.activations[position].logits
        guard zip(intervals, logits).allSatisfy({ $0.contains($1) }) else { return false }
        // Intervals that contain everything would prove nothing.
        guard intervals.allSatisfy({ width($0) < Rational.powerOfTwo(-100) }) else { return false }
        guard let step = exact.step(at: position) else { continue }
        let due = exact.prompt.expectedOutput(atStep: step)
        guard try certainArgmax(logits) == due, try certainArgmax(intervals) == due,
          try certainArgmax(rounded.activations[position].logits) == due
        else { return false }
      }
      return true
    }
  }

  private func width(_ interval: Interval) -> Rational {
    guard let lower = interval.lowerBound, let upper = interval.upperBound else { return 1 }
    return upper - lower
  }

  @Test(
    "the de Bruijn string of (2, 6) is copied in full in every rounding kernel of 16 bits or more",
    arguments: [53, 24, 11, 8])
  func roundingKernels(precision: Int) throws {
    let parameters = try NgramParameters(ngram: 2, alphabetSize: 6)
    let content = Array(DeBruijnSequence(alphabetSize: 6, order: 2))
    #expect(content.count == parameters.maxLength)
    let prompt = Prompt(alphabet: Alphabet(size: 6), content: content)
    func copies<Element: Scalar>(_ type: Element.Type, _ format: Element.Format) throws -> Bool {
      try CopyRun(of: prompt, by: Transformer<Element>(rounding: NgramCopier(parameters).weights, to: format))
        .succeeded
    }
    switch precision {
    case 53: #expect(try copies(Double.self, ()))
    case 24: #expect(try copies(Float.self, ()))
    case 11: #expect(try copies(Float16.self, ()))
    default: #expect(try copies(BFloat16.self, ()))
    }
    #expect(try copies(BigFloat.self, try #require(Precision(bits: precision))))
  }
}
