import Arithmetic
import Constructions
import CopyTask
import StateSpaces
import TestSupport
import Testing

@testable import Figures

/// The figures of the later lessons show what was computed, and say it.
@Suite("Figures of lessons")
struct LessonFigureTests {
  @Test("lengths and sizes are those of the constructions, and cross where the description says")
  func exponentialLength() throws {
    let figure = try ExponentialLengthFigure.figure()
    let series = figure.charts[0].series
    for (index, size) in ExponentialLengthFigure.alphabets.enumerated() {
      var firstLonger: Int?
      for n in 1...series[index].points.count {
        let parameters = try NgramParameters(ngram: n, alphabetSize: size)
        // Counted once more, by the length of the sequence and by the tensors' entries.
        let longest = try #require(DeBruijnSequence(alphabetSize: size, order: n).length)
        let entries = ConstructionSize(parameters).parameterCount
        #expect(
          series[index].points[n - 1] == Chart.Point(x: Rational(n), y: .exact(Rational(longest)))
            && series[2 + index].points[n - 1] == Chart.Point(x: Rational(n), y: .exact(Rational(entries))))
        if firstLonger == nil, Integer(longest) > entries { firstLonger = n }
      }
      let last = try #require(firstLonger)
      let next = try NgramParameters(ngram: series[index].points.count + 1, alphabetSize: size)
      #expect(figure.description.contains("between n = \(last - 1) and n = \(last)"), "D = \(size): \(last)")
      #expect(next.maxLength == ConstructionConstants.longestLength, "a line ends too early")
    }
  }

  @Test("two strings meet in one state, which the model's own replay finds too")
  func pigeonhole() throws {
    let model = SeededRecurrence(try PigeonholeFigure.machine())
    let pair = try PigeonholeFigure.pair()
    try WitnessReplay.check(CollisionWitness(pair, of: model))
    let series = try PigeonholeFigure.figure().charts[0].series
    let texts = [pair.first, pair.second].map { Alphabet.letters(2).text(of: $0) }
    #expect(series.map(\.name) == texts.map { $0 + "..." })
    // The values by another way: the states' codes in hexadecimal.
    for (string, drawn) in zip([pair.first, pair.second], series) {
      for count in 0...string.count {
        let state = model.state(after: [model.alphabet.bos] + string.prefix(count))
        let code = try #require(UInt16(model.hexadecimal(state), radix: 16))
        // binary16 by its definition; the states drawn are normal numbers.
        let exponent = Int(code >> 10 & 31)
        try #require((1...30).contains(exponent))
        let magnitude = Rational(Int(1024 + (code & 1023))) * .powerOfTwo(exponent - 25)
        let value = code >> 15 == 1 ? -magnitude : magnitude
        guard drawn.points[count] == Chart.Point(x: Rational(count), y: .exact(value)) else {
          Issue.record("\(drawn.name) at \(count): drawn \(drawn.points[count].y.drawn), the state is \(value)")
          return
        }
      }
    }
    let (first, second) = (series[0].points, series[1].points)
    let shared = zip(first, second).map { $0 == $1 }
    #expect(shared[0] && !shared[1...pair.length - 1].contains(true), "they meet before, or do not part")
    #expect(!shared[pair.length...].contains(false), "they part again")
    #expect(first.count == pair.length + PigeonholeFigure.tail + 1)
  }

  @Test("the states that strings end in are those of all strings, one by one")
  func states() throws {
    let model = SeededRecurrence(try PigeonholeFigure.machine())
    let counts = PigeonholeFigure.stateCounts(model)
    for length in 1...9 {
      var states: Set<[UInt32]> = []
      for string in AllStrings(alphabetSize: model.alphabet.size, length: length) {
        states.insert(model.state(after: [model.alphabet.bos] + string))
      }
      guard counts[length - 1] == states.count else {
        Issue.record("L = \(length): \(counts[length - 1]) states; of all strings \(states.count)")
        return
      }
    }
    #expect(counts.allSatisfy { $0 <= 1 << model.description.bits })
  }

  @Test("a diagram keeps its texts in their boxes, its boxes apart and on the page, and its arrows between them")
  func layout() throws {
    for diagram in try FigureName.allCases.filter({ $0 != .errorProbability }).flatMap({ try $0.figure().diagrams }) {
      for (index, box) in diagram.boxes.enumerated() {
        #expect(box.x >= 0 && box.x + box.width <= ChartDrawing.width / 10)
        let most = ([box.name] + box.lines).map(\.count).max() ?? 0
        #expect(most * ChartDrawing.character <= 10 * (box.width - 20), "too long: \(box.name)")
        for other in diagram.boxes.prefix(index) {
          #expect(
            box.x + box.width <= other.x || other.x + other.width <= box.x || box.y + box.height <= other.y
              || other.y + other.height <= box.y, "\(box.name) meets \(other.name)")
        }
      }
      for arrow in diagram.arrows {
        let ends = [arrow.corners[0], arrow.corners[arrow.corners.count - 1]]
        let touched = ends.map { end in diagram.boxes.firstIndex { $0.hasOnItsEdge(end[0], end[1]) } }
        #expect(!touched.contains(nil) && touched[0] != touched[1], "an arrow from nowhere: \(ends)")
      }
    }
  }

  @Test("a diagram is drawn with its texts, and dark pages have rules of their own")
  func diagram() throws {
    let box = Diagram.Box(x: 16, y: 40, width: 100, name: "a < b", lines: ["one", "two"])
    let diagram = Diagram(
      title: "t", boxes: [box], arrows: [Diagram.Arrow([[0, 70], [10, 70], [10, 60], [16, 60]])], notes: ["n"])
    let svg = Figure(name: "f", title: "t", description: "d", diagrams: [diagram]).svg()
    for part in [">a &lt; b<", ">one<", ">two<", ">n<", "M0 70L10 70L10 60L10 60", "M16 60L7 65L7 55Z"] {
      #expect(svg.contains(part), "\(part)")
    }
    #expect(svg.contains(Diagram.sheet))
    let chart = Chart(
      title: "t", x: ChartAxis("", .linear, from: 0, to: 1), y: ChartAxis("", .linear, from: 0, to: 1),
      series: [Chart.Series("s", [])])
    // Charts alone keep the bytes that they had.
    #expect(!Figure(name: "f", title: "t", description: "d", charts: [chart]).svg().contains(".box"))
  }
}

extension Diagram.Box {
  fileprivate func hasOnItsEdge(_ px: Int, _ py: Int) -> Bool {
    let (right, low) = (x + width, y + height)
    return (px == x || px == right) && (y...low).contains(py) || (py == y || py == low) && (x...right).contains(px)
  }
}
