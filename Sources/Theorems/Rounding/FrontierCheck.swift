import Arithmetic
import Constructions
import Rounding

/// The stages of X.rounding, one length after the other: what does not depend on the length is computed once.
struct FrontierCheck {
  private let parameters: NgramParameters
  private let arithmetic: FloatArithmetic
  private let orders: OrderClass
  private let windows: WindowRounding
  private let scores: RoundedScores?
  private var growth: GrowthFactor

  init(_ parameters: NgramParameters, in arithmetic: FloatArithmetic, orders: OrderClass) {
    (self.parameters, self.arithmetic, self.orders) = (parameters, arithmetic, orders)
    // Of an n that has no successor no sum of n terms is exact either.
    windows = WindowRounding(largestWindow: max(parameters.ngram, parameters.ngram &+ 1), in: arithmetic)
    scores = windows.isExact ? RoundedScores(parameters, in: arithmetic, orders: orders) : nil
    growth = GrowthFactor(arithmetic.accumulator)
  }

  /// All stages at this length; none after one without which nothing can be said of the next.
  mutating func stages(length: Int) -> [FloatFrontier.Stage] {
    windows.isExact ? [windowStage, scoreStage(length)] + sumStages(length) : [windowStage]
  }

  private var windowStage: FloatFrontier.Stage {
    let statement: String
    if !windows.sumsAreExact {
      statement =
        "n + 1 = \(windows.largestWindow) > 2^\(arithmetic.accumulator.significandBits): a sum of signs rounds"
    } else if let piece = windows.deviation {
      statement =
        "after \(piece.offset) tokens whose bits sum to \(piece.sum) the piece \(piece.piece) is gathered as "
        + "\(piece.result): layer 1 is not exact"
    } else if windows.largestGarbage > 1.5 {
      statement = "what lies beyond BOS is as large as \(windows.largestGarbage) > 3/2: the gate may let it through"
    } else {
      statement =
        "(k + 1) fl((S + v)/(k + 1)) - k fl(S/k) = v for all |S| <= k <= n = \(windows.largestWindow - 1): layer 1 is "
        + "exact"
    }
    return FloatFrontier.Stage(name: .windows, holds: windows.isExact, statement: statement, sides: nil)
  }

  private func scoreStage(_ length: Int) -> FloatFrontier.Stage {
    let terms = Integer(parameters.ngram) * Integer(parameters.codeBits)
    guard let scores else {
      return FloatFrontier.Stage(
        name: .scores, holds: false,
        statement: "n d = \(terms) terms: too many to go through their orders, or their sum overflows", sides: nil)
    }
    let unit = scores.sums.unit
    if scores.areExact {
      return FloatFrontier.Stage(
        name: .scores, holds: true,
        statement: "k \(unit.words) for |k| <= n d = \(terms) is a number of the format: no order rounds", sides: nil)
    }
    let lead = scores.lead(length: length)
    return FloatFrontier.Stage(
      name: .scores, holds: lead > 0,
      statement: "sums of up to n d = \(terms) terms +-\(unit.words) round, and the right key has to lead in every "
        + "order, at L = \(length)",
      sides: (0, Rational(exactly: lead) ?? 0))
  }

  /// The stages that depend on r.
  private mutating func sumStages(_ length: Int) -> [FloatFrontier.Stage] {
    guard let scores else { return [] }
    let rest = scores.rest(length: length)
    let stages = sumStages(length, rest, enough: .infinity)
    // A closed bound on E takes no time. Where it is not enough the recursion may be: then, and only then, it is
    // followed, so that what holds at a length holds at every smaller one.
    let isLost = orders != .any || stages.allSatisfy(\.holds) || 4 * rest >= 1
    return isLost ? stages : sumStages(length, rest, enough: 0)
  }

  private mutating func sumStages(_ length: Int, _ rest: Rational, enough: Double) -> [FloatFrontier.Stage] {
    let eighth = Rational(1, Integer(ConstructionConstants.tailReciprocal))
    let restStage = FloatFrontier.Stage(
      name: .rest, holds: rest < eighth, statement: "r < 1/8, at L = \(length)", sides: (rest, eighth))
    let silence: Rational
    let statement: String
    switch orders {
    case .product, .sequential:
      silence = 2 * rest
      statement = "4 r < 1/2: in one accumulator sums are within 4 r of the right key's term"
    case .any:
      let terms = length > Int.max / 2 ? Int.max : 2 * length + 1
      let factor = growth.bound(terms: terms, enough: enough)
      silence = factor.isFinite ? (Rational(exactly: factor) ?? 1) * rest : 1
      statement =
        "2 E_\(arithmetic.accumulator.significandBits)(2L + 1) r < 1/2, E <= \(factor.words): in any tree sums are "
        + "within 2 E r of the right key's term"
    }
    let deviation = 2 * silence
    let half = Rational(1, 2)
    let sumStage = FloatFrontier.Stage(
      name: .sums, holds: rest < eighth && deviation < half, statement: statement, sides: (deviation, half))
    let readout = ReadoutRounding(
      deviation: min(deviation, 1), silence: min(silence, 1), codeBits: parameters.codeBits,
      contentGain: ConstructionConstants.contentGain,
      endGain: ConstructionConstants.endGain * parameters.codeBits, in: arithmetic, orders: orders)
    let readoutStage = FloatFrontier.Stage(
      name: .readout, holds: readout.holds,
      statement: "EOS stays below a token that is due (\(readout.endOverToken.end.words) against "
        + "\(readout.endOverToken.token.words)), every token below EOS (\(readout.tokenOverEnd.token.words) against "
        + "\(readout.tokenOverEnd.end.words)), and the right token leads all others",
      sides: (0, readout.tokenLead))
    return [restStage, sumStage, readoutStage]
  }
}

extension Double {
  /// Three decimals, and none where there are none.
  var words: String {
    guard isFinite, magnitude < 0x1p52 else { return "\(self)" }
    return Rational(exactly: self)?.words ?? "\(self)"
  }
}

extension Rational {
  /// An integer as it is; else four significant digits.
  var words: String { isInteger ? "\(self)" : decimal(digits: 4) }
}
