import Arithmetic
public import Constructions
import CopyTask
public import Transformers

/// The hidden units that gate a gathered piece.
///
/// With g the sum of the flags that lie nearer, a code coordinate v becomes the sum over the units of
/// weight * relu(slope * v + bias - strength * g), and the flag f becomes weight * relu(slope * f + bias -
/// strength * g) by a unit of its own. The rest is the project's construction. Lemma: `T2.3.gate`.
public struct GatePuzzle: Puzzle {
  public static let name = PuzzleName.gate

  /// A hidden unit: weight * relu(slope * input + bias - strength * g).
  public struct Unit: Hashable, Sendable {
    /// The numbers of this formula.
    public let slope, bias, weight: Int

    /// A unit with these numbers.
    public init(slope: Int, bias: Int, weight: Int) {
      (self.slope, self.bias, self.weight) = (slope, bias, weight)
    }
  }

  /// n and D of the copier.
  public let parameters: NgramParameters

  /// The units of a code coordinate.
  public let code: [Unit]

  /// The unit of the flag.
  public let flag: Unit

  /// How hard a nearer boundary pushes every unit down.
  public let strength: Int

  /// A gate of these units, the first ones for each code coordinate.
  public init(_ parameters: NgramParameters, code: [Unit], flag: Unit, strength: Int) {
    (self.parameters, self.code, self.flag, self.strength) = (parameters, code, flag, strength)
  }

  /// The construction with this gate.
  public var weights: TransformerWeights<Int> {
    var weights = NgramCopier(parameters).weights
    let gate = GateGadget(slots: ResidualSlots(parameters))
    weights.layers[0].perceptron = gate.perceptron(strength: strength) { source, target in
      zip(source, target).flatMap { input, output in
        (input == ResidualSlots.flag(of: source) ? [flag] : code).map {
          GateGadget.Unit(input: (input, $0.slope), bias: $0.bias, outputs: [(output, $0.weight)])
        }
      }
    }
    return weights
  }

  public func verdict() throws -> PuzzleVerdict {
    try PuzzleVerdict(onPromisedStringsOf: parameters, weights, lemma: lemma(), reason: firstWrongPiece)
  }

  /// The first query (where something is predicted) or key that is not what the lemma says.
  private func firstWrongPiece(_ trial: CopierTrial, _ string: [Token]) throws -> String? {
    try trial.firstWrongPiece(string) { run, specified, position in
      let isQuery = run.step(at: position) != nil
      let queries = isQuery ? specified.query(run.tokens, at: position) : []
      let slots = queries.indices.map { ResidualSlot.query($0) } + (1...parameters.ngram).map { .key($0) }
      return zip(slots, queries + specified.key(run.tokens, at: position)).map { slot, piece in
        (slot.name, run.gated(slot, at: position), piece, "by the lemma")
      }
    }
  }
}
