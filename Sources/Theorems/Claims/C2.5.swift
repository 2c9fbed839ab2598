import Arithmetic
import Constructions
import CopyTask

extension Claim {
  /// Corollary 2.5: how n, and with it the width, depends on length and error.
  static let c25 = Claim(
    .c25,
    title: "Logarithmic width is enough for any error",
    statement: """
      For every eps in (0, 1], D >= 2 and L >= 1 the least n with D^n eps >= L^2, which is ceil(log_D(L^2 / eps)) or \
      1, gives err < eps on uniform strings of L tokens, with width at most 4 (n + 1) (d + 1), d = max(2, ceil(log2 D)).
      """,
    origin: .paper("Corollary 2.5"),
    trusted: ["GMP", "DistinctNgramCount, which tests compare with lists of all strings", "\(ClaimID.xFailureSet)"],
    executed: """
      n by integers; the model's width; err of copying and ending as a fraction where the strings can be counted, \
      otherwise the bound of \(ClaimID.l24)
      """,
    subject: 2,
    nearMiss: (
      statement: "The least n with D^n eps >= L is enough.",
      subject: 1
    ),
    check: checkDimension)

  /// Takes the least n with D^n eps >= L^`power`.
  private static func checkDimension(_ power: Int, sweep: DimensionSweep, progress: Progress) throws -> Finding {
    var finding = Finding()
    for (number, size) in sweep.sizes.values.enumerated() {
      for length in sweep.lengths.values {
        for error in sweep.errors.values {
          try checkDimension(power, size, length, error, into: &finding)
          if finding.counterexample != nil { return finding }
        }
      }
      progress.advance(number + 1, of: sweep.sizes.count)
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

/// What the check of C2.5 computes n for.
private struct DimensionSweep: Sweep {
  /// D.
  let sizes: Cases<Int>
  /// L.
  let lengths: Cases<Int>
  /// eps.
  let errors: Cases<Rational>

  init(_ effort: Effort) {
    sizes = effort.choose(
      quick: Cases(2, 3, 4, 10, 26), standard: Cases(2...10) + Cases(26, 256), exhaustive: Cases(2...64) + Cases(256))
    lengths = effort.choose(
      quick: Cases(1...12) + Cases(100, 1000), standard: Cases(1...16) + Cases(100, 1000, 10_000),
      exhaustive: Cases(1...24) + Cases(100, 1000, 10_000, 1_000_000))
    errors = effort.choose(
      quick: Cases(oneIn: 1, 4, 100), standard: Cases(oneIn: 1, 2, 4, 100, 1_000_000),
      exhaustive: Cases(oneIn: 1, 2, 4, 100, 1_000_000, 1_000_000_000_000))
  }

  var words: String { "D = \(sizes.words); L = \(lengths.words); eps = \(errors.words)" }
}
