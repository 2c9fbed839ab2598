import Arithmetic
import Constructions
import CopyTask
import TestSupport
import Testing
import Transformers
import Workers

@testable import Engines

/// Strings at which nearly every step has nearly the smallest numbers: doubles tell none of them apart.
@Suite("Exact extremes of degenerate strings are those of all steps, evaluated one by one")
struct DegenerateStringTests {
  private func agrees(_ parameters: NgramParameters, _ content: [Token]) throws -> Bool {
    let prompt = Prompt(alphabet: Alphabet(size: parameters.alphabetSize), content: content)
    let engine = try PackedEngine(form(parameters), prompt: prompt)
    let run = engine.run(workers: WorkerPool(threads: 2))
    var all = StepExtremes()
    let last = run.firstMismatch?.step ?? content.count
    for step in 0...last {
      let exact = engine.exactStep(step)
      all.add(exact.rightWeight, exact.margin(of: prompt.expectedOutput(atStep: step)), at: step)
    }
    return run.minAttention?.value == all.attention?.value && run.minAttention?.step == all.attention?.step
      && run.minMargin?.value == all.margin?.value && run.minMargin?.step == all.margin?.step
  }

  @Test("of one token again and again, with another here and there", arguments: [(30, 5), (25, 256), (40, 2)])
  func oneToken(ngram: Int, alphabetSize: Int) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
    #expect(try agrees(parameters, Array(repeating: 1, count: ngram)))
    forAll(.pair(.int(in: 8...ngram), .int(in: 0...ngram)), seeds: 0..<2, trials: 2) { length, place in
      var content = Array(repeating: 1, count: length)
      content[place % length] = 0
      return try agrees(parameters, content)
    }
  }

  @Test("bounds enclose the exact numbers, at any precision")
  func enclosures() throws {
    for (ngram, size) in [(3, 4), (12, 3), (30, 5)] {
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: size)
      forAll(.tokens(alphabetSize: size, count: 1...12), seeds: 0..<2, trials: 3) { content in
        let prompt = Prompt(alphabet: Alphabet(size: size), content: content)
        let engine = try PackedEngine(form(parameters), prompt: prompt)
        return prompt.steps.allSatisfy { step in
          let exact = engine.exactStep(step)
          let scores = engine.scores(atStep: step)
          let due = prompt.expectedOutput(atStep: step)
          return [1, 17, 64, 256, 5000].allSatisfy { bits in
            let bounds = StepEnclosure(
              engine.valueTally(scores, step), engine.form, rightPoints: scores.pointsOfRightKey, due: due, bits: bits)
            let (weight, margin) = (exact.rightWeight, exact.margin(of: due))
            return bounds.weight.lower <= weight && weight <= bounds.weight.upper
              && bounds.margin.lower <= margin && margin <= bounds.margin.upper
              && (bits < 5000 || bounds.margin.lower == bounds.margin.upper)
          }
        }
      }
    }
  }
}
