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

  @Test func aFileTooLargeIsRefusedBeforeItIsIndexed() throws {
    try withTemporaryFolder { folder in
      // 64 MiB of zeros that take no room on the disk; under this limit even their suffixes do not fit.
      let file = try folder.write("zeros", "")
      try FileHandle(forUpdating: file).truncate(atOffset: 64 << 20)
      #if os(Linux)
        let result = try limited(toKibibytes: 700_000, ["--text", file.path])
        #expect(result.ending == .status(70))
        #expect(result.output == "")
        let line = /construct: n = 1, D = 256, L = 67108864: .* about \d+ bytes > 716800000 bytes .*\n/
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
