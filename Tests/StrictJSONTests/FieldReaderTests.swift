import StrictJSON
import Testing

/// Fields of a given type are taken, and others refused with their place.
@Suite struct FieldReaderTests {
  private enum Colour: String, CaseIterable { case red, blue }

  private let reader = FieldReader(["n": 3, "s": "x", "o": ["l": [1, 2, "3"], "c": "red"], "z": nil])

  @Test func takesWhatStandsThere() throws {
    try reader.requireKeys(["n", "s", "o"], optional: ["z", "y"])
    #expect(try reader["n"].whole() == 3 && reader["n"].whole(3...3) == 3 && reader["n"].whole(0...UInt64.max) == 3)
    #expect(try reader["s"].string() == "x" && reader["o"]["c"].choice(Colour.self) == .red)
    #expect(reader["z"].isNull && reader["y"].isNull && !reader["n"].isNull)
    #expect(try reader["o"]["l"].elements(3...3).map(\.place) == ["o.l[0]", "o.l[1]", "o.l[2]"])
    #expect(try FieldReader([1, 2]).wholes(1...2, most: 2) == [1, 2])
  }

  @Test func refusesAllElse() {
    func problem(_ body: () throws -> Void) -> String {
      do { try body() } catch { return "\(error)" }
      return "taken"
    }
    for (found, expected) in [
      (problem { _ = try reader["s"].whole() }, "s: \"x\"; expected a whole number from 0 to 9223372036854775807"),
      (problem { _ = try reader["n"].whole(4...5) }, "n: 3; expected a whole number from 4 to 5"),
      (problem { _ = try reader["n"].string() }, "n: 3; expected a string"),
      (problem { _ = try reader["s"].choice(Colour.self) }, "s: \"x\"; expected one of red, blue"),
      (problem { _ = try reader["o"].elements(1...2) }, "o: an object of 2 fields; expected a list of 1 to 2"),
      (problem { _ = try reader["o"]["l"].elements(2...2) }, "o.l: a list of 3; expected a list of 2"),
      (
        problem { _ = try reader["o"]["l"].wholes(0...9, most: 3) },
        "o.l[2]: \"3\"; expected a whole number from 0 to 9"
      ),
      (problem { _ = try reader["o"]["l"].wholes(0...9, most: 2) }, "o.l: a list of 3; expected a list of 0 to 2"),
      (problem { try reader["o"].requireKeys(["l"]) }, "o.\"c\" is not expected; expected l"),
      (problem { try reader["o"].requireKeys(["l", "c", "d"]) }, "o.d is missing; expected l, c, d"),
      (problem { try reader["n"].requireKeys([]) }, "n: 3; expected an object"),
      (problem { _ = try FieldReader(7).string() }, "7; expected a string"),
    ] {
      #expect(found == expected)
    }
  }
}
