import Arithmetic
import CopyTask
import Foundation
import TestSupport
import Testing

@testable import Figures

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Charts as documents, and where points stand.
@Suite("Charts")
struct ChartTests {
  /// What an XML parser finds in a document, if it is one.
  private final class Elements: NSObject, XMLParserDelegate {
    var found: [(name: String, attributes: [String: String])] = []
    var texts: [String] = []
    private var isOpen = false
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      found.append((name, attributes))
      texts.append("")
      isOpen = true
    }
    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if isOpen { texts[texts.count - 1] += string }
    }
    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      // What follows is between elements.
      isOpen = false
    }
  }

  private func elements(_ svg: String) throws -> Elements {
    let elements = Elements()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = elements
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return elements
  }

  private func chart(_ names: [String], _ y: ChartAxis, _ values: [Rational]) -> Chart {
    Chart(
      title: names[0], x: ChartAxis(names[0], .linear, from: 0, to: 10), y: y,
      series: names.map { name in
        Chart.Series(
          name, values.enumerated().map { Chart.Point(x: Rational($0.offset), y: .exact($0.element)) })
      }, notes: [names[0]])
  }

  @Test("every figure is well-formed, has a title and a description, and is drawn the same twice")
  func figures() throws {
    for name in FigureName.allCases {
      let figure = try name.figure()
      let svg = figure.svg()
      // The one that takes its time is compared with a file, and so with every earlier run, in the tests of
      // the command.
      if name != .errorProbability { #expect(try svg == name.figure().svg()) }
      let elements = try elements(svg)
      #expect(elements.found.prefix(3).map(\.name) == ["svg", "title", "desc"])
      #expect(figure.name == name.rawValue)
      #expect(
        elements.found[0].attributes["aria-labelledby"] == "\(name.rawValue)-title \(name.rawValue)-desc")
      #expect(elements.texts[1] == figure.title && elements.texts[2] == figure.description)
      for chart in figure.charts {
        for text in [chart.title, chart.x.label, chart.y.label] + chart.series.map(\.name) {
          let isThere = elements.texts.contains(text)
          #expect(isThere, "\(text)")
        }
      }
    }
  }

  @Test("text that means something in XML, or cannot stand in it, is read back as text")
  func escapes() throws {
    let hostile = "a<b> & \"c\" 'd' ]]> \u{1}\u{FFFE} \u{1F600}"
    let chart = chart([hostile], ChartAxis("y", .linear, from: 0, to: 1), [0, 1])
    let figure = Figure(name: "f", title: hostile, description: hostile, charts: [chart])
    let readable = "a<b> & \"c\" 'd' ]]> \u{FFFD}\u{FFFD} \u{1F600}"
    let texts = try elements(figure.svg()).texts
    #expect(texts.filter { $0 == readable }.count == 6)
  }

  @Test("a line is broken where zero has no place on a logarithmic axis, and a note says so")
  func zeros() throws {
    let values: [Rational] = [0, Rational(1, 10), Rational(1, 2), 0, 1, 2, 1]
    let logarithmic = chart(["p"], ChartAxis("y", .logarithmic, from: Rational(1, 100), to: 1), values)
    #expect(
      logarithmic.allNotes.dropFirst() == [
        "0, which has no place on a logarithmic axis: p from 0 to 3.", "Outside the axes: p at 5.",
      ])
    let svg = Figure(name: "f", title: "t", description: "d", charts: [logarithmic]).svg()
    let line = try #require(
      try elements(svg).found.filter { $0.attributes["class"] == "line s0" }.last?.attributes["d"])
    #expect(line.filter { $0 == "M" }.count == 3 && line.filter { $0 == "L" }.count == 1, "\(line)")
    let linear = chart(["p"], ChartAxis("y", .linear, from: 0, to: 2), values)
    #expect(linear.allNotes == ["p"])
  }

  @Test("places on both scales are those that doubles give, to a unit, and ends are exact")
  func places() {
    forAll(.pair(.int(in: 1...1_000_000), .int(in: 1...1_000_000)), seeds: 0..<5, trials: 40) { a, b in
      let (low, value) = (min(a, b), max(a, b))
      let linear = ChartAxis("", .linear, from: Rational(low), to: 1_000_001)
      let logarithmic = ChartAxis("", .logarithmic, from: Rational(low), to: 1_000_001)
      let line = Double(value - low) / Double(1_000_001 - low) * 6200
      let log = Foundation.log(Double(value) / Double(low)) / Foundation.log(1_000_001 / Double(low)) * 6200
      return abs(Double(linear.place(Rational(value), length: 6200)) - line) < 0.501
        && abs(Double(logarithmic.place(Rational(value), length: 6200)) - log) < 0.501
        && logarithmic.place(Rational(low), length: 6200) == 0
        && logarithmic.place(1_000_001, length: 6200) == 6200
    }
  }

  @Test("ticks lie on the axis, rise, and are two to twelve")
  func ticks() {
    forAll(.pair(.int(in: -8...17), .int(in: 1...200)), seeds: 0..<5, trials: 40) { decade, span in
      let low = ChartAxis.powerOfTen(decade)
      for scale in [ChartAxis.Scale.linear, .logarithmic] {
        let axis = ChartAxis("", scale, from: low, to: low * Rational(4 + span))
        let ticks = axis.ticks
        guard (2...12).contains(ticks.count), ticks.allSatisfy(axis.shows) else { return false }
        guard zip(ticks, ticks.dropFirst()).allSatisfy({ $0 < $1 }) else { return false }
      }
      return true
    }
    let axis = ChartAxis("", .logarithmic, from: Rational(1, 100_000), to: 1_000_000)
    #expect(axis.ticks.map(axis.text) == ["10⁻⁵", "0.001", "0.1", "10", "1,000", "10⁵"])
  }

  @Test("styles differ in every way by which they are told apart")
  func styles() {
    let looks = ChartStyle.looks
    #expect(Set(looks.map(\.light)).count == looks.count && Set(looks.map(\.dark)).count == looks.count)
    #expect(Set(looks.map(\.dashes)).count == looks.count)
    #expect(Set(looks.map { $0.marker.map { "\($0)" } }).count == looks.count)
  }
}
