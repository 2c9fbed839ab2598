import Arithmetic
import Constructions
import CopyTask

extension Claim {
  /// Corollary 2.5: how n, and with it the width, depends on length and error.
  static let c25 = Claim(
    .c25,
    title: "Logarithmic width is enough for any error",
    statement: """
      For every eps in (0, 1], D >= 2 and L >= 1 the least n with D^n eps >= L^2, which is ceil(log_D(L^2 / eps)) or 1, \
      gives err < eps on uniform strings of L tokens, with width at most 4 (n + 1) (d + 1), d = max(2, ceil(log2 D)).
      """,
    origin: .paper("Corollary 2.5"),
    trusted: ["GMP", "DistinctNgramCount, which tests compare with lists of all strings", "\(ClaimID.xFailureSet)"],
    executed: """
      n by integers; the model's width; err of copying and ending as a fraction where the strings can be counted, \
      otherwise the bound of \(ClaimID.l24)
      """,
    range: Range(
      quick: "D = 2, 3, 4, 10, 26; L = 1 ... 12, 100, 1,000; eps = 1, 1/4, 1/100",
      standard: "D = 2 ... 10, 26, 256; L = 1 ... 16, 100, 1,000, 10,000; eps = 1, 1/2, 1/4, 1/100, 10^-6",
      exhaustive: "D = 2 ... 64, 256; L = 1 ... 24, 100, 1,000, 10^4, 10^6; eps = 1, 1/2, 1/4, 1/100, 10^-6, 10^-12"),
    subject: 2,
    nearMiss: (
      statement: "The least n with D^n eps >= L is enough.",
      subject: 1
    ),
    check: checkDimension)

  /// Takes the least n with D^n eps >= L^`power`.
  private static func checkDimension(_ power: Int, effort: Effort, progress: Progress) throws -> Finding {
    var finding = Finding()
    let sizes = effort.choose(
      quick: [2, 3, 4, 10, 26], standard: Array(2...10) + [26, 256], exhaustive: Array(2...64) + [256])
    let lengths = effort.choose(
      quick: Array(1...12) + [100, 1000], standard: Array(1...16) + [100, 1000, 10_000],
      exhaustive: Array(1...24) + [100, 1000, 10_000, 1_000_000])
    let errors: [Rational] = effort.choose(
      quick: [1, Rational(1, 4), Rational(1, 100)],
      standard: [1, Rational(1, 2), Rational(1, 4), Rational(1, 100), Rational(1, 1_000_000)],
      exhaustive: [
        1, Rational(1, 2), Rational(1, 4), Rational(1, 100), Rational(1, 1_000_000), Rational(1, 1_000_000_000_000),
      ])
    for (number, size) in sizes.enumerated() {
      for length in lengths {
        for error in errors {
          try checkDimension(power, size, length, error, into: &finding)
          if finding.counterexample != nil { return finding }
        }
      }
      progress.advance(number + 1, of: sizes.count)
    }
    return finding
  }

  /// One (D, L, eps).
  private static func checkDimension(
    _ power: Int, _ size: Int, _ length: Int, _ error: Rational, into finding: inout Finding
  ) throws {
    var order = 1
    while Rational(Integer(size).raised(to: order)) * error < Rational(Integer(length).raised(to: power)) { order += 1 }
    let place = "D = \(size), L = \(length), eps = \(error): n = \(order)"
    let parameters = try NgramParameters(ngram: order, alphabetSize: size)
    let width = ConstructionSize(parameters).width
    let bound = 4 * (Integer(order) + 1) * (Integer(parameters.codeBits) + 1)
    finding.require(width <= bound, "\(place): width \(width) > 4 (n + 1) (d + 1) = \(bound)")
    guard length >= order else {
      // There is no n-gram, hence none that occurs twice.
      finding.cover("parameters")
      return
    }
    let space = NgramSpace(alphabetSize: size, order: order)
    // Where strings can be counted, their error is known; it is compared with eps, not with a bound.
    if let errors = try? CopyErrorCount(space, upTo: length, limit: 4000) {
      let exact = errors.repeatProbability(length: length)
      finding.require(exact < error, "\(place): err = \(exact) >= eps")
      finding.observe(.largest, "share of eps that is used", exact / error, at: place)
      finding.cover("exact errors")
    } else if power == 2 {
      let known = CopyBounds(alphabetSize: size, length: length).repeatProbability(order: order)
      finding.require(known < error, "\(place): C(L-n+1, 2) D^-n = \(known) >= eps")
      finding.cover("bounds")
    }
    finding.cover("parameters")
  }
}
