import Arithmetic
import Constructions
import CopyTask
import Engines
import TestSupport
import Testing
import Transformers

@testable import Lessons

/// A trace against the other ways to the same numbers: the reference's own run, the packed engine, and the
/// specification, which knows tokens and no matrices.
@Suite("Traces")
struct CopyTraceTests {
  @Test("the run of a trace is that of the reference and of the packed engine")
  func runs() {
    forAll(traceCases(longest: 7), seeds: 0..<8, trials: 4) { value in
      try agree(CopyTrace(of: value.prompt, value.parameters(), keys: 1))
    }
  }

  @Test("so it is for all strings over two tokens with n = 1, which are copied, miscopied or end in a tie")
  func shortRuns() throws {
    var outcomes: [String: Int] = [:]
    for length in 1...5 {
      for number in 0..<(1 << length) {
        let value = TraceCase(
          ngram: 1, alphabetSize: 2, string: (0..<length).map { (number >> $0) & 1 })
        let trace = try CopyTrace(of: value.prompt, value.parameters(), keys: 1)
        #expect(try agree(trace), "\(value)")
        let run = trace.run
        outcomes[run.succeeded ? "copied" : run.uncertainty == nil ? "miscopied" : "tie", default: 0] += 1
      }
    }
    #expect(outcomes.values.reduce(0, +) == 62)
    #expect(Set(outcomes.keys) == ["copied", "miscopied", "tie"])
  }

  private func agree(_ trace: CopyTrace) throws -> Bool {
    let model = Transformer<Rational>(rounding: NgramCopier(trace.parameters).weights, to: ())
    let packed = try PackedEngine(NgramCopier(trace.parameters), prompt: trace.prompt).run()
    return isSame(trace.run, try CopyRun(of: trace.prompt, by: model)) && isSame(trace.run, packed)
  }

  private func isSame(_ left: CopyRun<Rational>, _ right: CopyRun<Rational>) -> Bool {
    left.generated == right.generated && left.uncertainty == right.uncertainty
      && left.minAttention?.value == right.minAttention?.value
      && left.minAttention?.step == right.minAttention?.step
      && left.minMargin?.value == right.minMargin?.value && left.minMargin?.step == right.minMargin?.step
  }

  @Test("slots hold what the lemmas of the windows and of the gate say of the tokens")
  func slots() {
    forAll(traceCases(longest: 6), seeds: 0..<6, trials: 4) { value in
      let trace = try CopyTrace(of: value.prompt, value.parameters(), keys: 1)
      let specified = SpecifiedModel(trace.parameters)
      let tokens = trace.positions.map(\.token)
      // The prompt, and what was written but for its last token, which nobody reads.
      let read = trace.run.uncertainty == nil ? trace.run.generated.dropLast() : trace.run.generated[...]
      guard tokens == value.prompt.tokens + read else { return false }
      return trace.positions.enumerated().allSatisfy { index, position in
        position.position == index
          && position.gathered == gathered(tokens, at: index, specified)
          && position.query == specified.query(tokens, at: index).map(\.coordinates)
          && position.key == specified.key(tokens, at: index).map(\.coordinates)
      }
    }
  }

  /// The pieces at offsets 0...n; before the first token, the mean of all pieces.
  private func gathered(_ tokens: [Token], at position: Int, _ model: SpecifiedModel) -> [[Rational]] {
    let pieces = tokens[...position].map { model.piece($0).coordinates }
    let count = Rational(pieces.count)
    let mean = pieces[0].indices.map { index in
      pieces.reduce(Rational(0)) { $0 + $1[index] } / count
    }
    return (0...model.parameters.ngram).map { $0 <= position ? pieces[position - $0] : mean }
  }

  @Test("steps hold the scores, weights and logits that the specification says, the best keys first")
  func steps() {
    forAll(traceCases(longest: 6), seeds: 0..<6, trials: 4) { value in
      let trace = try CopyTrace(of: value.prompt, value.parameters())
      let tokens = trace.positions.map(\.token)
      return trace.steps.enumerated().allSatisfy { index, step in
        step.step == index && isRight(step, after: Array(tokens[...step.position]), of: trace)
      }
    }
  }

  private func isRight(_ step: CopyTrace.Step, after tokens: [Token], of trace: CopyTrace) -> Bool {
    let specified = SpecifiedModel(trace.parameters)
    let weights = specified.attention(tokens, at: tokens.count - 1)
    let keys = tokens.indices.map { position in
      CopyTrace.Key(
        position: position,
        score: specified.score(tokens, from: tokens.count - 1, to: position), weight: weights[position])
    }
    // Best first: a key is followed by one that scores less, or as much and stands later.
    let isSorted = zip(step.keys, step.keys.dropFirst()).allSatisfy {
      $0.score > $1.score || ($0.score == $1.score && $0.position < $1.position)
    }
    let read = zip(tokens, weights).reduce([Rational](repeating: 0, count: trace.parameters.codeBits + 1)) {
      mean, next in zip(mean, specified.piece(next.0).coordinates).map { $0 + next.1 * $1 }
    }
    let logits = specified.logits(tokens)
    // What is due is told by the prompt alone, as long as what was written is.
    let written = Array(tokens.dropFirst(trace.prompt.count))
    let expected = trace.prompt.expectedOutput
    let isRightSoFar = written == Array(expected.prefix(written.count))
    let due = isRightSoFar ? expected[written.count] : nil
    let largest = logits.max()
    let winners = logits.indices.filter { logits[$0] == largest }
    let margin = due.flatMap { due in
      logits.indices.filter { $0 != due }.map { logits[$0] }.max().map { logits[due] - $0 }
    }
    return step.position == tokens.count - 1 && step.visible == tokens.count && isSorted
      && Set(step.keys) == Set(keys) && step.output == read && step.logits == logits && step.due == due
      && step.rightKey == (isRightSoFar ? keys[written.count + 1] : nil)
      && step.margin == margin && step.wrote == (winners.count == 1 ? winners[0] : nil)
      && step.tied == (winners.count == 1 ? [] : winners)
      && (trace.run.generated.count > step.step ? trace.run.generated[step.step] : nil) == step.wrote
  }

  @Test("fewer keys are the first of all keys, and change nothing else", arguments: [1, 2, 5, 1000])
  func fewerKeys(count: Int) throws {
    let value = TraceCase(ngram: 2, alphabetSize: 4, string: [0, 1, 2, 0, 1, 3])
    let all = try CopyTrace(of: value.prompt, value.parameters())
    let some = try CopyTrace(of: value.prompt, value.parameters(), keys: count)
    #expect(some.steps.map(\.keys) == all.steps.map { Array($0.keys.prefix(count)) })
    #expect(some.steps.map(\.rightKey) == all.steps.map(\.rightKey))
    #expect(some.steps.map(\.logits) == all.steps.map(\.logits))
    #expect(all.steps.allSatisfy { $0.keys.count == $0.visible })
  }

  @Test("a trace shows the model: without the gate's silencers, tokens beyond the boundary get through")
  func ofAnotherModel() throws {
    let value = TraceCase(ngram: 3, alphabetSize: 4, string: [0, 1, 2, 0, 1, 3])
    let parameters = try value.parameters()
    var weights = NgramCopier(parameters).weights
    let perceptron = try #require(weights.layers[0].perceptron)
    var open = SparseMatrix<Int>(columns: weights.layout.width)
    for row in 0..<perceptron.input.rows {
      open.append(row: perceptron.input.row(row).filter { $0.value > 0 }.map { ($0.column, $0.value) })
    }
    weights.layers[0].perceptron?.input = open
    let trace = try CopyTrace(
      of: value.prompt, parameters, by: Transformer(rounding: weights, to: ()), keys: 1)
    // At COPY the last tokens are COPY, d, b: the gate would silence both letters.
    let query = trace.positions[value.prompt.positionOfCopy].query.map {
      PieceContent($0, in: value.prompt.alphabet)
    }
    #expect(query == [.boundary, .token(3), .token(1)])
    #expect(!trace.run.succeeded)
  }

  @Test("a size is a bound on what a trace holds", arguments: [1, 3, nil])
  func size(keys: Int?) {
    forAll(traceCases(longest: 6), seeds: 0..<4, trials: 3) { value in
      let parameters = try value.parameters()
      let trace = try CopyTrace(of: value.prompt, parameters, keys: keys)
      let slots = trace.positions.flatMap { ($0.gathered + $0.query + $0.key).flatMap { $0 } }
      let read = trace.steps.flatMap { $0.output + $0.logits + ($0.margin.map { [$0] } ?? []) }
      let weights = trace.steps.flatMap { ($0.keys + ($0.rightKey.map { [$0] } ?? [])).map(\.weight) }
      let size = CopyTraceSize(parameters, length: value.string.count, keys: keys)
      let numbers = slots.count + read.count + 3 * weights.count
      let digits = (slots + read + weights).reduce(0) { $0 + "\($1)".count }
      return size.numbers >= Integer(numbers) && size.digits >= Integer(digits)
    }
  }

  @Test("a piece is read as what it says")
  func pieces() {
    let alphabet = Alphabet(size: 3)
    func content(_ numbers: Rational...) -> PieceContent { PieceContent(numbers, in: alphabet) }
    #expect(content(-1, -1, 0) == .token(0))
    #expect(content(1, -1, 0) == .token(1))
    #expect(content(-1, 1, 0) == .token(2))
    // The code of a fourth token.
    #expect(content(1, 1, 0) == .mixture)
    #expect(content(0, 0, 1) == .boundary)
    #expect(content(0, 0, 0) == .nothing)
    #expect(content(0, 0, Rational(1, 2)) == .mixture)
    #expect(content(0, 1, 0) == .mixture)
    #expect(content(1, -1, 1) == .mixture)
    #expect(content(Rational(1, 2), -1, 0) == .mixture)
  }
}
