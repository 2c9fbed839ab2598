import Constructions
import CopyTask
import Lessons
import TestSupport
import Testing
import Transformers

/// The puzzles about the copier's weights: each verdict is compared with `PuzzleReference`, the string, the
/// step and what was written there.
@Suite struct CopierPuzzleTests {
  private let small = (ngram: 1, alphabetSize: 2)

  private func parameters(_ ngram: Int, _ size: Int) throws -> NgramParameters {
    try NgramParameters(ngram: ngram, alphabetSize: size)
  }

  /// Numbers of which one or two are changed: an answer in which all are wrong fails at once.
  private func holes(_ numbers: [Int]) -> Generator<[Int]> {
    Generator { source in
      var changed = numbers
      for _ in 0...source.next(below: 2) {
        let hole = source.next(below: numbers.count)
        changed[hole] += [0, 1, -1, 2, -3, 5][source.next(below: 6)]
      }
      return changed
    }
  }

  @Test(arguments: [(1, 2), (1, 3), (2, 2)])
  func theProjectsWeightsSolveThem(ngram: Int, size: Int) throws {
    let parameters = try parameters(ngram, size)
    let reference = PuzzleReference(ngram: ngram, alphabetSize: size)
    let promised = reference.strings(reference.promised)
    let window = WindowPuzzle(parameters, windows: reference.windows, coefficients: reference.coefficients)
    let gate = GatePuzzle(
      parameters, code: reference.code, flag: reference.flag, strength: reference.strength)
    let readout = ReadoutPuzzle(parameters, content: reference.content, end: reference.end)
    for (verdict, strings) in [
      (try window.verdict(), promised), (try gate.verdict(), promised),
      (try readout.verdict(), reference.strings(reference.copyable)),
    ] {
      #expect(verdict.isSolved && verdict.reason == nil)
      #expect(reference.agrees(with: verdict, on: strings))
    }
    let ours = NgramCopier(parameters).weights
    #expect(window.weights.layers[0].output == ours.layers[0].output)
    #expect(window.weights.layers[0].heads.map(\.window) == ours.layers[0].heads.map(\.window))
    #expect(readout.weights.unembedding == ours.unembedding)
  }

  @Test func windows() throws {
    let (ngram, size) = small
    let parameters = try parameters(ngram, size)
    let ours = PuzzleReference(ngram: ngram, alphabetSize: size)
    let strings = ours.strings(ours.promised)
    let side = ngram + 1
    forAll(holes(ours.windows + ours.coefficients.flatMap { $0 }), trials: 6) { holes in
      var reference = ours
      reference.windows = holes[..<side].map { max(0, $0) }
      reference.coefficients = (0..<side).map { Array(holes[(side * ($0 + 1))..<(side * ($0 + 2))]) }
      let puzzle = WindowPuzzle(
        parameters, windows: reference.windows, coefficients: reference.coefficients)
      return reference.agrees(with: try puzzle.verdict(), on: strings, lemmaHolds: reference.gathersPieces)
    }
  }

  @Test func gates() throws {
    let (ngram, size) = small
    let parameters = try parameters(ngram, size)
    let ours = PuzzleReference(ngram: ngram, alphabetSize: size)
    let strings = ours.strings(ours.promised)
    let numbers = (ours.code + [ours.flag]).flatMap { [$0.slope, $0.bias, $0.weight] } + [ours.strength]
    forAll(holes(numbers), trials: 6) { holes in
      let units = (0..<4).map {
        GatePuzzle.Unit(slope: holes[3 * $0], bias: holes[3 * $0 + 1], weight: holes[3 * $0 + 2])
      }
      var reference = ours
      (reference.code, reference.flag, reference.strength) = (Array(units[..<3]), units[3], holes[12])
      let puzzle = GatePuzzle(
        parameters, code: reference.code, flag: reference.flag, strength: reference.strength)
      return reference.agrees(with: try puzzle.verdict(), on: strings, lemmaHolds: reference.silencesBoundaries)
    }
  }

  @Test(arguments: [(1, 2), (2, 2)])
  func readouts(ngram: Int, size: Int) throws {
    let parameters = try parameters(ngram, size)
    let ours = PuzzleReference(ngram: ngram, alphabetSize: size)
    let strings = ours.strings(ours.copyable)
    for (content, end) in [(4, 4), (3, 4), (0, 0), (1, 1), (2, 1), (1, 0), (-4, -3), (5, 4), (7, 5), (9, 2)] {
      var reference = ours
      (reference.content, reference.end) = (content, end)
      let verdict = try ReadoutPuzzle(parameters, content: content, end: end).verdict()
      #expect(reference.agrees(with: verdict, on: strings), "\(content), \(end)")
    }
  }

  @Test(arguments: [(1, 2), (1, 3), (2, 2)])
  func scales(ngram: Int, size: Int) throws {
    let parameters = try parameters(ngram, size)
    let ours = PuzzleReference(ngram: ngram, alphabetSize: size)
    let strings = ours.strings(ours.promised)
    func mistake(_ scale: Int) -> (checked: Int, string: [Token], outcome: PuzzleReference.Outcome)? {
      var reference = ours
      reference.scale = scale
      return reference.firstMistake(strings)
    }
    let least = try #require((0...ours.scale).first { mistake($0) == nil })
    for scale in 0...(ours.scale + 1) {
      let verdict = try ScalePuzzle(parameters, scale: scale).verdict()
      #expect(verdict.isSolved == (scale == least), "beta = \(scale)")
      if let mistake = mistake(scale) {
        #expect(verdict.checked == mistake.checked && verdict.counterexample?.string == mistake.string)
      } else if scale > least {
        #expect(
          verdict.counterexample?.text == "beta = \(least) copies them all too: \(scale) is not the least")
      }
    }
  }

  @Test func otherAnswersThatWork() throws {
    let parameters = try parameters(2, 2)
    // The heads in another order.
    let turned = WindowPuzzle(
      parameters, windows: [3, 1, 2], coefficients: [[0, 1, 0], [0, -1, 2], [3, 0, -2]])
    #expect(try turned.verdict().isSolved)
    // Where nothing is rounded two units do, relu(v + 1 - M g) - relu(1 - M g); and M = 3 is enough.
    let short = GatePuzzle(
      parameters,
      code: [
        .init(slope: 1, bias: 1, weight: 1), .init(slope: 0, bias: 1, weight: -1),
        .init(slope: 0, bias: 0, weight: 0),
      ],
      flag: .init(slope: 1, bias: 0, weight: 1), strength: 3)
    #expect(try short.verdict().isSolved)
    #expect(try ReadoutPuzzle(parameters, content: 2, end: 1).verdict().isSolved)
  }

  @Test func aMistakeComesWithItsReason() throws {
    let parameters = try parameters(2, 2)
    let window = try WindowPuzzle(
      parameters, windows: [1, 2, 3], coefficients: [[1, 0, 0], [-1, 2, 0], [0, -1, 3]]
    ).verdict()
    #expect(
      window.reason == """
        at position 2, a, G_2 is (-1, -1, 1), and the piece 2 places back is (0, 0, 1)
        """)
    let readout = try ReadoutPuzzle(parameters, content: 3, end: 3).verdict()
    #expect(readout.counterexample != nil && readout.reason?.contains("also end the string") == true)
  }
}
