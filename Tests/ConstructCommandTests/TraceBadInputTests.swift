import Foundation
import Testing

/// Traces that cannot be made are refused in one line.
@Suite struct TraceBadInputTests {
  /// Arguments and what the line must name.
  @Test(
    arguments: [
      ("", ["nothing to trace", "expected --string, --ngram and --length, or --text"]),
      ("--json", ["expected --string"]),
      ("--length 5", ["expected --string"]),
      ("--ngram 2", ["--ngram 2", "expected --length"]),
      ("--string", ["--string", "construct trace --help"]),
      ("--string abC", ["--string abC", "\"C\" after 2 tokens", "a letter from a to z"]),
      ("--string ab1", ["\"1\" after 2 tokens", "a letter from a to z"]),
      ("--string äb", ["\"ä\" after 0 tokens", "a letter from a to z"]),
      ("--string abc --alphabet 2", ["\"c\" after 2 tokens", "a letter from a to b"]),
      ("--string abc --alphabet 1", ["D = 1", "D >= 2"]),
      ("--string abc --alphabet 0", ["D = 0", "D >= 2"]),
      ("--string abc --alphabet 27", ["--alphabet 27", "D <= 26"]),
      ("--string abc --alphabet 9223372036854775807", ["--alphabet 9223372036854775807", "D <= 26"]),
      ("--string abc --alphabet -1", ["'-1'", "--alphabet", "a whole number"]),
      ("--string abc --ngram 0", ["n = 0", "n >= 1"]),
      ("--string abc --ngram -1", ["'-1'", "--ngram", "a whole number"]),
      ("--string abc --ngram x", ["'x'", "--ngram", "a whole number"]),
      ("--string abc --length 3", ["--length", "--string abc", "one of the two"]),
      ("--string abc --source uniform", ["--source", "--string abc", "one of the two"]),
      ("--string abc --seed 3", ["--seed", "--string abc", "one of the two"]),
      ("--string abc --text absent", ["--text", "--string abc", "one of the two"]),
      ("--string abc --scale free", ["'free'", "--scale", "length-dependent, length-free"]),
      ("--string abc --step -1", ["'-1'", "--step", "a whole number from 0 to L"]),
      ("--string abc --step x", ["'x'", "--step", "a whole number from 0 to L"]),
      ("--string abc --step 4", ["--step 4", "from 0 to L = 3"]),
      ("--string abc --step 9223372036854775807", ["--step 9223372036854775807", "L = 3"]),
      ("--string abc --steps 2", ["'2'", "--steps", "as in 0-3"]),
      ("--string abc --steps 2-1", ["'2-1'", "--steps", "the smaller one first"]),
      ("--string abc --steps -1-2", ["'-1-2'", "--steps", "as in 0-3"]),
      ("--string abc --steps 1-", ["'1-'", "--steps", "as in 0-3"]),
      ("--string abc --steps 1-2-3", ["'1-2-3'", "--steps", "as in 0-3"]),
      ("--string abc --steps 1-4", ["--steps 1-4", "from 0 to L = 3"]),
      ("--string abc --step 1 --steps 1-2", ["--step 1", "--steps 1-2", "one of the two"]),
      ("--string abc --keys 0", ["'0'", "--keys", "or all"]),
      ("--string abc --keys -1", ["'-1'", "--keys", "or all"]),
      ("--string abc --keys many", ["'many'", "--keys", "or all"]),
      ("--string abc --kernel packed", ["'--kernel'", "construct trace --help"]),
      ("--string abc stray", ["'stray'", "construct trace --help"]),
      ("--ngram 2 --length 0", ["L = 0", "L >= 1"]),
      ("--ngram 2 --alphabet 3 --length 11", ["L = 11", "L <= D^n + n - 1 = 3^2 + 2 - 1 = 10"]),
      ("--ngram 2 --length 10 --seed 7", ["--seed 7", "random source"]),
      ("--text absent", ["--text absent", "No such file"]),
      ("--text .", ["--text .", "regular file"]),
    ] as [(String, [String])])
  func isRefusedInOneLine(arguments: String, parts: [String]) throws {
    expectRefusal(try construct("trace " + arguments), status: 64, naming: parts)
  }

  @Test func whatThePageCannotTakeLeavesNoFile() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("folder"), withIntermediateDirectories: false)
      for (line, parts) in [
        ("--ngram 2 --length 40 --alphabet 27", ["--html page: D = 27", "D <= 26"]),
        ("--ngram 9 --length 4", ["--html page: n = 9", "n <= 8"]),
        ("--ngram 3 --length 201", ["--html page: L = 201", "L <= 200"]),
        ("--string abc --step 9", ["--step 9"]),
      ] {
        expectRefusal(try construct("trace \(line) --html page", in: folder), status: 64, naming: parts)
      }
      for (path, reason) in [
        ("folder", "expected a file or nothing there"), ("folder/", "expected a file or nothing there"),
        ("absent/page", "No such file or directory"),
      ] {
        expectRefusal(
          try construct("trace --string abc --html \(path)", in: folder), status: 64,
          naming: ["--html \(path): \(reason)"])
      }
      expectRefusal(
        try Program.run(["trace", "--string", "abc", "--html", ""], in: folder), status: 64,
        naming: ["--html '': expected a path"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["folder"])
    }
  }

  @Test func anEmptyStringIsTooShort() throws {
    expectRefusal(try Program.run(["trace", "--string", ""]), status: 64, naming: ["L = 0", "L >= 1"])
  }

  /// More than anybody could wait for, read or hold: both sides of the inequality are printed, at once.
  @Test(arguments: [
    ("--ngram 4 --length 10000", "multiplications > 1000000000; 'construct copy' has faster kernels"),
    ("--ngram 9223372036854775807 --length 1", "multiplications > 1000000000"),
    ("--ngram 1 --length 4611686018427387904 --alphabet 4611686018427387904", "multiplications > 1000000000"),
    ("--ngram 2 --length 3 --alphabet 9223372036854775807", "multiplications > 1000000000"),
    ("--string abc --ngram 1000000000000", "multiplications > 1000000000"),
    ("--ngram 3 --length 1000 --keys all", "with --keys all holds about 6134128 numbers > 2000000"),
    ("--ngram 40 --alphabet 2 --length 300 --keys all", "digits > 100000000"),
  ])
  func whatIsTooLargeIsRefusedAtOnce(arguments: String, part: String) throws {
    let result = try construct("trace " + arguments)
    expectRefusal(result, status: 70, naming: ["L = ", part])
    #expect(result.seconds < 3)
  }
}
