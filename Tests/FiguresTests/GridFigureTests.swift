import Arithmetic
import Constructions
import CopyTask
import TestSupport
import Testing
import Transformers

@testable import Figures

/// The figures of the first lessons show what the model does, as its matrices compute it.
@Suite("Grids")
struct GridFigureTests {
  /// n, D and a string over D tokens.
  private static var strings: Generator<((Int, Int), [Int])> {
    .pair(.pair(.int(in: 1...3), .int(in: 2...4)), .array(of: .int(in: 0...3), count: 1...8))
  }

  /// The slots with these names after the first layer's attention and after the whole layer, position by
  /// position, as the reference computes them from the weights.
  private static func slots(
    _ parameters: NgramParameters, _ tokens: [Token]
  ) throws -> [(gathered: [[Rational]], queries: [[Rational]], keys: [[Rational]])] {
    let weights = NgramCopier(parameters).weights
    var decoder = Decoder(Transformer<Rational>(rounding: weights, to: ()), capacity: tokens.count)
    let slots = ResidualSlots(parameters)
    func named(
      _ slot: (Int) -> ResidualSlot, _ range: ClosedRange<Int>, _ residual: [Rational]
    ) -> [[Rational]] {
      range.map { Array(residual[slots[slot($0)]]) }
    }
    return try tokens.map { token in
      let layer = try decoder.step(token).layers[0]
      let n = parameters.ngram
      return (
        named(ResidualSlot.gathered, 0...n, layer.afterAttention), named(ResidualSlot.query, 0...n - 1, layer.output),
        named(ResidualSlot.key, 1...n, layer.output)
      )
    }
  }

  @Test("places of the last n tokens are those that a search in the text finds")
  func matches() {
    forAll(GridFigureTests.strings, seeds: 0..<5, trials: 40) { pair, string in
      let (n, size) = pair
      let prompt = Prompt(alphabet: .letters(size), content: string.map { $0 % size })
      let text = prompt.alphabet.text(of: prompt.content)
      for step in 0...prompt.length {
        let tokens = prompt.tokens + prompt.content.prefix(step)
        let found = LookupFigure.matches(tokens, inputLength: prompt.length, ngram: n)
        guard step >= n else {
          // COPY is among the last n tokens, and the input ends before it.
          if !found.isEmpty { return false }
          continue
        }
        let wanted = text.dropFirst(step - n).prefix(n)
        let due = (0...text.count).filter { text.dropFirst($0).prefix(n) == wanted }.map { $0 + n }
        if found != due { return false }
      }
      return true
    }
  }

  @Test("one string of the figure has no conflict, and the other one at the step that is drawn")
  func lookup() throws {
    let grids = try LookupFigure.figure().grids
    for (grid, shown) in zip(grids, LookupFigure.steps) {
      let string = try Alphabet.letters(26).tokens(in: shown.string)
      let conflict = SuccessorConflict(in: string, order: shown.ngram, countingEnd: true)
      let new = try #require(grid.rows[1].cells.last)
      let successors = new.text.split(separator: "/").map(String.init)
      #expect((successors.count == 1) == (conflict == nil))
      if let conflict {
        #expect(conflict.firstStep == shown.written && grid.title.hasSuffix("c or d?"))
      } else {
        #expect(successors == [Alphabet.letters(26).text(of: string[shown.written])])
      }
      // An arrow to each place, and one from what follows it.
      #expect(grid.arrows.count == 2 * successors.count)
      #expect(grid.arrows.allSatisfy { grid.rows[1].cells[$0.start.column].look == $0.look })
    }
    #expect(grids.count == 2)
  }

  @Test("means and differences are the slots that the matrices fill")
  func windows() {
    forAll(GridFigureTests.strings, seeds: 0..<5, trials: 8) { pair, string in
      let (n, size) = pair
      guard let parameters = try? NgramParameters(ngram: n, alphabetSize: size) else { return false }
      let model = SpecifiedModel(parameters)
      let tokens = Prompt(alphabet: model.alphabet, content: string.map { $0 % size }).tokens
      guard let slots = try? GridFigureTests.slots(parameters, tokens) else { return false }
      return tokens.indices.allSatisfy { position in
        let read = Array(tokens[...position])
        return (0...n).map { WindowsFigure.gathered(model, read, offset: $0) } == slots[position].gathered
      }
    }
  }

  @Test("cells of the gate's figure are the slots that the matrices fill")
  func gate() throws {
    let letters = Alphabet.letters(3)
    let parameters = try NgramParameters(ngram: GateFigure.ngram, alphabetSize: letters.size)
    let prompt = Prompt(alphabet: letters, content: try letters.tokens(in: GateFigure.string))
    let tokens = prompt.tokens + prompt.content.prefix(GateFigure.written)
    let slots = try GridFigureTests.slots(parameters, tokens)
    let grid = try GateFigure.figure().grids[0]
    let model = SpecifiedModel(parameters)
    /// What a cell stands for.
    func numbers(_ cell: CellGrid.Cell) -> [Rational]? {
      switch cell.text {
      case "0": return Array(repeating: 0, count: parameters.codeBits + 1)
      case "flag", "BOS", "COPY": return model.piece(letters.bos).coordinates
      case "mean": return nil
      default: return (try? letters.tokens(in: cell.text)).map { model.piece($0[0]).coordinates }
      }
    }
    let query = tokens.count - 1
    let key = prompt.position(ofRightKeyAtStep: GateFigure.written)
    let last = GateFigure.ngram
    for (row, due) in [
      (2, Array(slots[query].gathered.prefix(last))), (3, slots[query].queries), (4, slots[key].keys),
      (5, Array(slots[key].gathered.suffix(last))),
    ] {
      for (cell, slot) in zip(grid.rows[row].cells.reversed(), due) {
        // "mean" stands for what is no token's piece.
        let isNoToken = !letters.content.contains { model.piece($0).coordinates == slot }
        let isRight = numbers(cell).map { $0 == slot } ?? isNoToken
        #expect(isRight, "row \(row): \(cell.text), \(slot)")
      }
      #expect(grid.rows[row].cells.count == last)
    }
    #expect(grid.arrows.count == 2)
    let points = model.score(tokens, from: query, to: key) / parameters.scale
    #expect(points == parameters.codeBits + parameters.boundaryBonus)
    #expect(grid.notes[0].contains("scores \(points) points"))
  }

  @Test("least weights are those of a run, where it copies; and the description names the first beyond 8/9")
  func weights() throws {
    let figure = try WeightFigure.figure()
    for (index, (n, size)) in WeightFigure.sizes.prefix(2).enumerated() {
      let content = Array(DeBruijnSequence(alphabetSize: size, order: n))
      let prompt = Prompt(alphabet: Alphabet(size: size), content: content)
      var compared = 0
      for scale in WeightFigure.scales {
        let parameters = try NgramParameters(
          ngram: n, alphabetSize: size, scaleRule: .chosen(scale: scale, bonus: 2))
        let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
        let run = try CopyRun(of: prompt, by: model)
        guard run.succeeded else { continue }
        compared += 1
        let drawn = figure.charts[0].series[index].points[scale - 1]
        #expect(drawn == Chart.Point(x: Rational(scale), y: .exact(try #require(run.minAttention).value)))
      }
      #expect(compared >= 5, "n = \(n): \(compared)")
    }
    for (series, size) in zip(figure.charts[0].series, WeightFigure.sizes) {
      let first = try #require(series.points.first { $0.y.drawn > Rational(8, 9) })
      let length = try #require(DeBruijnSequence(alphabetSize: size.1, order: size.0).length)
      #expect(figure.description.contains("\(first.x) for L = \(length)"))
    }
  }

  @Test("every cell of every grid holds its text, and nothing leaves the page")
  func layout() throws {
    for name in [FigureName.lookup, .windows, .gate] {
      let figure = try name.figure()
      let svg = figure.svg()
      #expect(svg.contains(".verbatim .hatch"))
      // All places on the page, in pixels.
      for match in svg.matches(of: #/ x="(-?[0-9.]+)"/#) {
        let x = try #require(Double(match.1))
        #expect(x >= 0 && x <= 720, "\(name.rawValue): x = \(x)")
      }
      for match in svg.matches(of: #/class="cell [a-z]+" x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)"/#) {
        let (x, width) = (try #require(Double(match.1)), try #require(Double(match.2)))
        #expect(width >= 36 && x + width <= 720, "\(name.rawValue): a cell of \(width) at \(x)")
      }
      for grid in figure.grids {
        let column = CellGridDrawing(grid, top: 0).column
        for cell in grid.rows.flatMap(\.cells) {
          // What a character of the larger text takes on average, and the space between cells.
          #expect(cell.text.count * 90 <= column * cell.span - 40, "\(cell.text)")
        }
      }
    }
    // Charts alone keep their bytes.
    #expect(try !FigureName.scale.figure().svg().contains(".cell"))
  }
}
