import Foundation
import Testing

/// Copying the bytes of a file.
@Suite struct TextFileTests {
  // "sea sh" stands here twice, with the "e" and the space that precede it: 7 bytes, so n = 8.
  private static let rhyme = "she sells sea shells by the sea shore\n"

  @Test func choosesNAndSaysWhy() throws {
    try withTemporaryFolder { folder in
      try folder.write("rhyme.txt", TextFileTests.rhyme)
      let result = try construct("--text rhyme.txt", in: folder)
      #expect(result.ending == .status(0))
      for part in [
        "model      n = 8, D = 256: ",
        "\nn          the longest substring that occurs twice has 7 bytes; n is one more\n",
        "\nstring     38 bytes of rhyme.txt: all 31 8-grams are distinct\n",
        "\n           she sells sea shells by the sea shore\\n\n",
        "\ncopied     38 of 38 tokens, then EOS\n",
      ] {
        #expect(result.output.contains(part))
      }
    }
  }

  @Test func hasTheDigestOfTheFile() throws {
    try withTemporaryFolder { folder in
      try folder.write("rhyme.txt", TextFileTests.rhyme)
      let report = try JSONReport("--text rhyme.txt", in: folder)
      #expect(try report.text("input", "source") == "rhyme.txt")
      #expect(try report.number("construction", "ngram") == 8)
      #expect(
        try report.text("input", "sha256")
          == "580369ba042a6534ffec62ed89a579f8d1bbc43f292b194c79a25588575e251a")
    }
  }

  @Test func takesTheNThatIsGiven() throws {
    try withTemporaryFolder { folder in
      try folder.write("rhyme.txt", TextFileTests.rhyme)
      let longer = try construct("--text rhyme.txt --ngram 9", in: folder)
      #expect(longer.ending == .status(0))
      #expect(longer.output.hasPrefix("model      n = 9, D = 256: "))
      #expect(!longer.output.contains("occurs twice"))
      // One less than is needed: "e sea sh" goes on with e first, with o later.
      let shorter = try construct("--text rhyme.txt --ngram 7 --kernel float64", in: folder)
      #expect(shorter.ending == .status(1))
      #expect(shorter.output.contains("\ncopied     16 of 38 tokens, not ended by EOS\n"))
      #expect(shorter.output.contains("an exact tie between e, g, m, o, due was e\n"))
      #expect(shorter.output.contains("not covered by T2.3"))
    }
  }

  @Test func everyByteIsAToken() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("bytes with spaces")
      try Data([0, 255, 10, 13, 92, 128]).write(to: file)
      let result = try Program.run(["--text", "bytes with spaces"], in: folder)
      #expect(result.ending == .status(0))
      #expect(result.output.contains("\nn          the longest substring that occurs twice has 0 bytes;"))
      #expect(result.output.contains("\n           \\x00\\xFF\\n\\r\\\\\\x80\n"))
      #expect(result.output.contains("\ncopied     6 of 6 tokens, then EOS\n"))
    }
  }

  /// Two copies of a long text, as in concatenated licenses: n is so large that no machine has the weights. The
  /// indexed engine needs none; whoever does says why.
  @Test func aLongRepeatIsCopiedWithoutWeights() throws {
    try withTemporaryFolder { folder in
      let half = TextFileTests.noise(20_000)
      try Data(half + [1, 2, 3] + half).write(to: folder.appendingPathComponent("twice"))
      let copy = try construct("--text twice", in: folder)
      #expect(copy.ending == .status(0))
      for part in [
        "\nmodel      n = 20001, ", " weights of this size were\n", "\nrun        indexed (certain), as this ",
        "\ncopied     40,003 of 40,003 tokens, then EOS\n",
      ] { #expect(("\n" + copy.output).contains(part), "\(part) in \(copy.output)") }
      for kernel in ["packed", "rational", "float32"] {
        expectRefusal(
          try construct("--text twice --kernel \(kernel)", in: folder), status: 70,
          naming: [
            "n = 20001 (one more than the longest substring that occurs twice: 20000 bytes, from byte 0 on and from "
              + "byte 20003 on, counted from 0), D = 256, L = 40003"
          ] + (kernel == "packed" ? ["this machine has; --kernel indexed builds no model"] : []))
      }
    }
  }

  /// 35 KB in which a passage of 127 bytes stands twice: packed compares 16 words of each query with each key.
  @Test func aTextWithLongNgramsIsIndexed() throws {
    try withTemporaryFolder { folder in
      let text = TextFileTests.noise(35_000)
      try Data(text + [0] + text.prefix(127)).write(to: folder.appendingPathComponent("text"))
      let copy = try construct("--text text", in: folder)
      #expect(copy.output.hasPrefix("model      n = 128, "))
      #expect(copy.output.contains("\nrun        indexed (certain), as this length is long for packed,"))
      #expect(copy.output.contains("\ncopied     35,128 of 35,128 tokens, then EOS\n"))
    }
  }

  /// Bytes in which no long substring occurs twice: those of a linear congruential generator.
  private static func noise(_ count: Int) -> [UInt8] {
    var state: UInt64 = 1
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(state >> 56)
    }
  }

  @Test func aFileTooLargeIsRefusedBeforeItIsIndexed() throws {
    try withTemporaryFolder { folder in
      // 64 MiB of zeros that take no room on the disk; under this limit even their suffixes do not fit.
      let file = try folder.write("zeros", "")
      try FileHandle(forUpdating: file).truncate(atOffset: 64 << 20)
      #if os(Linux)
        let result = try limited(toKibibytes: 700_000, ["--text", file.path])
        #expect(result.ending == .status(70))
        #expect(result.output == "")
        let line = /construct: --text .*: to sort 67108864 bytes.* about \d+ bytes > 716800000 bytes .*\n/
        #expect(result.errors.wholeMatch(of: line) != nil, "\(result.errors)")
      #endif
    }
  }
}

#if os(Linux)
  /// Runs `construct` with a limit on its address space.
  func limited(toKibibytes limit: Int, _ arguments: [String]) throws -> Program.Result {
    let script = "ulimit -v \(limit) && exec \"$0\" \"$@\""
    return try Program.run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", script, Program.executable.path] + arguments)
  }
#endif
