public import Constructions
public import Rounding

/// What is known of one arithmetic and one class of orders, for n, D and a scale: what the theorem says, and what runs
/// add to it.
public struct FrontierCell: Sendable {
  /// The answer.
  public enum Verdict: String, Sendable {
    /// Every string that the construction copies is copied: L_safe = L_max.
    case certain
    /// A string was run that is not copied.
    case fails
    /// Neither: every string of at most L_safe tokens is copied, and of longer ones nothing is said.
    case undecided
  }

  /// What is proved.
  public let frontier: FloatFrontier

  /// What was sought and run.
  public private(set) var search: FrontierSearch

  /// - Throws: `ScalarError`, which integer scores do not lead to.
  public init(_ parameters: NgramParameters, in arithmetic: FloatArithmetic, orders: OrderClass) throws {
    frontier = FloatFrontier(parameters, in: arithmetic, orders: orders)
    search = try FrontierSearch(frontier)
  }

  /// What is known together with a cell for a smaller class of orders: a string that fails there fails here.
  public func including(_ smaller: FrontierCell) -> FrontierCell {
    guard let failure = smaller.search.failure else { return self }
    var cell = self
    cell.search.adopt(failure)
    return cell
  }

  /// L_safe: every string with distinct n-grams of so many tokens or fewer is copied and ended.
  public var safeLength: Int { max(frontier.provenLength, search.enumeratedLength) }

  /// What the theorem and the runs say together.
  public var verdict: Verdict {
    if frontier.isComplete { return .certain }
    return search.failure == nil ? .undecided : .fails
  }

  /// Whether nothing is left open: L_safe = L_max, or a string of L_safe + 1 tokens fails.
  public var isClosed: Bool {
    switch verdict {
    case .certain: true
    case .fails: search.failure?.string.count == safeLength + 1
    case .undecided: false
    }
  }
}
