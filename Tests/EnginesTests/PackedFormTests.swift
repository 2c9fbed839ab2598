import Arithmetic
import Constructions
import CopyTask
import TestSupport
import Testing
import Transformers
import Workers

@testable import Engines

@Suite("The form that the engines compute is that of the weights, or the weights are refused")
struct PackedFormTests {
  @Test(
    "the construction's is read from its weights as the theorem gives it",
    arguments: ScaleRule.proved + [.chosen(scale: 3, bonus: 7)])
  func construction(rule: ScaleRule) throws {
    for (ngram, size) in [(1, 2), (1, 3), (1, 300), (2, 2), (2, 5), (3, 4), (4, 10), (7, 2), (20, 3)] {
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: size, scaleRule: rule)
      let read = try form(parameters)
      #expect(read == PackedForm(parameters) && read.codes == nil)
      #expect(read.ngram == ngram && read.alphabetSize == size && read.codeBits == parameters.codeBits)
      #expect(read.scale == parameters.scale && read.boundaryBonus == parameters.boundaryBonus)
    }
  }

  @Test("any weights of the form are read, and the engines write what the reference does, with the same numbers")
  func randomForms() throws {
    var source = SplitMix64(seed: 2402)
    var outcomes: [String: Int] = [:]
    for trial in 0..<150 {
      let drawn = RandomForm(&source)
      let form = try PackedForm(of: drawn.weights)
      #expect(
        form.ngram == drawn.ngram && form.codeBits == drawn.codeBits && form.scale == drawn.scale
          && form.boundaryBonus == drawn.bonus && form.margins.contentGain == drawn.contentGain
          && form.margins.endGain == drawn.endGain, "trial \(trial)")
      let model = Transformer<Rational>(rounding: drawn.weights, to: ())
      let alphabet = Alphabet(size: drawn.alphabetSize)
      for _ in 0..<3 {
        let content = (0...source.next(below: 9)).map { _ in source.next(below: drawn.alphabetSize) }
        let prompt = Prompt(alphabet: alphabet, content: content)
        let expected = try CopyRun(of: prompt, by: model)
        let run = PackedEngine(form, prompt: prompt).run()
        let place: Comment = "trial \(trial) of seed 2402, \(content)"
        #expect(run.isSame(as: expected), place)
        let indexed = IndexedEngine(form, prompt: prompt, classes: NgramClasses(of: content, order: drawn.ngram)).run()
          .run
        #expect(indexed.firstMismatch?.step == expected.firstMismatch?.step, place)
        if let exact = expected.minAttention {
          #expect(indexed.minAttention?.value.contains(exact.value) == true, place)
        }
        if let exact = expected.minMargin { #expect(indexed.minMargin?.value.contains(exact.value) == true, place) }
        outcomes[expected.succeeded ? "copied" : expected.uncertainty == nil ? "miscopied" : "tie", default: 0] += 1
      }
    }
    // All of them occur: what fails is compared too.
    #expect(outcomes.values.allSatisfy { $0 > 30 } && outcomes.count == 3, "\(outcomes)")
  }

  /// A change of one entry that ends in a third way: accepted, and not what the reference computes.
  @Test("of changes in one entry each is refused, or changes nothing", arguments: [(1, 2, 1), (1, 3, 3), (2, 2, 5)])
  func changedEntries(ngram: Int, size: Int, everyOther: Int) throws {
    let weights = NgramCopier(try NgramParameters(ngram: ngram, alphabetSize: size)).weights
    let strings = [[0], [1, 0], [0, 1, 0], [1, 1, 0, 1], [0, 1, 1, 0, 0, 1]]
    let prompts = strings.map { Prompt(alphabet: Alphabet(size: size), content: $0) }
    var changes: [(name: String, weights: TransformerWeights<Int>)] = []
    for (index, entry) in weights.entries.enumerated() where index.isMultiple(of: everyOther) {
      for value in Set([entry.value + 1, entry.value - 1, 0, -entry.value, 4 * entry.value + 5])
      where value != entry.value {
        var changed = weights
        changed[entry.tensor, row: entry.row, column: entry.column] = value
        changes.append(("\(entry) = \(entry.value) to \(value)", changed))
      }
    }
    for head in weights.layers[0].heads.indices {
      for size in 1...(ngram + 2) where weights.layers[0].heads[head].window != .last(size) {
        var changed = weights
        changed.layers[0].heads[head].window = .last(size)
        changes.append(("window \(head) to \(size)", changed))
      }
    }
    let asked = changes
    let outcomes = try WorkerPool(threads: 2).map(asked.count, leastShare: 1) { range in
      try range.map { index -> Bool in
        guard let form = try? PackedForm(of: asked[index].weights) else { return false }
        let model = Transformer<Rational>(rounding: asked[index].weights, to: ())
        for prompt in prompts {
          let same = PackedEngine(form, prompt: prompt).run().isSame(as: try CopyRun(of: prompt, by: model))
          #expect(same, "\(asked[index].name), \(prompt.content)")
        }
        return true
      }
    }
    let accepted = outcomes.count { $0 }
    #expect(accepted > 20 && outcomes.count - accepted > 200, "\(accepted) of \(outcomes.count) were accepted")
  }

  @Test("a sign of W_K that is wrong is named")
  func flippedSign() throws {
    var weights = NgramCopier(try NgramParameters(ngram: 4, alphabetSize: 10)).weights
    for entry in weights.entries where entry.tensor == .layer(1, .key) && entry.value != 0 {
      var changed = weights
      changed[entry.tensor, row: entry.row, column: entry.column] = -entry.value
      let error = #expect(throws: PackedFormError.self) { try PackedForm(of: changed) }
      // The row of a flag has beta B.
      let factor = (entry.row + 1).isMultiple(of: 5) ? -18 : -9
      #expect(error?.tensor == .layer(1, .query) && error?.row == entry.row)
      #expect(error?.problem.hasPrefix("with W_K a factor of \(factor) for a") == true, "\(String(describing: error))")
    }
    let entry = try #require(weights.entries.first { $0.tensor == .layer(1, .key) && $0.value != 0 })
    weights[entry.tensor, row: entry.row, column: entry.column] = -entry.value
    // As it was: the strings that the right weights copy are not copied.
    let prompt = Prompt(
      alphabet: Alphabet(size: 10), content: Array(DeBruijnSequence(alphabetSize: 10, order: 4).prefix(60)))
    #expect(try !CopyRun(of: prompt, by: Transformer<Double>(rounding: weights, to: ())).succeeded)
  }

  @Test("what does not fit is named by tensor, row and column")
  func messages() throws {
    let parameters = try NgramParameters(ngram: 2, alphabetSize: 3)
    let slots = ResidualSlots(parameters)
    func refusal(_ change: (inout TransformerWeights<Int>) -> Void) -> String {
      var weights = NgramCopier(parameters).weights
      change(&weights)
      do {
        _ = try PackedForm(of: weights)
        return "accepted"
      } catch {
        return "\(error)".prefix { $0 != ":" }.description
      }
    }
    #expect(refusal { $0.embedding[1, slots.code.lowerBound] = 2 } == "embed[1,0]")
    #expect(refusal { $0.layers[0].heads[1].value[0, slots.flag] = 1 } == "layers.0.attn.wv[3,2]")
    #expect(refusal { $0.layers[0].output[slots.gathered[1].lowerBound, 3] = 3 } == "layers.0.attn.wo[7,0]")
    #expect(refusal { $0.layers[0].perceptron?.input[4, slots.start] = 7 } == "layers.0.mlp.w1[4,3]")
    #expect(refusal { $0.layers[1].heads[0].key[2, slots.flag] = 1 } == "layers.1.attn.wk[2,21]")
    #expect(refusal { $0.unembedding[0, slots.code.lowerBound] = 1 } == "unembed[0,0]")
    #expect(refusal { $0.layers[1].heads[0].window = .last(9) } == "layers.1.attn.window[0]")
    #expect(refusal { $0.layers[1].heads.append($0.layers[1].heads[0]) } == "layers.1.attn.window")
    #expect(refusal { $0.layers[0].perceptron = nil } == "layers.0.mlp.w1")
    // Two tokens with one code, in both tables.
    #expect(
      refusal {
        for bit in slots.code { $0.embedding[1, bit] = -1 }
        for bit in slots.read.dropLast() { $0.unembedding[1, bit] = -4 }
      } == "embed[1]")
  }
}

extension CopyRun<Rational> {
  /// Whether two runs wrote the same, for the same reasons, with the same numbers.
  fileprivate func isSame(as other: CopyRun<Rational>) -> Bool {
    generated == other.generated && uncertainty == other.uncertainty
      && minAttention?.value == other.minAttention?.value && minMargin?.value == other.minMargin?.value
  }
}
