import Arithmetic
public import Constructions
import CopyTask
public import Transformers

/// The windows of the first layer's heads, and the coefficients that make the gathered tokens from their
/// means.
///
/// Head t takes the mean h_t of the pieces of the last w_t positions, and G_k = sum over t of c_kt h_t. The
/// rest is the project's construction. Lemma: `T2.3.windows`.
public struct WindowPuzzle: Puzzle {
  public static let name = PuzzleName.window

  /// n and D of the copier.
  public let parameters: NgramParameters

  /// w_1 ... w_{n+1}. A head with a window of 0 sees nothing and writes nothing.
  public let windows: [Int]

  /// c: a row for each of G_0 ... G_n, a column for each head.
  public let coefficients: [[Int]]

  /// - Precondition: there are n + 1 windows, none negative, and n + 1 rows of n + 1 coefficients.
  public init(_ parameters: NgramParameters, windows: [Int], coefficients: [[Int]]) {
    let size = parameters.ngram + 1
    precondition(
      windows.count == size && windows.allSatisfy { $0 >= 0 }, "\(windows): expected \(size) windows")
    precondition(coefficients.count == size && coefficients.allSatisfy { $0.count == size })
    (self.parameters, self.windows, self.coefficients) = (parameters, windows, coefficients)
  }

  /// The construction with these windows and coefficients.
  public var weights: TransformerWeights<Int> {
    var weights = NgramCopier(parameters).weights
    for (head, window) in windows.enumerated() {
      weights.layers[0].heads[head].window = .last(max(1, window))
    }
    weights.layers[0].output = WindowGadget(slots: ResidualSlots(parameters)).output { offset, size in
      windows[size - 1] > 0 ? coefficients[offset][size - 1] : 0
    }
    return weights
  }

  public func verdict() throws -> PuzzleVerdict {
    try PuzzleVerdict(onPromisedStringsOf: parameters, weights, lemma: lemma(), reason: firstWrongPiece)
  }

  /// The first G_k that is not the piece at offset k.
  private func firstWrongPiece(_ trial: CopierTrial, _ string: [Token]) throws -> String? {
    try trial.firstWrongPiece(string) { run, specified, position in
      (0...min(position, parameters.ngram)).map { offset in
        let slot = ResidualSlot.gathered(offset)
        let due = specified.piece(run.tokens[position - offset])
        return (slot.name, run.gathered(slot, at: position), due, "the piece \(offset) places back is")
      }
    }
  }
}
