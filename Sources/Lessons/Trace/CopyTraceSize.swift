public import Arithmetic
public import Constructions

/// How large a trace is, computed without making it: upper bounds, in integers of any size.
public struct CopyTraceSize: Sendable {
  /// What the model is constructed for.
  public let parameters: NgramParameters

  /// L.
  public let length: Int

  /// How many keys a step keeps; `nil` for all.
  public let keys: Int?

  /// The size of a trace of a string of this length.
  public init(_ parameters: NgramParameters, length: Int, keys: Int?) {
    (self.parameters, self.length, self.keys) = (parameters, length, keys)
  }

  private var n: Integer { Integer(parameters.ngram) }
  private var piece: Integer { Integer(parameters.codeBits) + 1 }

  /// Positions that are read: the prompt and L tokens of the output.
  private var positions: Integer { 2 * Integer(length) + 2 }

  private var steps: Integer { Integer(length) + 1 }

  /// Keys that a step keeps, the right one besides.
  private var keysKept: Integer { keys.map { min(Integer($0), positions) + 1 } ?? positions + 1 }

  /// G_0...G_n, Q_0...Q_{n-1} and K_1...K_n at every position.
  private var slotNumbers: Integer { positions * (3 * n + 1) * piece }

  /// O, the logits and the margin at every step.
  private var readNumbers: Integer { steps * (piece + Integer(parameters.alphabetSize) + 4) }

  /// The difference of the largest score from the smallest.
  private var scoreSpread: Integer {
    Integer(parameters.scale) * (2 * n * (piece - 1) + Integer(parameters.boundaryBonus))
  }

  /// Numbers in the trace.
  public var numbers: Integer { slotNumbers + readNumbers + 3 * steps * keysKept }

  /// Decimal digits in the trace. A slot holds a small number; a weight is a quotient of powers of two and
  /// their sums, and what is made of weights has the same denominator.
  public var digits: Integer {
    // Bits of numerator and denominator; three bits are less than a digit.
    let fraction = 2 * (scoreSpread + Integer((positions + 8).bitLength) + 8) / 3
    return 8 * slotNumbers + fraction * (readNumbers + steps * keysKept) + 24 * steps * keysKept
  }

  /// Multiplications of numbers of one machine word that it takes: all keys at all positions, and the weights
  /// of the model at each.
  ///
  /// A score takes n (d + 1) of them, and the mean of the values d + 2 for each word of a power of two.
  public var operations: Integer {
    let words = scoreSpread / 64 + 1
    let keyed = positions * positions / 2 * (n * piece + (piece + 1) * words)
    return keyed + positions * ConstructionSize(parameters).nonzeros
  }
}
