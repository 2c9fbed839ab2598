import Arithmetic
import Constructions
import CopyTask
import Rounding
import Workers

extension Claim {
  /// Rounding is harmless, or fails where it is said to: `FloatFrontier`.
  static let xRounding = Claim(
    .xRounding,
    title: "What rounding can do, in any order of summation",
    statement: """
      Let numbers of p bits round to nearest, u = 2^-p, n + 1 <= 2^p, and (k + 1) fl((S + v)/(k + 1)) - k fl(S/k), \
      every operation rounded, be v for all 0 <= k <= n, |S| <= k and v in {-1, 0, 1}. Let k beta for |k| <= n d and \
      k beta + beta B for |k| <= (n - 1) d be numbers of the format, which they are if beta is a power of two and \
      (n + B) d <= 2^p, and let r < 1/8 bound the weight of all other keys relative to the right one. If all sums run \
      in one accumulator, each in any order, the normalizer and the coordinates of the attention are within 4 r of the \
      right key's term, whatever p and L; in any trees they are within 2 E_p(2L + 1) r, where E_p(N) <= N^a for every \
      a in (0, 1] with a 2^(-1/a) >= u / (1 - u). If that is below 1/2 and d ((1 + u)^(d - 1) - 1) is below \
      (1 - u) (1 - x) / (1 + x)^2 for it, x, then every string with distinct n-grams and at most L tokens is copied \
      and ended in this format. Where scores round, the least lead of the right key over all orders takes the place of \
      beta, and what FloatFrontier then finds safe is copied, too.
      """,
    origin: .project,
    trusted: [
      "GMP", "Double, in which small formats are emulated; tests compare the emulation with the library's types",
    ],
    executed: """
      runs of the reference in emulated formats, under the reference's order, permutations, random trees and the tree \
      that is worst for a score: strings that are predicted to be copied, and those that are predicted to fail
      """,
    subject: false,
    nearMiss: (
      statement: "Every string with distinct n-grams is copied in every format that holds the weights.",
      subject: true
    ),
    check: checkRounding)

  /// Checks the predictions; or, for the near miss, that every length is safe.
  private static func checkRounding(_ isBlind: Bool, sweep: RoundingSweep, progress: Progress) throws -> Finding {
    var finding = Finding()
    let cells = sweep.cells
    let count = cells.count + sweep.random
    let workers = WorkerPool(threads: progress.threads)
    for first in stride(from: 0, to: count, by: RoundingSweep.batch) {
      let batch = first..<min(count, first + RoundingSweep.batch)
      let parts = try workers.mapEach(batch.count) { offset in
        let number = batch.lowerBound + offset
        // A source of its own for each case: what is run does not depend on the threads.
        var source = SplitMix64(seed: RoundingSweep.seed << 32 | UInt64(number))
        let item = try number < cells.count ? cells[number] : RoundingCase(from: &source)
        return try item.check(isBlind: isBlind, runs: sweep.runs, from: &source)
      }
      for part in parts { finding.merge(part) }
      if finding.counterexample != nil { return finding }
      progress.advance(batch.upperBound, of: count)
    }
    return finding
  }
}

/// A format, n, D, a scale and a class of orders.
private struct RoundingCase {
  let format: FloatFormat
  let parameters: NgramParameters
  let orders: OrderClass

  init(_ format: FloatFormat, _ parameters: NgramParameters, _ orders: OrderClass) {
    (self.format, self.parameters, self.orders) = (format, parameters, orders)
  }

  /// Few bits, small n and D.
  init(from source: inout SplitMix64) throws {
    format = try FloatFormat(
      significandBits: 2 + source.next(below: 10), exponentBits: 4 + source.next(below: 5))
    let rules = ScaleRule.proved
    parameters = try NgramParameters(
      ngram: 1 + source.next(below: 6), alphabetSize: 2 + source.next(below: 12),
      scaleRule: rules[source.next(below: rules.count)])
    orders = OrderClass.allCases[source.next(below: OrderClass.allCases.count)]
  }

  private var place: String {
    "\(format.name), n = \(parameters.ngram), D = \(parameters.alphabetSize), scale \(parameters.scale) "
      + "(\(parameters.scaleRule.name)), order \(orders.rawValue)"
  }

  /// Compares what is predicted with runs.
  func check(isBlind: Bool, runs: Int, from source: inout SplitMix64) throws -> Finding {
    var finding = Finding()
    let cell = try FrontierCell(parameters, in: FloatArithmetic(format), orders: orders)
    let safe = isBlind ? parameters.maxLength : cell.safeLength
    if let failure = cell.search.failure {
      let text = failure.string.map { "\($0)" }.joined(separator: ",")
      finding.require(failure.string.count > safe, "\(place): x = \(text) is not copied, though L <= \(safe)")
      finding.cover("strings that fail as predicted")
    }
    finding.cover(cell.isClosed ? "closed brackets" : "open brackets")
    guard safe > 0 else { return finding }
    let alphabet = Alphabet(size: parameters.alphabetSize)
    // A forward pass costs most where it is prepared: a few orders, and several strings in each.
    let ordersRun = orders == .product ? 1 : 4
    for _ in 0..<ordersRun {
      let order = self.order(from: &source)
      let model = RoundedCopier(parameters, in: FloatArithmetic(format, order: order))
      for _ in 0..<max(1, runs / ordersRun) {
        let length = 1 + source.next(below: min(safe, RoundingCase.longest))
        let strings = try DistinctNgramString(
          alphabetSize: parameters.alphabetSize, order: parameters.ngram, length: length)
        let string = strings.tokens(using: &source)
        if let failure = try FailingRun(of: string, by: model) {
          finding.refute(
            "\(place): x = \(alphabet.text(of: string)) in the order '\(order.name)' fails at step "
              + "\(failure.mismatch.step)")
          return finding
        }
        finding.cover("copies that were predicted")
      }
    }
    return finding
  }

  /// Of strings that are run at random: what fails does so soon after n tokens.
  private static let longest = 24

  private func order(from source: inout SplitMix64) -> SummationOrder {
    let seed = source.next()
    switch orders {
    case .product: return .product
    case .sequential: return [.reversed, .permuted(seed: seed)][source.next(below: 2)]
    case .any:
      return [.balanced, .fourLanes, .permuted(seed: seed), .random(seed: seed), .random(seed: seed)][
        source.next(below: 5)]
    }
  }
}

/// What the check of X.rounding runs.
private struct RoundingSweep: Sweep {
  let shapes: Cases<(Int, Int)>
  let formats: [FloatFormat]

  /// Random formats, n, D and scales, besides.
  let random: Int

  /// Runs in each case.
  let runs: Int

  /// Any number would do; with one that is written down everyone runs the same strings and orders.
  static let seed: UInt64 = 16

  /// Cases between two reports of progress.
  static let batch = 8

  init(_ effort: Effort) {
    shapes = effort.choose(
      quick: Cases((2, 3), (4, 10)), standard: Cases((2, 3), (4, 10), (9, 2)),
      exhaustive: Cases((1, 5), (2, 3), (3, 4), (4, 10), (6, 4), (9, 2)))
    formats = effort.choose(
      quick: [.float8e4m3], standard: FloatFormat.named, exhaustive: FloatFormat.named)
    random = effort.choose(quick: 2, standard: 200, exhaustive: 2000)
    runs = effort.choose(quick: 2, standard: 8, exhaustive: 64)
  }

  /// Every format, n and D, scale and class of orders.
  var cells: [RoundingCase] {
    shapes.values.flatMap { ngram, size in
      ScaleRule.proved.flatMap { rule in
        formats.flatMap { format in
          OrderClass.allCases.compactMap { orders in
            (try? NgramParameters(ngram: ngram, alphabetSize: size, scaleRule: rule)).map {
              RoundingCase(format, $0, orders)
            }
          }
        }
      }
    }
  }

  var words: String {
    "\(formats.map(\.name).enumerated), (n, D) = \(shapes.words), three scales, three classes of orders; "
      + "\(random.words) random formats of 2 to 11 bits with random n, D and scale; \(runs) runs in each case; seed \(RoundingSweep.seed)"
  }
}
