import Arithmetic
import Constructions
import CopyTask
public import Rounding
import Transformers

/// Looks for the shortest string that an arithmetic does not copy, where the theorem says nothing.
///
/// Whatever it finds was run. Where it finds nothing, nothing is said, with one exception: for the reference's order
/// all strings of the next lengths are run while they are few, and lengths for which all were copied are safe.
public struct FrontierSearch: Sendable {
  /// A run that fails, on the shortest string that was found.
  public private(set) var failure: FailingRun?

  /// All strings of up to this length were run, and copied, beyond those that the theorem covers.
  public private(set) var enumeratedLength: Int

  /// How many runs were made.
  public private(set) var runs = 0

  /// All strings of a length are run where they are at most so many: two seconds for all lengths together.
  public static let mostStrings = 1024

  /// Weights that are multiplied in all runs together: about a second.
  private static let mostWork = 20_000_000

  /// Lengths beyond n, and beyond the proved one, that are tried: what fails in practice fails as soon as n tokens are
  /// compared.
  private static let lengths = 3

  /// - Throws: `ScalarError` for a score that has no power of two, which integers have not.
  public init(_ frontier: FloatFrontier) throws {
    enumeratedLength = frontier.provenLength
    guard !frontier.isComplete else { return }
    let parameters = frontier.parameters
    // Weights of some million entries are built in a second.
    guard let nonzeros = Int(exactly: ConstructionSize(parameters).nonzeros), nonzeros < 1_000_000 else { return }
    var cost = 0
    let weights = NgramCopier(parameters).weights
    let models = FrontierSearch.models(parameters, weights, frontier)
    let proven = frontier.provenLength
    let n = parameters.ngram
    func isCopied(_ string: [Token]) -> Bool { NgramStatistics(of: string, order: n).areDistinct }
    // Up to n + 1 tokens, or a few more than are proved.
    for length in (proven + 1)...(max(proven, n) + FrontierSearch.lengths) where length <= parameters.maxLength && length <= 256 {
      let isEnumerated = Integer(parameters.alphabetSize).raised(to: length) <= Integer(FrontierSearch.mostStrings)
      let strings = FrontierSearch.strings(parameters, length: length).filter(isCopied)
      // The reference's order stands first.
      for (number, model) in models.enumerated() {
        let all = AllStrings(alphabetSize: parameters.alphabetSize, length: length)
        let runCost = (2 * length + 2) * nonzeros
        for string in number == 0 && isEnumerated && frontier.orders == .product ? all.filter(isCopied) : strings {
          cost += runCost
          guard cost <= FrontierSearch.mostWork else { return }
          runs += 1
          if let failure = try FailingRun(of: string, by: model) {
            self.failure = failure
            return
          }
        }
      }
      if isEnumerated, frontier.orders == .product, length == enumeratedLength + 1 { enumeratedLength = length }
    }
  }

  /// Strings that make scores large and rivals close: one token throughout, and another one at the end.
  private static func strings(_ parameters: NgramParameters, length: Int) -> [[Token]] {
    let last = parameters.alphabetSize - 1
    let constant = [Token](repeating: 0, count: length)
    var strings = [constant, [Token](repeating: last, count: length), Array(constant.dropLast()) + [1]]
    strings.append(Array(DeBruijnSequence(alphabetSize: parameters.alphabetSize, order: parameters.ngram).prefix(length)))
    var source = SplitMix64(seed: UInt64(length))
    for _ in 0..<5 { strings.append((0..<length).map { _ in source.next(below: parameters.alphabetSize) }) }
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
    return named
      + (tree.map { tree in
        [
          RoundedCopier(
            parameters, weights, in: FloatArithmetic(format, accumulator: accumulator, order: .given(tree)),
            scoreTree: tree)
        ]
      } ?? [])
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
