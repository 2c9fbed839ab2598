import Arithmetic
import CopyTask
import TestSupport
import Testing

@testable import Constructions

@Suite("X.scale: the bound on the rest, its constants, and that no smaller ones do")
struct RestBoundTests {
  private func power(_ base: Rational, _ exponent: Int) -> Rational {
    (0..<exponent).reduce(Rational(1)) { product, _ in product * base }
  }

  /// The sum of q^(bits in which a and b differ) over the tokens b, by definition.
  private func tokenSum(_ alphabetSize: Int, near: Rational, of token: Int) -> Rational {
    (0..<alphabetSize).reduce(Rational(0)) { $0 + power(near, ($1 ^ token).nonzeroBitCount) }
  }

  /// The interior's bound as the theorem states it, all n terms of it.
  private func interior(_ parameters: NgramParameters, scale: Int) -> Rational {
    let full = tokenSum(parameters.alphabetSize, near: .powerOfTwo(-2 * scale), of: 0)
    let cut = Rational.powerOfTwo(-scale * parameters.codeBits)
    let short = (1...parameters.ngram).reduce(Rational(0)) { $0 + power(cut, $1) }
    return 2 * (power(full, parameters.ngram) - 1) + 2 * short + power(cut, parameters.ngram)
  }

  @Test("no token has more tokens near it than 0, and W is what 0 has", arguments: 1...4)
  func tokens(scale: Int) {
    let near = Rational.powerOfTwo(-2 * scale)
    for size in 2...33 {
      let sums = (0..<size).map { tokenSum(size, near: near, of: $0) }
      #expect(sums.max() == sums[0])
      #expect(RestBound.tokenSum(alphabetSize: size, near: near) == sums[0])
    }
    #expect(
      RestBound.tokenSum(alphabetSize: 1 << 62, near: near) == power(1 + near, 62),
      "all 62 bits are free")
  }

  @Test("the enclosure holds the bound for any number of terms, and is the bound with n of them")
  func enclosure() {
    forAll(
      .triple(.int(in: 1...12), .int(in: 2...20), .pair(.int(in: 1...6), .int(in: 1...14))), seeds: 0..<10
    ) { ngram, size, numbers in
      let (scale, terms) = numbers
      let parameters = try NgramParameters(
        ngram: ngram, alphabetSize: size, scaleRule: .chosen(scale: scale, bonus: 1))
      let exact = interior(parameters, scale: scale)
      let (lower, upper) = RestBound(parameters).interior(terms: terms)
      guard lower <= exact, upper.map({ exact <= $0 }) ?? true else { return false }
      if terms >= ngram { return lower == exact && upper == exact }
      // Where it is of use it tells: few terms leave little open.
      return exact >= 1 || terms < 6 || upper.map { $0 - lower < exact / 1000 } ?? false
    }
  }

  @Test("beta is the least with r < 1/8 in the interior, B the least at the start", arguments: 1...12)
  func least(ngram: Int) throws {
    for size in Array(2...21) + [31, 32, 33, 256, 257] {
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: size, scaleRule: .lengthFree)
      let scale = parameters.scale
      #expect(interior(parameters, scale: scale) < Rational(1, 8), "n = \(ngram), D = \(size)")
      #expect(interior(parameters, scale: scale - 1) >= Rational(1, 8), "n = \(ngram), D = \(size)")
      let keys = Rational(Integer(parameters.maxLength) + 1)
      #expect(keys * .powerOfTwo(-scale * parameters.boundaryBonus) < Rational(1, 8))
      #expect(keys * .powerOfTwo(-scale * (parameters.boundaryBonus - 1)) >= Rational(1, 8))
      #expect(RestBound(parameters).largest(length: parameters.maxLength) < Rational(1, 8))
      let dependent = try NgramParameters(ngram: ngram, alphabetSize: size)
      #expect(scale >= 2 && scale <= dependent.scale)
    }
  }

  @Test(
    "the constants of some (n, D)",
    arguments: [
      // n, D, beta, B. Worked out with Python's fractions.
      (1, 2, 3, 2), (4, 10, 5, 4), (9, 2, 4, 4), (12, 2, 4, 4), (3, 20, 4, 4), (6, 4, 4, 4), (16, 2, 5, 4),
      (75, 256, 7, 10), (1_000_000_000_000, 1 << 40, 25, 3),
    ])
  func table(ngram: Int, alphabetSize: Int, scale: Int, bonus: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize, scaleRule: .lengthFree)
    #expect(parameters.scale == scale)
    #expect(parameters.boundaryBonus == bonus)
  }

  @Test("the scale does not grow with the length, and grows by one where n d grows fourfold")
  func growth() throws {
    for ngram in [10, 40, 160, 640, 2560] {
      let scales = try [1, 4].map {
        try NgramParameters(ngram: ngram * $0, alphabetSize: 4, scaleRule: .lengthFree).scale
      }
      #expect(scales[1] == scales[0] + 1)
    }
  }

  @Test(
    "no step of any string with distinct n-grams exceeds the bounds",
    arguments: [(1, 2, 2), (1, 3, 3), (1, 5, 4), (2, 2, 5), (3, 2, 10), (2, 3, 6)])
  func everyString(ngram: Int, alphabetSize: Int, longest: Int) throws {
    let free = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize, scaleRule: .lengthFree)
    // The theorem holds for every beta and B, not only for those with which it is of use.
    let rules = [(free.scale, free.boundaryBonus), (1, 1), (2, 3)]
    for (scale, bonus) in rules {
      let parameters = try NgramParameters(
        ngram: ngram, alphabetSize: alphabetSize, scaleRule: .chosen(scale: scale, bonus: bonus))
      let bound = RestBound(parameters)
      let (_, inside) = bound.interior(terms: ngram)
      let specified = SpecifiedModel(parameters)
      var worst = 0
      for content in NgramSpace(alphabetSize: alphabetSize, order: ngram).distinctStrings(upTo: longest) {
        let prompt = Prompt(alphabet: specified.alphabet, content: content)
        let tokens = prompt.tokens + content
        for step in prompt.steps {
          let weights = specified.attention(tokens, at: prompt.position(ofQueryAtStep: step))
          let rest = 1 / weights[prompt.position(ofRightKeyAtStep: step)] - 1
          let limit = step < ngram ? bound.start(length: content.count) : inside
          if limit.map({ rest > $0 }) ?? true { worst += 1 }
        }
      }
      #expect(worst == 0, "beta = \(scale), B = \(bonus)")
    }
  }

  @Test("a scale or bonus that makes no sense is refused")
  func refusals() {
    #expect(throws: ParameterError.scaleTooSmall(0)) {
      try NgramParameters(ngram: 2, alphabetSize: 3, scaleRule: .chosen(scale: 0, bonus: 2))
    }
    #expect(throws: ParameterError.bonusTooSmall(-1)) {
      try NgramParameters(ngram: 2, alphabetSize: 3, scaleRule: .chosen(scale: 4, bonus: -1))
    }
  }
}
