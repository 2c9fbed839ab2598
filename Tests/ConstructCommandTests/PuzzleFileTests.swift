import Foundation
import Testing

/// Files that `construct grade` cannot take for puzzles, and the largest ones that it can.
@Suite struct PuzzleFileTests {
  /// Changes of the solution of a puzzle, and what the line has to name.
  @Test(arguments: [
    (
      "scale", "\"scale\": 2", "\"scale\": 2.5",
      "answer.scale: 2.5; expected a whole number from 0 to 64, or null"
    ),
    ("scale", "\"scale\": 2", "\"scale\": -1", "answer.scale: -1; expected a whole number from 0"),
    ("scale", "\"scale\": 2", "\"scale\": 1e400", "answer.scale: a number beyond all bounds; expected"),
    ("scale", "\"scale\": 2", "\"scale\": \"2\"", "answer.scale: \"2\"; expected a whole number"),
    ("scale", "\"scale\": 2", "\"scale\": true", "answer.scale: true; expected a whole number"),
    ("scale", "\"scale\": 2", "\"skale\": 2", "answer.\"skale\" is not expected; expected scale"),
    ("scale", "{\"scale\": 2}", "{}", "answer.scale is missing; expected scale"),
    ("scale", "{\"scale\": 2}", "[2]", "answer: a list of 1; expected an object"),
    ("scale", "\"scale\": 2", "\"scale\": 2, \"scale\": 2", "\"scale\" stands twice"),
    ("scale", "\"ngram\": 2", "\"ngram\": null", "given.ngram: null; expected a whole number from 1 to 16"),
    ("scale", "\"ngram\": 2", "\"ngram\": 4", "too many strings to run: D + ... + D^L > 4096"),
    (
      "scale", "\"alphabet\": 2", "\"alphabet\": 1", "given.alphabet: 1; expected a whole number from 2 to 26"
    ),
    (
      "scale", "\"puzzle\": \"scale\"", "\"puzzle\": \"scales\"",
      "puzzle: \"scales\"; expected one of window, gate, scale"
    ),
    (
      "scale", "\"given\"", "\"gave\"",
      "\"gave\" is not expected; expected schema, puzzle, given, answer, title, question"
    ),
    ("scale", "puzzle/1", "puzzle/2", "expected an object with the schema verbatim.puzzle/1"),
    ("window", "[1, 2, 3]", "[1, 2]", "answer.windows: a list of 2; expected a list of 3"),
    ("window", "[1, 2, 3]", "[1, 2, 65]", "answer.windows[2]: 65; expected a whole number from 0 to 64"),
    (
      "window", "[0, -2, 3]", "[0, -2, 1001]",
      "answer.coefficients[2][2]: 1001; expected a whole number from -1000"
    ),
    ("gate", "\"strength\": 4", "\"strength\": 99999999999999999999", "answer.strength: "),
    ("gate", "{\"slope\": 1, \"bias\": 0, \"weight\": 1}", "{\"slope\": 1}", "answer.flag.bias is missing"),
    ("one-layer", "[2, 3, 0]", "[2, 3, 0, 0, 0]", "given.windows: a list of 5; expected a list of 1 to 4"),
    ("one-layer", "[2, 3, 0]", "[17]", "given.windows[0]: 17; expected a whole number from 0 to 16"),
    (
      "one-layer", "baca", "bacd",
      "answer.second: \"bacd\"; expected a string of at most 64 letters from a to c"
    ),
    ("one-layer", "baca", "b?ca", "answer.second: \"b?ca\"; expected"),
    (
      "machine", "\"copy\": 7", "\"copy\": 8",
      "answer.states[7].copy: 8; expected a whole number from 0 to 7, or null"
    ),
    (
      "machine", "\"writes\": \"b\", \"a\": 0", "\"writes\": \"c\", \"a\": 0",
      "answer.states[4].writes: \"c\""
    ),
    (
      "machine", "\"writes\": \"b\", \"a\": 0", "\"writes\": \"ab\", \"a\": 0",
      "answer.states[4].writes: \"ab\"; expected one letter"
    ),
    ("machine", "\"length\": 3", "\"length\": 12", "D + ... + D^L > 4096 strings for D = 2, L = 12"),
    ("break", "\"alphabet\": 3", "\"alphabet\": 9", "D + ... + D^L > 4096 strings for D = 9, L = 4"),
    ("de-bruijn", "\"ngram\": 3", "\"ngram\": 7", "given: D^n + n - 1 = 134 > 64"),
    ("lookup", "\"ngram\": 1", "\"ngram\": 9", "given: n = 9, D = 2: 5122 states > 512"),
  ])
  func isRefusedInOneLine(name: String, old: String, new: String, message: String) throws {
    let solution = try GradeTests.text("solutions/\(name).json")
    let changed = solution.replacingOccurrences(of: old, with: new)
    try #require(changed != solution, "\(old) is not in the solution of \(name)")
    try withTemporaryFolder { folder in
      try folder.write("answer.json", changed)
      let result = try construct("grade answer.json", in: folder)
      expectRefusal(result, status: 64, naming: ["answer.json: ", message])
      // The help of the parser is not what is wanted here.
      #expect(!result.errors.contains("--help"))
    }
  }

  @Test func nonsenseIsRefusedInOneLine() throws {
    try withTemporaryFolder { folder in
      try folder.write("empty", "")
      try folder.write("half", String(try GradeTests.text("gate.json").prefix(700)))
      try folder.write("deep", String(repeating: "[", count: 100_000))
      try folder.write("list", "[]")
      try folder.write("large", String(repeating: " ", count: 300_000) + "{}")
      try folder.write(
        "many", "{\"schema\":\"verbatim.puzzle/1\",\"x\":[" + String(repeating: "0,", count: 30_000) + "0]}")
      for (file, message) in [
        ("empty", "expected JSON"), ("half", "expected JSON"),
        ("deep", "nested more than 16 deep"),
        ("list", "expected one JSON object"), ("large", "300002 bytes; expected 262144 at most"),
        ("many", "more than 20000 values"), ("absent", "there is no such file"),
        (".", "expected a regular file"),
      ] {
        expectRefusal(try construct("grade \(file)", in: folder), status: 64, naming: [message])
      }
      expectRefusal(try Program.run(["grade", ""]), status: 64, naming: ["grade '': expected a path"])
      expectRefusal(
        try construct("grade"), status: 64, naming: ["grade: expected the file of a puzzle, or --list"])
      expectRefusal(try construct("grade --list x"), status: 64, naming: ["--list with x"])
    }
  }

  /// Weights as large as are let through end as soon as others: their scores have no power of two that can be
  /// written down.
  @Test func theLargestWeightsTakeNoLonger() throws {
    try withTemporaryFolder { folder in
      for name in ["window", "gate", "readout"] {
        for number in ["1000", "-1000", "999"] {
          let answer = try GradeTests.text("\(name).json").replacingOccurrences(
            of: "[null, null, null],\n    \"coeff", with: "[1, 2, 3],\n    \"coeff"
          )
          .replacingOccurrences(of: "null", with: number)
          try folder.write("answer.json", answer)
          let result = try construct("grade answer.json", in: folder)
          #expect(result.ending == .status(1) && result.seconds < 5, "\(name), \(number): \(result.errors)")
        }
      }
    }
  }
}
