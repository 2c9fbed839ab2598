import Foundation
import Testing

/// Copies of strings that are never held: the report is that of the indexed engine, and they can be ended and
/// taken up again.
@Suite struct LongCopyCommandTests {
  /// The report of a million tokens, as the engine that holds them in arrays gave it.
  private static let million = """
    {"bounds":{"gssmBits":1048576,"pNgramUpper":"1/1"},\
    "construction":{"alphabet":2,"boundaryBonus":2,"codeBits":2,"heads":[21,1],"hidden":240,"layers":2,\
    "maxLength":1048595,"ngram":20,"nonzeros":3404,"parameters":186820,"scale":13,\
    "scaleRule":"length-dependent","width":190},\
    "input":{"distinctNgrams":true,"length":1048576,\
    "sha256":"be4816a54149485eaf3342d5f007e28085ff658da4dfad964ed45074af212fd2","source":"de-bruijn"},\
    "run":{"copied":1048576,"firstMismatch":null,"generated":1048577,"kernel":"indexed",\
    "minAttention":{"lower":"0.96969695568522604038","upper":"1"},\
    "minMargin":{"lower":"5.5757573795931645654","upper":"6"},"resumedAt":null,"terminated":true},\
    "schema":"verbatim.copy/1",\
    "weights":{"sha256":"2a0f30043664f64131131a28042116f1099302085ed1e9b48ad97f97f4d8a1f0"}}
    """
  private static let arguments = "--ngram 20 --alphabet 2 --length 1048576"

  private func checkpoint(
    ngram: Int = 20, length: Int = 1_048_576, certified: Int, schema: String = "verbatim.checkpoint/1"
  ) -> String {
    """
    {"alphabet":2,"certified":\(certified),"length":\(length),"ngram":\(ngram),"schema":"\(schema)",\
    "source":"de-bruijn"}
    """
  }

  private func certified(_ name: String, in folder: URL) throws -> Int? {
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appendingPathComponent(name)))
    return (object as? [String: Any])?["certified"] as? Int
  }

  @Test func reportsWhatTheIndexedEngineDid() throws {
    #expect(try JSONReport(LongCopyCommandTests.arguments).stable == LongCopyCommandTests.million)
  }

  @Test func goesOnFromACheckpointAndKeepsIt() throws {
    try withTemporaryFolder { folder in
      try folder.write("half", checkpoint(certified: 524_289))
      for (name, resumedAt) in [("half", "524289"), ("half", "1048577"), ("new", "null")] {
        let report = try JSONReport("\(LongCopyCommandTests.arguments) --checkpoint \(name)", in: folder)
        #expect(
          try report.stable
            == LongCopyCommandTests.million.replacingOccurrences(
              of: "\"resumedAt\":null", with: "\"resumedAt\":\(resumedAt)"))
        let run = try report["run"]
        let (rate, seconds) = (run["tokensPerSecond"] as? Double ?? -1, run["seconds"] as? Double ?? -1)
        // Of what this process wrote.
        #expect(abs(rate * seconds - Double(1_048_577 - (Int(resumedAt) ?? 0))) < 1)
        #expect(try certified(name, in: folder) == 1_048_577)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["half", "new"])
    }
  }

  @Test func namesWhatItTookFromACheckpoint() throws {
    try withTemporaryFolder { folder in
      func report(_ steps: Int) throws -> String {
        try folder.write("some", checkpoint(certified: steps))
        let result = try construct("\(LongCopyCommandTests.arguments) --checkpoint some", in: folder)
        #expect(result.ending == .status(0))
        // Lines are broken between words.
        return result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
      let whole = try report(1_048_577)
      #expect(whole.contains("resumed all 1,048,577 steps are taken from the checkpoint file"))
      #expect(!whole.contains("as it was here") && whole.contains("none was run here"))
      #expect(whole.contains(" 0 tokens/s"))
      let half = try report(524_289)
      #expect(half.contains("resumed the first 524,289 of 1,048,577 steps are taken from the checkpoint file"))
      #expect(half.contains("as it was here from step 524,289 on, "))
      let none = try report(0)
      #expect(!none.contains("resumed") && none.contains("as it was here, by the theorem's inequality at every step"))
    }
  }

  @Test func refusesWhatIsNoCheckpointOfThisCopy() throws {
    try withTemporaryFolder { folder in
      for (name, text, reason) in [
        ("other-n", checkpoint(ngram: 21, certified: 7), "of another copy, n = 21"),
        ("other-length", checkpoint(length: 1_048_577, certified: 7), "L = 1048577"),
        ("too-many", checkpoint(certified: 1_048_578), "1048578 steps certified; expected 0 to 1048576 + 1"),
        ("negative", checkpoint(certified: -1), "-1 steps certified"),
        ("schema", checkpoint(certified: 7, schema: "verbatim.copy/1"), "schema verbatim.checkpoint/1"),
        ("broken", "{", "schema verbatim.checkpoint/1"),
        ("twice", "{\"certified\":9," + checkpoint(certified: 7).dropFirst(), "\"certified\" stands twice"),
        ("more", "{\"sure\":true," + checkpoint(certified: 7).dropFirst(), "\"sure\" is not expected"),
        ("empty", "", "schema verbatim.checkpoint/1"),
      ] {
        try folder.write(name, text)
        expectRefusal(
          try construct("\(LongCopyCommandTests.arguments) --checkpoint \(name)", in: folder), status: 64,
          naming: ["--checkpoint \(name): ", reason])
        // It is somebody's, and stays as it was.
        #expect(try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) == text)
      }
      for (path, reason) in [
        ("missing/file", "no file can be written there"), (".", "expected a regular file"),
        ("broken/inside", "Not a directory"),
      ] {
        expectRefusal(
          try construct("\(LongCopyCommandTests.arguments) --checkpoint \(path)", in: folder), status: 64,
          naming: ["--checkpoint \(path): ", reason])
      }
    }
  }

  @Test(arguments: [
    "--ngram 2 --length 10", "--ngram 2 --length 10 --kernel float32",
    "--ngram 2 --length 10 --kernel rational",
    "--ngram 2 --length 10 --kernel indexed --source uniform",
    "--ngram 3 --length 10 --kernel indexed --source distinct",
  ])
  func otherCopiesHaveNoCheckpoints(arguments: String) throws {
    try withTemporaryFolder { folder in
      expectRefusal(
        try construct(arguments + " --checkpoint file", in: folder), status: 64,
        naming: ["--checkpoint file with --kernel", "expected --kernel indexed with de-bruijn"])
    }
  }

  @Test func isEndedByCtrlC() throws {
    try withTemporaryFolder { folder in
      let line = "--ngram 26 --alphabet 2 --length 67108864 --checkpoint file --quiet"
      // The shell's own jobs ignore SIGINT, which the program must not.
      let script = "\"$0\" \"$@\" & sleep 1; kill -INT $!; wait $!"
      let result = try Program.run(
        URL(fileURLWithPath: "/bin/sh"), ["-c", script, Program.executable.path] + words(line), in: folder)
      expectRefusal(result, status: 130, naming: ["interrupted: ", " of 67108865 steps were certified"])
      let done = try #require(try certified("file", in: folder))
      #expect(result.errors.contains("interrupted: \(done) of"))
    }
  }

  @Test func whatDoesNotFitIsRefusedAtOnce() throws {
    #if os(Linux)
      let result = try limited(toKibibytes: 2_000_000, words("--ngram 29 --alphabet 2 --length 536870912"))
      expectRefusal(
        result, status: 70, naming: ["L = 536870912", " > 2048000000 bytes that this machine has"])
    #endif
  }

  // MARK: - Other sources

  @Test func aFileIsCopiedFromItsMapping() throws {
    try withTemporaryFolder { folder in
      // The high bytes of Knuth's linear congruential generator (MMIX): always the same.
      var state: UInt64 = 1
      let bytes = Data(
        (0..<3000).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return UInt8(state >> 56)
        })
      try bytes.write(to: folder.appendingPathComponent("random"))
      let packed = try JSONReport("--text random --ngram 8", in: folder)
      for arguments in ["--text random --ngram 8", "--text random --ngram 8 --checkpoint file"] {
        let indexed = try JSONReport(arguments + " --kernel indexed", in: folder)
        #expect(try indexed.text("input", "sha256") == packed.text("input", "sha256"))
        #expect(try indexed.number("run", "copied") == 3000)
        #expect(try indexed.text("input", "source") == "random")
      }
      #expect(try certified("file", in: folder) == 3001)
      // Another file of the same size, and other parameters; the checkpoint stays as it was.
      let kept = try Data(contentsOf: folder.appendingPathComponent("file"))
      try Data(bytes.reversed()).write(to: folder.appendingPathComponent("other"))
      try Data(bytes.dropLast()).write(to: folder.appendingPathComponent("shorter"))
      for (arguments, reason) in [
        ("--text other --ngram 8", "of another string, with SHA-256 "),
        (
          "--text shorter --ngram 8",
          "of another copy, n = 8, D = 256, L = 3000, source text; expected n = 8, D = 256, L = 2999"
        ),
        ("--text random --ngram 9", "of another copy, n = 8"),
      ] {
        expectRefusal(
          try construct(arguments + " --kernel indexed --checkpoint file", in: folder), status: 64,
          naming: ["--checkpoint file: ", reason])
        #expect(try Data(contentsOf: folder.appendingPathComponent("file")) == kept)
      }
    }
  }

  @Test func aFileThatRepeatsNgramsIsStillCopiedAsFarAsItCanBe() throws {
    try withTemporaryFolder { folder in
      try folder.write("rhyme", "she sells sea shells by the sea shore\n")
      for ngram in [2, 7] {
        let packed = try construct("--text rhyme --ngram \(ngram)", in: folder)
        let indexed = try construct("--text rhyme --ngram \(ngram) --kernel indexed", in: folder)
        #expect(packed.ending == .status(1) && indexed.ending == .status(1))
        #expect(indexed.output.contains(" steps over all keys"))
        for line in packed.output.split(separator: "\n") where line.hasPrefix("mismatch") {
          #expect(indexed.output.contains(line))
        }
      }
    }
  }

  @Test func aRotatedSequenceIsCopiedHeldOrNot() throws {
    let line = "--ngram 9 --alphabet 3 --length 15000 --source rotated --seed"
    let packed = try JSONReport("\(line) 5 --kernel packed")
    let indexed = try JSONReport("\(line) 5 --kernel indexed")
    let other = try JSONReport("\(line) 6 --kernel indexed")
    #expect(try packed.text("input", "sha256") == indexed.text("input", "sha256"))
    #expect(try other.text("input", "sha256") != indexed.text("input", "sha256"))
    for report in [packed, indexed, other] { #expect(try report.number("run", "copied") == 15000) }
    try withTemporaryFolder { folder in
      // D^n > 16 L: by dictionaries.
      let line = "--ngram 30 --alphabet 3 --length 15000 --source rotated --kernel indexed --checkpoint file --quiet"
      #expect(try construct("\(line) --seed 5", in: folder).ending == .status(0))
      #expect(try construct("\(line) --seed 5", in: folder).ending == .status(0))
      expectRefusal(
        try construct("\(line) --seed 6", in: folder), status: 64,
        naming: ["--checkpoint file: of another copy, ", "source rotated, seed 5; expected "])
    }
  }
}
