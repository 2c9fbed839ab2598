import Arithmetic
import Constructions
import CopyTask
public import Rounding
import Transformers

/// Looks for the shortest string that an arithmetic does not copy, where the theorem says nothing.
///
/// Whatever it finds was run. Where it finds nothing, nothing is said, with one exception: for the reference's order
/// all shorter strings are run while they are few, and lengths at which all were copied are safe.
public struct FrontierSearch: Sendable {
  /// A run that fails, on the shortest string that was found.
  public private(set) var failure: FailingRun?

  /// All strings of up to this length were run, and copied, beyond those that the theorem covers.
  public private(set) var enumeratedLength: Int

  /// How many runs were made.
  public private(set) var runs = 0

  /// All strings that are shorter than a failing one are run if there are at most so many of them: in about a second.
  public static let mostStrings = 1024

  /// Multiplications in other runs: a third of a second.
  private static let mostWork = 3_000_000

  private let parameters: NgramParameters
  private let nonzeros: Int
  private var work = 0

  /// - Throws: `ScalarError` for a score that has no power of two, which integers have not.
  public init(_ frontier: FloatFrontier) throws {
    enumeratedLength = frontier.provenLength
    parameters = frontier.parameters
    // Weights of a million entries are built in a second.
    nonzeros = Int(exactly: ConstructionSize(parameters).nonzeros) ?? .max
    guard !frontier.isComplete, nonzeros < 1_000_000 else { return }
    let (n, proven) = (parameters.ngram, frontier.provenLength)
    // What fails in practice fails as soon as n tokens are compared, or just beyond what is proved.
    let likely = [n, n + 1, n + 2, 2 * n, proven + 1, proven + 2].filter { proven < $0 && $0 <= parameters.maxLength }
    // Weights that are too many for runs in a few orders are not built.
    let fewest = frontier.orders == .product ? 1 : 4
    guard let shortest = likely.min(), let cost = cost(length: shortest), cost <= FrontierSearch.mostWork / fewest
    else { return }
    let models = FrontierSearch.models(parameters, NgramCopier(parameters).weights, frontier)
    try seek(Set(likely).sorted(), models)
    guard let first = failure?.string.count else { return }
    if frontier.orders == .product, let model = models.first { try enumerate(below: first, model) }
    if enumeratedLength < first - 1 { try seek(Array((enumeratedLength + 1)..<first), models) }
  }

  /// Takes over a run that fails in an order of a smaller class, if it is of a shorter string.
  mutating func adopt(_ run: FailingRun) {
    guard run.string.count < failure?.string.count ?? .max else { return }
    failure = run
  }

  private func isCopied(_ string: [Token]) -> Bool { NgramStatistics(of: string, order: parameters.ngram).areDistinct }

  /// Multiplications in a run: every token read, and scores and values of all keys at half of them.
  private func cost(length: Int) -> Int? {
    let keys = (length + 1).multipliedReportingOverflow(by: 2 * parameters.ngram * (parameters.codeBits + 1))
    let cost = (2 * length + 2).multipliedReportingOverflow(by: nonzeros + keys.partialValue)
    return keys.overflow || cost.overflow ? nil : cost.partialValue
  }

  /// Runs a few strings of each length in each order, until one fails.
  private mutating func seek(_ lengths: [Int], _ models: [RoundedCopier]) throws {
    for length in lengths {
      guard let cost = cost(length: length) else { return }
      for string in FrontierSearch.strings(parameters, length: length) where isCopied(string) {
        for model in models {
          work += cost
          guard work <= FrontierSearch.mostWork else { return }
          runs += 1
          if let found = try FailingRun(of: string, by: model) {
            failure = found
            return
          }
        }
      }
    }
  }

  /// Runs all strings that are shorter than `length` and not covered by the theorem.
  private mutating func enumerate(below length: Int, _ model: RoundedCopier) throws {
    let lengths = (enumeratedLength + 1)..<length
    let count = lengths.reduce(Integer(0)) { $0 + Integer(parameters.alphabetSize).raised(to: $1) }
    guard count <= Integer(FrontierSearch.mostStrings) else { return }
    for length in lengths {
      for string in AllStrings(alphabetSize: parameters.alphabetSize, length: length) where isCopied(string) {
        runs += 1
        if let found = try FailingRun(of: string, by: model) {
          failure = found
          return
        }
      }
      enumeratedLength = length
    }
  }

  /// Strings that make scores large and rivals close: one token throughout, and another one at the end.
  private static func strings(_ parameters: NgramParameters, length: Int) -> [[Token]] {
    let last = parameters.alphabetSize - 1
    let constant = [Token](repeating: 0, count: length)
    var strings = [constant, [Token](repeating: last, count: length), Array(constant.dropLast()) + [1]]
    strings.append(
      Array(DeBruijnSequence(alphabetSize: parameters.alphabetSize, order: parameters.ngram).prefix(length)))
    var source = SplitMix64(seed: UInt64(length))
    for _ in 0..<2 { strings.append((0..<length).map { _ in source.next(below: parameters.alphabetSize) }) }
    return strings
  }

  /// The orders that are tried: the reference's, and others of the class.
  private static func models(
    _ parameters: NgramParameters, _ weights: TransformerWeights<Int>, _ frontier: FloatFrontier
  ) -> [RoundedCopier] {
    let (format, accumulator) = (frontier.arithmetic.format, frontier.arithmetic.accumulator)
    var orders: [SummationOrder] = [.product]
    if frontier.orders != .product { orders += [.reversed, .permuted(seed: 1), .permuted(seed: 2)] }
    var tree: SummationTree?
    if frontier.orders == .any {
      orders += [.balanced, .fourLanes, .random(seed: 1), .random(seed: 2), .random(seed: 3)]
      let terms = parameters.ngram * parameters.codeBits
      let unit = format.round(Double(parameters.scale))
      if terms <= SumExtremes.mostTerms, unit.isFinite {
        let worst = WorstTree(unit: unit, count: terms, in: accumulator)
        tree = RoundedCopier.scoreTree(parameters, from: worst)
      }
    }
    let named = orders.map { order in
      RoundedCopier(
        parameters, weights, in: FloatArithmetic(format, accumulator: accumulator, order: order), scoreTree: nil)
    }
    guard let tree else { return named }
    let worst = RoundedCopier(
      parameters, weights, in: FloatArithmetic(format, accumulator: accumulator, order: .given(tree)), scoreTree: tree)
    return [named[0], worst] + named.dropFirst()
  }
}

extension SummationOrder {
  /// One accumulator, the terms in a random order.
  public static func permuted(seed: UInt64) -> SummationOrder {
    SummationOrder("permuted, seed \(seed)") { leaves in
      var source = SplitMix64(seed: seed ^ UInt64(leaves) << 32)
      return .sequential(source.permutation(of: leaves))
    }
  }

  /// A random tree over the terms in a random order.
  public static func random(seed: UInt64) -> SummationOrder {
    SummationOrder("random tree, seed \(seed)") { leaves in
      var source = SplitMix64(seed: seed ^ UInt64(leaves) << 32)
      let permutation = source.permutation(of: leaves)
      return .split(leaves, permutation: permutation) { 1 + source.next(below: $0 - 1) }
    }
  }
}
