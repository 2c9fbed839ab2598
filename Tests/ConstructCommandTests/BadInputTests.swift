import Foundation
import Testing

/// What cannot be run is refused in one line.
@Suite struct BadInputTests {
  /// Arguments, the exit status, and what the line must name: the offending value, and what was expected.
  @Test(
    arguments: [
      ("--ngram 0 --length 10", Int32(64), ["n = 0", "n >= 1"]),
      ("--ngram 2 --length 0", 64, ["L = 0", "L >= 1"]),
      ("--ngram 2 --length 3 --alphabet 1", 64, ["D = 1", "D >= 2"]),
      ("--ngram 2 --length 3 --alphabet 0", 64, ["D = 0", "D >= 2"]),
      ("--ngram=-1 --length 3", 64, ["'-1'", "--ngram", "expected a whole number from 1 to"]),
      ("--ngram -1 --length 3", 64, ["'-1'", "--ngram", "expected a whole number from 1 to"]),
      ("--ngram 2 --length=-5", 64, ["'-5'", "--length", "expected a whole number from 1 to"]),
      ("--ngram 2 --length 3 --alphabet -2", 64, ["'-2'", "--alphabet", "expected a whole number from 1 to"]),
      ("--ngram abc --length 10", 64, ["'abc'", "--ngram", "expected a whole number"]),
      ("--ngram --length 10", 64, ["'--length'", "--ngram", "expected a whole number"]),
      ("--ngram 2.5 --length 10", 64, ["'2.5'", "--ngram", "expected a whole number"]),
      (
        "--ngram 99999999999999999999 --length 10", 64,
        ["'99999999999999999999'", "--ngram", "9223372036854775807"]
      ),
      ("--ngram 2 --alphabet 3 --length 11", 64, ["L = 11", "L <= D^n + n - 1 = 3^2 + 2 - 1 = 10"]),
      ("--ngram 63 --alphabet 2 --length 4611686018427387905", 64, ["4611686018427387905", "L <= 2^62"]),
      (
        "--ngram 2 --length 10 --kernel float63", 64,
        ["'float63'", "--kernel", "expected one of " + kernels.joined(separator: ", ")]
      ),
      (
        "--ngram 2 --length 10 --scale free", 64,
        ["'free'", "--scale", "expected one of length-dependent, length-free"]
      ),
      ("--ngram 2 --length 10 --source ngrams", 64, ["'ngrams'", "--source", "de-bruijn, distinct, rotated, uniform"]),
      ("--ngram 2 --length 10 --speed 3", 64, ["'--speed'", "construct copy --help"]),
      ("--ngram 2 --length 10 --kernel interval --precision 1", 64, ["--precision 1:", "2 to 16777216"]),
      (
        "--ngram 2 --length 10 --kernel bigfloat --precision 99999999999", 64,
        ["--precision 99999999999:", "2 to 16777216"]
      ),
      ("--ngram 2 --length 10 --precision 64", 64, ["--precision 64", "no --kernel", "interval or bigfloat"]),
      ("--ngram 2 --length 10 --threads 0", 64, ["--threads 0", "1 to 4096"]),
      ("--ngram 2 --length 10 --threads 4097", 64, ["--threads 4097", "1 to 4096"]),
      ("--ngram 2 --length 10 --seed 7", 64, ["--seed 7", "random source", "de-bruijn"]),
      ("--ngram 2 --length 10 --source uniform --seed -1", 64, ["'-1'", "--seed", "0 to 18446744073709551615"]),
      (
        "--ngram 2 --length 10 --source uniform --seed 18446744073709551616", 64,
        ["'18446744073709551616'", "--seed", "0 to 18446744073709551615"]
      ),
      ("--text FILE --length 10", 64, ["--length", "--text FILE", "expected one of the two"]),
      ("--text FILE --alphabet 3", 64, ["--alphabet", "--text FILE", "expected one of the two"]),
      ("--length 10", 64, ["expected --ngram and --length, --string, or --text"]),
      ("", 64, ["expected --ngram and --length, --string, or --text"]),
      ("--json", 64, ["expected --ngram and --length, --string, or --text"]),
      ("--ngram 2", 64, ["--ngram 2", "expected --length"]),
      ("--ngram", 64, ["--ngram", "construct copy --help"]),
      ("--ngram 2 --length 10 stray", 64, ["'stray'", "construct copy --help"]),
      ("stray", 64, ["'stray'", "construct copy --help"]),
    ] as [(String, Int32, [String])])
  func isRefusedInOneLine(arguments: String, status: Int32, parts: [String]) throws {
    expectRefusal(try construct(arguments), status: status, naming: parts)
  }

  /// What is missing may be there, misspelt: then that is said.
  @Test(arguments: [
    ("--ngram 2 --lenght 10", "--lenght", "--length"), ("trace --strin abc", "--strin", "--string"),
    ("gssm bound --alphabet 2 --lenght 5", "--lenght", "--length"), ("gssm capacity --modle x", "--modle", "--model"),
    ("gssm bound --alphabet 2 --length 5 --task suffix-key --ngra 3", "--ngra", "--ngram"),
    ("figures --tabel", "--tabel", "--table"), ("grade --lst", "--lst", "--list"),
  ])
  func aMisspeltOptionIsNamed(arguments: String, found: String, meant: String) throws {
    expectRefusal(
      try construct(arguments), status: 64, naming: ["Unknown option '\(found)'", "Did you mean '\(meant)'?"])
  }

  /// Models, and strings, larger than any machine: both sides of the inequality are printed.
  @Test(arguments: [
    ("--ngram 1000000 --length 10 --kernel packed", "n = 1000000"),
    ("--ngram 1000000000000 --length 10", "n = 1000000000000"),
    ("--ngram 9223372036854775807 --length 10", "n = 9223372036854775807"),
    ("--ngram 2 --length 10 --alphabet 9223372036854775807", "D = 9223372036854775807"),
    ("--ngram 2 --length 10 --alphabet 9223372036854775807 --kernel indexed", "D = 9223372036854775807"),
    ("--ngram 9223372036854775807 --length 10 --source uniform --kernel indexed", "n = 9223372036854775807"),
    ("--ngram 62 --alphabet 2 --length 4611686018427387904", "L = 4611686018427387904"),
    ("--ngram 2 --length 1000000000000 --kernel rational", "L = 1000000000000"),
  ])
  func whatDoesNotFitIsRefusedAtOnce(arguments: String, part: String) throws {
    let result = try construct(arguments)
    expectRefusal(result, status: 70, naming: [part])
    #expect(result.errors.contains(/need about \d+ bytes > \d+ bytes that this machine has/))
    // A second is promised; a machine that runs other tests as well may be late.
    #expect(result.seconds < 3)
    #if os(Linux)
      let small = try limited(toKibibytes: 400_000, words(arguments))
      expectRefusal(small, status: 70, naming: [part, " > 409600000 bytes that this machine has"])
    #endif
  }
}

/// Expects one line on standard error that names all of `parts`, nothing on standard output, and the status.
func expectRefusal(
  _ result: Program.Result, status: Int32, naming parts: [String],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(result.ending == .status(status), "\(result.errors)", sourceLocation: sourceLocation)
  #expect(result.output == "", sourceLocation: sourceLocation)
  let lines = result.errors.split(separator: "\n", omittingEmptySubsequences: false)
  // The line, and nothing after its line feed.
  #expect(lines.count == 2 && lines.last == "", "\(result.errors)", sourceLocation: sourceLocation)
  #expect(result.errors.hasPrefix("construct: "), "\(result.errors)", sourceLocation: sourceLocation)
  for part in parts {
    #expect(result.errors.contains(part), "\(part) in \(result.errors)", sourceLocation: sourceLocation)
  }
}
