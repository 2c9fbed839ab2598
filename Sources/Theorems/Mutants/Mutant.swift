public import Constructions
import CopyTask
public import Transformers

/// The construction, changed in one place.
public struct Mutant: Sendable {
  /// What was changed: the tensor, the place, and how.
  public let name: String

  /// Why the change makes no difference to anything that a claim says, if that is known.
  public let equivalence: String?

  let change: @Sendable (TransformerWeights<Int>, NgramParameters) -> TransformerWeights<Int>

  /// The construction's weights with the change made.
  public func weights(_ parameters: NgramParameters) -> TransformerWeights<Int> {
    change(NgramCopier(parameters).weights, parameters)
  }

  /// All mutants for these parameters: every entry of every matrix and bias one more, one less, and zero;
  /// every window one larger and one smaller; every constant one more and one less wherever it stands; every
  /// gate, head and token code changed as a whole.
  public static func all(_ parameters: NgramParameters) -> [Mutant] {
    weightMutants(parameters) + windowMutants(parameters) + constantMutants(parameters)
  }

  // MARK: - Entries

  private static func weightMutants(_ parameters: NgramParameters) -> [Mutant] {
    let weights = NgramCopier(parameters).weights
    let reasons = MutantEquivalence(parameters)
    var mutants: [Mutant] = []
    for entry in weights.entries {
      for (suffix, changed) in changes(entry.value) {
        let reason = reasons.reason(
          entry.tensor, row: entry.row, column: entry.column, from: entry.value, to: changed)
        mutants.append(
          Mutant(name: "\(entry) = \(entry.value)\(suffix)", equivalence: reason) { weights, _ in
            weights.changed { $0[entry.tensor, row: entry.row, column: entry.column] = changed }
          })
      }
    }
    return mutants
  }

  /// One more, one less, and zero where that is something else.
  private static func changes(_ value: Int) -> [(String, Int)] {
    [(" + 1", value + 1), (" - 1", value - 1)] + (abs(value) > 1 ? [(" to 0", 0)] : [])
  }

  // MARK: - Windows

  private static func windowMutants(_ parameters: NgramParameters) -> [Mutant] {
    (1...(parameters.ngram + 1)).flatMap { size in
      [size - 1, size + 1].filter { $0 >= 1 }.map { changed in
        Mutant(name: "layers.0.attn.window[\(size - 1)] = \(size) to \(changed)", equivalence: nil) { weights, _ in
          weights.changed { $0.layers[0].heads[size - 1].window = .last(changed) }
        }
      }
    }
      + (1...3).map { size in
        Mutant(name: "layers.1.attn.window[0] = all to \(size)", equivalence: nil) { weights, _ in
          weights.changed { $0.layers[1].heads[0].window = .last(size) }
        }
      }
  }

  // MARK: - Constants

  /// Changes of a constant in all the places where it stands.
  private static func constantMutants(_ parameters: NgramParameters) -> [Mutant] {
    let (scale, bonus) = (parameters.scale, ConstructionConstants.boundaryBonus)
    let strength = ConstructionConstants.gateStrength
    var mutants: [Mutant] = []
    for changed in [scale - 1, scale + 1] {
      mutants.append(
        Mutant(name: "scale beta = \(scale) to \(changed)", equivalence: nil) { weights, _ in
          weights.changingMatchQuery { $0 / scale * changed }
        })
    }
    for changed in [bonus - 1, bonus + 1] {
      mutants.append(
        Mutant(name: "boundary bonus B = \(bonus) to \(changed)", equivalence: nil) { weights, _ in
          weights.changingMatchQuery { $0 == scale * bonus ? scale * changed : $0 }
        })
    }
    for changed in [0, 1, 2, 3, 5] {
      mutants.append(
        Mutant(
          name: "gate strength M = \(strength) to \(changed)",
          equivalence: changed >= 3 ? MutantEquivalence.gateIsStrongEnough : nil
        ) { weights, _ in
          weights.changingGateInput { $0 == -strength ? -changed : $0 }
        })
    }
    for (name, gain, isEnd) in [
      ("content gain", ConstructionConstants.contentGain, false), ("end gain", ConstructionConstants.endGain, true),
    ] {
      for changed in [gain - 1, gain + 1] {
        mutants.append(
          Mutant(name: "\(name) = \(gain) to \(changed)", equivalence: nil) { weights, parameters in
            let end = Alphabet(size: parameters.alphabetSize).eos
            return weights.changed { weights in
              let old = weights.unembedding
              var new = SparseMatrix<Int>(columns: old.columns)
              for row in 0..<old.rows {
                new.append(
                  row: old.row(row).map { ($0.column, (row == end) == isEnd ? $0.value / gain * changed : $0.value) })
              }
              weights.unembedding = new
            }
          })
      }
    }
    // Two tokens with the same code.
    mutants.append(
      Mutant(name: "code of token 1 to that of token 0", equivalence: nil) { weights, _ in
        weights.changed { weights in
          let old = weights.embedding
          var new = SparseMatrix<Int>(columns: old.columns)
          for row in 0..<old.rows { new.append(row: old.row(row == 1 ? 0 : row)) }
          weights.embedding = new
        }
      })
    return mutants
  }
}
