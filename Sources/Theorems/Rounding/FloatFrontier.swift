public import Arithmetic
public import Constructions
public import Rounding

/// Up to which length a number format is certain to copy: the theorem X.rounding, for given formats, order of sums,
/// n, D and scale.
///
/// It goes through the forward pass stage by stage. What every stage needs is a finite check on numbers of the format,
/// or an inequality; only r and, for trees, E_p depend on the length. Where a stage does not hold nothing is said:
/// "not proven", and never "safe".
public struct FloatFrontier: Sendable {
  /// A part of the forward pass, and what it needs.
  public struct Stage: Sendable {
    /// A part of the forward pass, in its order.
    public enum Name: String, CaseIterable, Sendable {
      /// The first layer: windows and gate.
      case windows
      /// The scores of the second layer.
      case scores
      /// What all keys but the right one weigh.
      case rest
      /// The sums of the softmax.
      case sums
      /// The division by the normalizer, and the logits.
      case readout
    }

    /// Which part it is.
    public let name: Name

    /// Whether what it needs was shown for `length`.
    public let holds: Bool

    /// What it needs, with the numbers.
    public let statement: String

    /// Both sides of the inequality left < right, where there is one.
    public let sides: (left: Rational, right: Rational)?
  }

  /// n, D and the scale.
  public let parameters: NgramParameters

  /// The formats.
  public let arithmetic: FloatArithmetic

  /// The orders that the theorem is about.
  public let orders: OrderClass

  /// The stages at the greatest length that is proved or, if none is, at the shortest.
  public let stages: [Stage]

  /// L_safe: every string with distinct n-grams of at most so many tokens is copied and ended, in every order of the
  /// class; 0 where nothing is proved.
  public let provenLength: Int

  /// What stands in the way of the next length; `nil` where every length is proved.
  public let limit: Stage?

  /// Whether every string that the construction copies is copied in this arithmetic.
  public var isComplete: Bool { provenLength == parameters.maxLength }

  /// - Complexity: A fraction of a second for n d <= 64; see `SumExtremes`, `GrowthFactor`, `RoundedScores`.
  public init(_ parameters: NgramParameters, in arithmetic: FloatArithmetic, orders: OrderClass) {
    (self.parameters, self.arithmetic, self.orders) = (parameters, arithmetic, orders)
    var check = FrontierCheck(parameters, in: arithmetic, orders: orders)
    // What holds at a length holds at every smaller one, as r and E_p rise with it.
    var (proven, failing) = (0, parameters.maxLength)
    if check.stages(length: failing).allSatisfy(\.holds) {
      proven = failing
    } else {
      while failing - proven > 1 {
        let middle = proven + (failing - proven) / 2
        if check.stages(length: middle).allSatisfy(\.holds) { proven = middle } else { failing = middle }
      }
    }
    provenLength = proven
    stages = check.stages(length: max(1, proven))
    limit = proven == parameters.maxLength ? nil : check.stages(length: proven + 1).first { !$0.holds }
  }
}
