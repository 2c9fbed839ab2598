import Arithmetic
import Constructions
import CopyTask
import Foundation
import StateSpaces
import TestSupport
import Testing
import Transformers

@testable import Figures

/// The points of the figures are the numbers that they are said to be.
@Suite("Figures")
struct FigureTests {
  @Test("counted errors are those of a list of all strings, and lie below their bounds")
  func errors() throws {
    for (n, size, longest) in [(2, 3, 7), (4, 2, 11)] {
      let chart = try ErrorProbability(NgramSpace(alphabetSize: size, order: n), lengths: Array(n...longest))
        .counted()
      let drawn = chart.series.map { $0.points.map(\.y.drawn) }
      for length in n...longest {
        var (wrong, repeated, all) = (0, 0, 1)
        for _ in 0..<length { all *= size }
        for code in 0..<all {
          var rest = code
          let string: [Token] = (0..<length).map { _ in
            defer { rest /= size }
            return rest % size
          }
          if SuccessorConflict(in: string, order: n, countingEnd: false) != nil { wrong += 1 }
          if !NgramStatistics(of: string, order: n).areDistinct { repeated += 1 }
        }
        let row = drawn.map { $0[length - n] }
        #expect(
          row[0] == Rational(Integer(wrong), Integer(all))
            && row[1] == Rational(Integer(repeated), Integer(all)))
        #expect(
          row[0] <= row[1] && row[0] <= row[2] && row[1] < row[3], "n = \(n), D = \(size), L = \(length)")
      }
    }
  }

  @Test("intervals of sampled errors hold the exact ones; the seed decides the sample")
  func sampling() throws {
    let subject = ErrorProbability(NgramSpace(alphabetSize: 2, order: 4), lengths: [6, 9, 14, 20])
    let exact = try subject.counted().series
    let sampled = subject.sampled(trials: 100, seed: 3).series
    for (truth, sample) in zip(exact.prefix(2), sampled.prefix(2)) {
      for (point, estimate) in zip(truth.points, sample.points) {
        guard case .sampled(let interval) = estimate.y else {
          Issue.record("not sampled")
          continue
        }
        #expect(interval.contains(point.y.drawn) && interval.trials == 100, "\(truth.name) at \(point.x)")
      }
    }
    #expect(subject.sampled(trials: 100, seed: 3).series == sampled)
    #expect(subject.sampled(trials: 100, seed: 4).series != sampled)
  }

  @Test("floors are 1 - states / D^L wherever that can be written out")
  func floors() {
    forAll(
      .pair(.pair(.int(in: 2...40), .int(in: 0...60)), .int(in: 0...40)), seeds: 0..<5, trials: 20
    ) { pair, length in
      let (size, bits) = pair
      let exact = UniformCopyBound.leastError(
        alphabetSize: size, length: length, states: Integer(2).raised(to: bits))
      let floor = ErrorFloor(alphabetSize: size, bits: Integer(bits))
      let isZero = Integer(length) <= floor.longestCopy
      switch floor.value(length: Integer(length)) {
      case .exact(let value): return value == exact && isZero == (value == 0)
      case .enclosed(let lower, let upper):
        return lower <= exact && exact <= upper && upper - lower < .powerOfTwo(-100) && !isZero
      case .sampled: return false
      }
    }
  }

  @Test("a field that forgets has a floor of its own")
  func receptiveFields() {
    let floor = ErrorFloor(alphabetSize: 2, bits: 1_000_000, receptiveField: 10)
    #expect(floor.value(length: 10) == .exact(0) && floor.longestCopy == 10)
    #expect(floor.value(length: 13) == .exact(Rational(7, 8)))
  }

  @Test("hybrids have no floor, and too many models are refused")
  func models() throws {
    let names = ["mamba-130m", "jamba-v0.1", "mistral-7b-v0.1"]
    let presets = names.compactMap { ModelCatalogue.preset(named: $0) }
    let figure = try ErrorFloorFigure(presets, alphabetSize: 256)
    #expect(figure.curves.map { $0.floor == nil } == [false, true, false])
    #expect(figure.curves[1].points.allSatisfy { $0.y == .exact(0) })
    #expect(
      figure.figure().charts[0].series.map(\.name) == [
        "mamba-130m", "mistral-7b-v0.1", "transformers, jamba-v0.1: no floor",
      ])
    for curve in figure.curves {
      guard let longest = curve.floor?.longestCopy else { continue }
      for point in curve.points { #expect((point.y == .exact(0)) == (point.x <= Rational(longest))) }
      #expect(figure.lengths.contains(longest) && figure.lengths.contains(longest + 1))
    }
    #expect(throws: ErrorFloorFigure.DrawingError.self) {
      try ErrorFloorFigure(Array(ModelCatalogue.presets.suffix(12).prefix(1)) + Preset.many, alphabetSize: 26)
    }
  }

  @Test("scales and sizes are those of the constructions")
  func constructions() throws {
    let scale = try ScaleFigure.figure().charts
    for (index, size) in ScaleFigure.alphabets.enumerated() {
      for (offset, rule) in [ScaleRule.lengthDependent, .lengthFree].enumerated() {
        let points = scale[0].series[2 * index + offset].points
        for n in [1, 2, 5, points.count] {
          let parameters = try NgramParameters(ngram: n, alphabetSize: size, scaleRule: rule)
          #expect(
            points[n - 1]
              == Chart.Point(x: Rational(parameters.maxLength), y: .exact(Rational(parameters.scale))))
        }
      }
    }
    let separation = try SeparationFigure.figure().charts[0].series
    #expect(separation[0].points.first?.y == .exact(4) && separation[0].points[7].y == .exact(33_230))
    // The main job's model.
    #expect(separation[1].points[7] == Chart.Point(x: 10_003, y: .exact(612)))
    #expect(separation[2].points[7].y == .exact(76))
    #expect(separation[3].points[7].y == .exact(Rational(2 * 5 * 5 * (2 * 10_003 + 3))))
  }

  @Test("from 4 tokens on the cache is larger than the state, the weights and the width")
  func largest() throws {
    for length in 1...2000 {
      let ngram = try #require(
        (1...4).first { NgramSpace(alphabetSize: 10, order: $0).longestDistinctLength ?? 0 >= length })
      let size = ConstructionSize(try NgramParameters(ngram: ngram, alphabetSize: 10))
      let others = [CopyBounds(alphabetSize: 10, length: length).stateBits, size.nonzeros, size.width]
      #expect(others.allSatisfy { $0 < size.cacheBits(length: Integer(length)) } == (length >= 4), "\(length)")
    }
    let series = try SeparationFigure.figure().charts[0].series
    for index in series[3].points.indices.dropFirst() {
      let drawn = series.map { $0.points[index].y.drawn }
      #expect(drawn[..<3].allSatisfy { $0 < drawn[3] })
    }
  }

  @Test("the cache of the separation is what the reference keeps, two bits a number")
  func cache() throws {
    let size = SeparationFigure.alphabetSize
    let points = try SeparationFigure.figure().charts[0].series[3].points
    let parameters = try NgramParameters(ngram: 1, alphabetSize: size)
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    for (index, length) in [1, parameters.maxLength].enumerated() {
      let prompt = Prompt(alphabet: Alphabet(size: size), content: Array(0..<length))
      var decoder = Decoder(model, capacity: 2 * length + 2)
      for token in prompt.tokens + prompt.content { try decoder.read(token) }
      let numbers = decoder.memory.reduce(0) { $0 + $1.numbers.count }
      #expect(points[index] == Chart.Point(x: Rational(length), y: .exact(Rational(2 * numbers))))
    }
  }

  @Test(
    "pages that show the separation say in words what it shows",
    arguments: ["README.md", "Examples/lesson-7/README.md"])
  func alternativeText(page: String) throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent(page), encoding: .utf8)
    let shown = try #require(text.range(of: "figures/separation.svg)"), "no picture")
    let start = try #require(text.range(of: "![", options: .backwards, range: text.startIndex..<shown.lowerBound))
    let words = text[start.upperBound..<shown.lowerBound].lowercased()
    for word in ["bits of state", "weights", "width", "key-value cache"] { #expect(words.contains(word), "\(word)") }
    #expect(!words.contains("error"))
  }
}

extension Preset {
  /// More models with a fixed state than can be told apart.
  fileprivate static var many: [Preset] {
    [
      "rnn-4x1024", "gru-4x1024", "lstm-4x1024", "hawk-7b", "mamba-130m", "mamba-370m", "rwkv-4-7b",
      "xlstm-7b",
    ]
    .compactMap { ModelCatalogue.preset(named: $0) }
  }
}
