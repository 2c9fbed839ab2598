import Arithmetic
import AuditSearch
import Audits
import Constructions
import CopyTask
import Testing
import Transformers
import Workers

/// Audits beside brute force: all strings, run one by one in exact arithmetic.
@Suite("Audits")
struct AuditTests {
  /// The length up to which every string is copied, and the strings that fail first: the truth.
  private func truth(
    _ weights: TransformerWeights<Int>, _ parameters: NgramParameters
  ) throws -> (length: Int, failing: Set<[Token]>) {
    let model = Transformer<Rational>(rounding: weights, to: ())
    let alphabet = Alphabet(size: parameters.alphabetSize)
    for length in 1...parameters.maxLength {
      var failing: Set<[Token]> = []
      for string in AllStrings(alphabetSize: parameters.alphabetSize, length: length)
      where NgramStatistics(of: string, order: parameters.ngram).areDistinct {
        if try !CopyRun(of: Prompt(alphabet: alphabet, content: string), by: model).succeeded { failing.insert(string) }
      }
      if !failing.isEmpty { return (length - 1, failing) }
    }
    return (parameters.maxLength, [])
  }

  private func audit(_ weights: TransformerWeights<Int>, _ parameters: NgramParameters) throws -> Audit {
    let model = try AuditedModel(Transformer<Interval>(rounding: weights, to: .standard))
    let graph = try #require(ContextGraph(ngram: parameters.ngram, alphabetSize: parameters.alphabetSize))
    return try Audit(
      model, graph, upTo: parameters.maxLength, deadline: .now + .seconds(60), workers: WorkerPool(threads: 2))
  }

  /// The construction with some of its weights changed.
  private func changed(_ parameters: NgramParameters, _ source: inout SplitMix64) -> TransformerWeights<Int> {
    var weights = NgramCopier(parameters).weights
    func changed(_ matrix: SparseMatrix<Int>, by amount: Int) -> SparseMatrix<Int> {
      var result = SparseMatrix<Int>(columns: matrix.columns)
      let row = source.next(below: matrix.rows)
      for index in 0..<matrix.rows {
        var entries = matrix.row(index)
        if index == row, !entries.isEmpty {
          let place = source.next(below: entries.count)
          entries[place].value += amount
        }
        result.append(row: entries.filter { $0.value != 0 })
      }
      return result
    }
    for _ in 0...source.next(below: 3) {
      let amount = [-3, -2, -1, 1, 2, 3][source.next(below: 6)]
      let kind = source.next(below: 5)
      var head = weights.layers[1].heads[0]
      guard var perceptron = weights.layers[0].perceptron else { return weights }
      switch kind {
      case 0: head.query = changed(head.query, by: amount)
      case 1: head.key = changed(head.key, by: amount)
      case 2: perceptron.output = changed(perceptron.output, by: amount)
      case 3: weights.unembedding = changed(weights.unembedding, by: amount)
      default: perceptron.input = changed(perceptron.input, by: amount)
      }
      weights.layers[1].heads[0] = head
      weights.layers[0].perceptron = perceptron
    }
    return weights
  }

  @Test("brute force agrees on hundreds of changed constructions", arguments: [(1, 2), (1, 3), (1, 4), (2, 2)])
  func bruteForce(ngram: Int, size: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: size)
    var source = SplitMix64(seed: UInt64(17 + 10 * ngram + size))
    var (copied, failed, undecided) = (0, 0, 0)
    for number in 0..<80 {
      let weights = number == 0 ? NgramCopier(parameters).weights : changed(parameters, &source)
      let (truth, audit) = (try truth(weights, parameters), try audit(weights, parameters))
      #expect(audit.provenLength <= truth.length, "model \(number)")
      if audit.holds {
        #expect(truth.length == parameters.maxLength, "model \(number)")
        copied += 1
      } else if let failure = audit.failure {
        #expect(audit.provenLength == truth.length && truth.failing.contains(failure), "model \(number): \(failure)")
        failed += 1
      } else {
        // Intervals do not tell a tie from a lead.
        let string = try #require(audit.undecided)
        #expect(truth.failing.contains(string) && string.count == truth.length + 1, "model \(number): \(string)")
        undecided += 1
      }
    }
    #expect(copied > 10 && failed > 10, "\(copied) copied, \(failed) failed, \(undecided) undecided")
  }

  @Test("constructions copy everything, and every decision is closed", arguments: [(2, 3), (1, 8)])
  func constructions(ngram: Int, size: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: size)
    let audit = try audit(NgramCopier(parameters).weights, parameters)
    #expect(audit.holds && audit.open.isEmpty && (audit.margin?.value ?? 0) > 0)
  }
}
