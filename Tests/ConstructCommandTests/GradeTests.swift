import Foundation
import Testing

/// `construct grade`, and the puzzles in `Examples/puzzles`.
@Suite struct GradeTests {
  static let puzzles = [
    "break", "de-bruijn", "gate", "lookup", "machine", "one-layer", "readout", "scale", "window",
  ]

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Examples/puzzles")

  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The entries of the files in what `--json` printed.
  private func entries(_ result: Program.Result) throws -> [[String: Any]] {
    let object = try object(result.output)
    #expect(object["schema"] as? String == "verbatim.grade/1" && result.errors == "")
    let entries = try #require(object["files"] as? [[String: Any]])
    #expect(object["solved"] as? Bool == entries.allSatisfy { $0["outcome"] as? String == "solved" })
    return entries
  }

  @Test func everySolutionIsRight() throws {
    let files = GradeTests.puzzles.map { "solutions/\($0).json" }
    let result = try Program.run(["grade", "--json"] + files, in: GradeTests.folder)
    #expect(result.ending == .status(0))
    let entries = try entries(result)
    #expect(entries.map { $0["puzzle"] as? String } == GradeTests.puzzles)
    for entry in entries {
      #expect(
        entry["outcome"] as? String == "solved" && entry["counterexample"] is NSNull
          && entry["shows"] is String)
      #expect((entry["open"] as? [Any])?.isEmpty == true)
      let checked = try #require(entry["checked"] as? [String: Any])
      #expect(checked["count"] as? Int == checked["total"] as? Int && (checked["count"] as? Int ?? 0) > 0)
    }
    let found = try FileManager.default.contentsOfDirectory(atPath: GradeTests.folder.path + "/solutions")
      .sorted()
    #expect(found == GradeTests.puzzles.map { $0 + ".json" })
  }

  @Test func everySkeletonFailsWithACounterexample() throws {
    let result = try Program.run(
      ["grade", "--json"] + GradeTests.puzzles.map { $0 + ".json" }, in: GradeTests.folder)
    #expect(result.ending == .status(1))
    let entries = try entries(result)
    #expect(entries.map { $0["puzzle"] as? String } == GradeTests.puzzles)
    for entry in entries {
      #expect(
        entry["outcome"] as? String == "wrong" && entry["shows"] is NSNull && entry["problem"] is NSNull)
      let counterexample = try #require(entry["counterexample"] as? [String: Any], "\(entry)")
      #expect((counterexample["text"] as? String)?.isEmpty == false)
      #expect((entry["open"] as? [Any])?.isEmpty == false)
    }
  }

  /// A solution is its skeleton with other answers, and nothing else.
  @Test(arguments: puzzles) func aSkeletonAsksWhatItsSolutionAnswers(name: String) throws {
    var skeleton = try object(GradeTests.text("\(name).json"))
    var solution = try object(GradeTests.text("solutions/\(name).json"))
    for key in ["answer"] { (skeleton[key], solution[key]) = (nil, nil) }
    #expect(skeleton as NSDictionary == solution as NSDictionary)
    #expect(skeleton["puzzle"] as? String == name)
  }

  /// A solution with one change, and how its first counterexample begins.
  @Test(arguments: [
    ("window", "[1, 2, 3]", "[1, 2, 2]", "x = "), ("window", "[0, -2, 3]", "[0, -2, null]", "x = "),
    ("window", "[1, 0, 0]", "[0, 1, 0]", "x = "), ("gate", "\"strength\": 4", "\"strength\": 0", "x = "),
    ("gate", "\"slope\": 2, \"bias\": 1", "\"slope\": 2, \"bias\": 0", "x = "),
    ("gate", "\"slope\": 1, \"bias\": 0", "\"slope\": 0, \"bias\": 0", "x = "),
    ("scale", "\"scale\": 2", "\"scale\": 1", "x = abaa: at the end wrote a, due was ⟨EOS⟩"),
    ("scale", "\"scale\": 2", "\"scale\": 4", "beta = 2 copies them all too: 4 is not the least"),
    ("readout", "\"end\": 3", "\"end\": 4", "x = "), ("readout", "\"content\": 4", "\"content\": 1", "x = "),
    ("readout", "\"content\": 4", "\"content\": -4", "x = a: at token 1 "),
    ("one-layer", "baca", "abac", "abca and abac: the layer tells them apart at COPY"),
    ("one-layer", "baca", "abca", "both strings are abca"),
    ("one-layer", "baca", "bababa", "x = bababa: at the end "),
    (
      "machine", "\"writes\": \"b\", \"a\": 0", "\"writes\": \"a\", \"a\": 0",
      "x = aab: at token 3 wrote a, due was b"
    ),
    ("machine", "\"copy\": 7", "\"copy\": 6", "x = bbb: at token 3 wrote a, due was b"),
    ("break", "\"aaa\"", "\"aab\"", "x = aab is copied and ended"),
    (
      "break", "\"aaa\"", "\"baaa\"",
      "x = aaa: at the end wrote a, due was ⟨EOS⟩, and it is shorter than baaa"
    ),
    ("break", "\"aaab\"", "\"aaa\"", "x = aaa is copied, token by token"),
    (
      "break", "\"aaab\"", "\"aaabb\"",
      "x = aaab: at token 4 wrote a, due was b, and it is shorter than aaabb"
    ),
    ("de-bruijn", "aaababbbaa", "aaababbba", "9 tokens; due are"),
    ("de-bruijn", "aaababbbaa", "aababbbaaa", "token 3 is b, and given is a"),
    ("de-bruijn", "aaababbbaa", "aaabaabbba", "x = aaabaabbba: at "),
    ("lookup", "\"b\": 5, \"copy\": 5", "\"b\": 4, \"copy\": 5", "key "),
    ("lookup", "\"states\": 6", "\"states\": 5", "6 states, where 5 are allowed"),
  ])
  func oneChangeIsNamed(name: String, old: String, new: String, begins: String) throws {
    let solution = try GradeTests.text("solutions/\(name).json")
    let changed = solution.replacingOccurrences(of: old, with: new)
    try #require(changed != solution, "\(old) is not in the solution of \(name)")
    try withTemporaryFolder { folder in
      try folder.write("answer.json", changed)
      let result = try construct("grade answer.json --json", in: folder)
      #expect(result.ending == .status(1), "\(result.errors)")
      let entry = try #require(try entries(result).first)
      let counterexample = try #require(entry["counterexample"] as? [String: Any])
      let text = try #require(counterexample["text"] as? String)
      #expect(text.hasPrefix(begins), "\(text)")
    }
  }

  /// Others than ours.
  @Test(arguments: [
    ("break", "\"aaab\"", "\"ccca\""), ("de-bruijn", "aaababbbaa", "aaabbbabaa"),
    ("one-layer", "abca", "bcab"),
    ("readout", "\"content\": 4, \"end\": 3", "\"content\": 3, \"end\": 2"),
    ("gate", "\"strength\": 4", "\"strength\": 900"),
    ("gate", "\"bias\": 0, \"weight\": 1}", "\"bias\": null, \"weight\": 1}"),
  ])
  func anotherAnswerThatWorksIsRight(name: String, old: String, new: String) throws {
    var changed = try GradeTests.text("solutions/\(name).json").replacingOccurrences(of: old, with: new)
    if name == "one-layer" { changed = changed.replacingOccurrences(of: "baca", with: "cbab") }
    try withTemporaryFolder { folder in
      try folder.write("answer.json", changed)
      let result = try construct("grade answer.json", in: folder)
      #expect(result.ending == .status(0), "\(result.output)\(result.errors)")
      #expect(result.output.hasPrefix("solved     \(name): "))
    }
  }

  @Test func textOfAReport() throws {
    try withTemporaryFolder { folder in
      try folder.write("mine.json", GradeTests.text("readout.json").replacingOccurrences(of: "null", with: "3"))
      try folder.write(
        "open.json",
        GradeTests.text("solutions/scale.json").replacingOccurrences(of: "\"scale\": 2", with: "\"scale\": null"))
      let result = try construct("grade mine.json open.json", in: folder)
      #expect(result.ending == .status(1) && result.errors == "")
      #expect(
        result.output == """
          WRONG      readout: Content wins a tied vote against the end (mine.json)
          fails on   x = aabaa: at token 3 wrote ⟨EOS⟩, due was b
          there      the last 2 tokens written, aa, also end the string: one vote is for
                     b, one for the end, and all other keys have a little
          checked    30 of 50 strings in which no 2-gram has two successors, D = 2, 1 <= L
                     <= 5
          read       Examples/lesson-4, Proofs/Claims/T2.3.readout.md

          WRONG      scale: The least scale at which every string is copied (open.json)
          open       1 hole, taken as nothing: answer.scale
          fails on   x = a: at token 1 wrote ⟨EOS⟩, due was a
          checked    1 of 24 strings with distinct 2-grams over D = 2, 1 <= L <= 5
          read       Examples/lesson-4, Proofs/Claims/T2.3.weight.md

          """)
    }
  }

  @Test func oneBadFileDoesNotKeepTheOthersFromBeingGraded() throws {
    try withTemporaryFolder { folder in
      try folder.write("good.json", GradeTests.text("solutions/machine.json"))
      try folder.write("bad.json", GradeTests.text("machine.json"))
      try folder.write("nonsense.json", "{\"schema\": 1}")
      let line = "grade nonsense.json bad.json missing.json good.json"
      let result = try construct(line, in: folder)
      #expect(result.ending == .status(64))
      #expect(
        result.errors == """
          construct: nonsense.json: expected an object with the schema verbatim.puzzle/1
          construct: grade missing.json: there is no such file

          """)
      #expect(
        result.output.hasPrefix("WRONG      machine: ") && result.output.contains("\n\nsolved     machine: "))
      for printed in result.output.split(separator: "\n") { #expect(printed.count <= 80, "\(printed)") }
      let quiet = try construct(line + " --quiet", in: folder)
      #expect(quiet.ending == .status(64) && quiet.output == "" && quiet.errors == result.errors)
      #expect(try construct("grade bad.json good.json --quiet", in: folder).ending == .status(1))
      let json = try object(construct(line + " --json", in: folder).output)
      let entries = try #require(json["files"] as? [[String: Any]])
      #expect(entries.map { $0["outcome"] as? String } == ["unreadable", "wrong", "unreadable", "solved"])
      for entry in entries {
        #expect(
          entry.keys.sorted() == [
            "checked", "counterexample", "file", "open", "outcome", "problem", "puzzle", "reason", "shows",
          ])
      }
    }
  }

  @Test func listsThePuzzles() throws {
    let list = try construct("grade --list")
    #expect(list.ending == .status(0) && list.errors == "")
    for name in GradeTests.puzzles { #expect(list.output.contains(name + " "), "\(name)") }
    #expect(list.output.split(separator: "\n").count == GradeTests.puzzles.count)
    for line in list.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let object = try object(construct("grade --list --json").output)
    let puzzles = try #require(object["puzzles"] as? [[String: Any]])
    #expect(puzzles.compactMap { $0["puzzle"] as? String }.sorted() == GradeTests.puzzles)
    let root = GradeTests.folder.deletingLastPathComponent().deletingLastPathComponent()
    for puzzle in puzzles {
      let page = try #require(puzzle["page"] as? String)
      #expect(FileManager.default.fileExists(atPath: root.appendingPathComponent(page).path), "\(page)")
      #expect((1...8).contains(puzzle["lesson"] as? Int ?? 0))
    }
    #expect(try construct("grade --list --quiet").output == "")
  }
}
