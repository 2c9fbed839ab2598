import Arithmetic
import TestSupport
import Testing

@testable import Lessons

/// Tables in plain text, as lessons print them.
@Suite("Text tables")
struct TextTableTests {
  @Test("numbers stand at the right, with their digits in groups; texts where they are asked to be")
  func layout() {
    var table = TextTable(["n", "string", "share"], left: [1])
    table.append(1, "ab", Rational(1, 3))
    table.append(Integer(1_234_567), "abcabc", 2)
    #expect(
      "\(table)" == """
                n  string  share
                1  ab        1/3
        1,234,567  abcabc      2
        """)
  }

  @Test("no line ends in a space, and a text that looks like a number is left alone")
  func edges() {
    var table = TextTable(["heading", "b"], left: [0, 1])
    table.append("12345", "")
    #expect("\(table)" == "heading  b\n12345")
    #expect("\(TextTable(["a", "b"]))" == "a  b")
  }

  @Test("cells are read back from their columns")
  func columns() {
    forAll(.array(of: .int(in: -2_000_000...2_000_000), count: 1...12), seeds: 0..<5, trials: 40) { numbers in
      var table = TextTable(["a", "negated"])
      for number in numbers { table.append(number, -number) }
      let lines = "\(table)".split(separator: "\n")
      guard lines.count == numbers.count + 1, Set(lines.map(\.count)).count == 1 else { return false }
      return zip(numbers, lines.dropFirst()).allSatisfy { number, line in
        let cells = line.split(separator: " ").map { Int($0.filter { $0 != "," }) }
        return cells == [number, -number]
      }
    }
  }
}
