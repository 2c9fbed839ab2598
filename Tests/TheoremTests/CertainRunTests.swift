import Arithmetic
import Constructions
import CopyTask
import Testing
import Transformers

@testable import Theorems

/// Runs in which every decision is certain.
@Suite("Certain runs")
struct CertainRunTests {
  /// The construction, its scale and the factor of the end changed.
  private func weights(_ parameters: NgramParameters, scaledBy factor: Int, end: Int) -> TransformerWeights<Int> {
    var weights = NgramCopier(parameters).weights
    weights.layers[1].heads[0].query = weights.layers[1].heads[0].query.map { $0 * factor }
    var unembedding = SparseMatrix<Int>(columns: weights.unembedding.columns)
    for token in 0..<weights.unembedding.rows {
      let isEnd = token == weights.unembedding.rows - 1
      unembedding.append(row: weights.unembedding.row(token).map { ($0.column, isEnd ? $0.value / 3 * end : $0.value) })
    }
    weights.unembedding = unembedding
    return weights
  }

  @Test("mistakes are those of a run in fractions, ties too, on all strings", arguments: [3, 4, 5])
  func fractions(end: Int) throws {
    let parameters = try NgramParameters(ngram: 1, alphabetSize: 2)
    let weights = weights(parameters, scaledBy: 1, end: end)
    let run = CertainRun(parameters, weights)
    let exact = Transformer<Rational>(rounding: weights, to: ())
    var ties = 0
    for string in (1...5).flatMap({ AllStrings(alphabetSize: 2, length: $0) }) {
      let reference = try CopyRun(of: Prompt(alphabet: Alphabet(size: 2), content: string), by: exact)
      let mistake = try run.firstMistake(on: string, outputs: string.count + 1)
      #expect(mistake?.step == reference.firstMismatch?.step && mistake?.due == reference.firstMismatch?.due)
      if let token = reference.firstMismatch?.wrote { #expect(mistake?.wrote == [token]) }
      if case .tie(let tied)? = reference.uncertainty {
        #expect(mistake?.wrote == tied)
        ties += 1
      }
    }
    #expect(ties > 0)
  }

  @Test("a mistake after the outputs that are asked for is none")
  func outputs() throws {
    let parameters = try NgramParameters(ngram: 1, alphabetSize: 2)
    let run = CertainRun(parameters, NgramCopier(parameters).weights)
    #expect(try run.firstMistake(on: [0, 0], outputs: 2) == nil)
    #expect(try run.firstMistake(on: [0, 0], outputs: 3) == CertainRun.Mistake(step: 2, wrote: [0], due: 4))
  }

  @Test("where powers are too large for fractions, what the longest intervals leave open is no copy")
  func intervals() throws {
    let parameters = try NgramParameters(ngram: 1, alphabetSize: 2)
    let run = CertainRun(parameters, weights(parameters, scaledBy: 1 << 14, end: 3))
    #expect(try run.firstMistake(on: [0, 1], outputs: 3) == nil)
    #expect(try run.firstMistake(on: [0, 1, 1, 0], outputs: 4) == CertainRun.Mistake(step: 2, wrote: [0, 1], due: 1))
  }
}
