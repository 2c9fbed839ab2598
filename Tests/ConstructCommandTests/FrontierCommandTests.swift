import Foundation
import Testing

/// `construct frontier`.
@Suite struct FrontierCommandTests {
  private func cells(_ arguments: String, status: Int32) throws -> [[String: Any]] {
    let result = try construct("frontier \(arguments) --json")
    try #require(result.ending == .status(status), "\(arguments): \(result.errors)")
    #expect(result.errors == "")
    let parsed = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let object = try #require(parsed as? [String: Any])
    #expect(object["schema"] as? String == "verbatim.frontier/1")
    return try #require(object["cells"] as? [[String: Any]])
  }

  @Test func aFormatThatCopiesEveryString() throws {
    let result = try construct("frontier --ngram 2 --alphabet 3 --format bfloat16 --order any")
    #expect(result.ending == .status(0))
    #expect(result.errors == "")
    let lines = result.output.split(separator: "\n")
    // The stages in the order of the forward pass.
    #expect(
      lines.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != " " } } == [
        "model", "format", "windows", "scores", "rest", "sums", "readout", "L_safe",
      ])
    for part in [
      "\nformat     bfloat16, 8 bits of significand and 8 of exponent; summed in any\n",
      "\nrest       r < 1/8, at L = 10: 0.0", " < 0.125\n", "\nL_safe     10 = L_max: every string",
    ] { #expect(result.output.contains(part), "\(part)\n\(result.output)") }
    let cell = try #require(try cells("--ngram 2 --alphabet 3 --format bfloat16 --order any", status: 0).first)
    #expect(cell["verdict"] as? String == "certain")
    #expect(cell["closed"] as? Bool == true)
    #expect(cell["safeLength"] as? Int == 10 && cell["provenLength"] as? Int == 10)
    #expect(cell["failure"] is NSNull && cell["limit"] is NSNull)
    #expect((cell["stages"] as? [[String: Any]])?.allSatisfy { $0["holds"] as? Bool == true } == true)
  }

  @Test func aStringThatFails() throws {
    let arguments = "--ngram 4 --alphabet 10 --format float8e5m2 --order product"
    let result = try construct("frontier \(arguments)")
    #expect(result.ending == .status(1))
    for part in [
      "\nL_safe     3\n           L = 4 is not proven: scores: sums of up to n d = 16 terms +-8 round,",
      "\nfails      L = 4, aaaa writes a at step 4, where ⟨EOS⟩ is due (sums in the order\n           'product')\n",
    ] { #expect(result.output.contains(part), "\(part)\n\(result.output)") }
    let cell = try #require(try cells(arguments, status: 1).first)
    #expect(cell["verdict"] as? String == "fails")
    let failure = try #require(cell["failure"] as? [String: Any])
    #expect(failure["string"] as? [Int] == [0, 0, 0, 0])
    #expect(failure["step"] as? Int == 4 && failure["due"] as? Int == 12 && failure["order"] as? String == "product")
    #expect((cell["limit"] as? [String: Any])?["stage"] as? String == "scores")
    // The reference says so too.
    let run = try construct("--ngram 4 --alphabet 10 --length 4 --kernel float8e5m2")
    #expect(run.ending == .status(1))
    #expect(run.output.contains("\nmismatch   first at the end: wrote a, due was ⟨EOS⟩\n"), "\(run.output)")
  }

  @Test func severalFormatsAreATable() throws {
    let result = try construct("frontier --ngram 2 --alphabet 3 --order product")
    #expect(result.ending == .status(0))
    let lines = result.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    let start = try #require(lines.firstIndex(of: "L_safe product"))
    #expect(
      lines[(start + 1)...] == [
        "float64 L_max", "float32 L_max", "tf32 L_max", "float16 L_max", "bfloat16 L_max", "float8e4m3 L_max",
        "float8e5m2 L_max",
      ], "\(result.output)")
  }

  /// The reference's order is one of both larger classes.
  @Test func whatFailsInOneOrderFailsInAllClassesThatHaveIt() throws {
    let lengths = try cells("--ngram 16 --alphabet 2 --format float8e4m3", status: 1).map { cell in
      ((cell["failure"] as? [String: Any])?["length"] as? Int) ?? .max
    }
    #expect(lengths.count == 3 && lengths[0] < .max)
    #expect(lengths[0] >= lengths[1] && lengths[1] >= lengths[2], "\(lengths)")
  }

  /// The order of the cells, and what they say, does not depend on the threads.
  @Test func threadsChangeNothing() throws {
    let arguments = "frontier --ngram 2 --alphabet 4 --order sequential --json"
    #expect(try construct("\(arguments) --threads 1").output == construct("\(arguments) --threads 5").output)
  }

  @Test func aFormatWithoutAName() throws {
    let cell = try #require(
      try cells("--ngram 2 --alphabet 3 --significand 5 --exponent 8 --order product", status: 0).first)
    #expect((cell["format"] as? [String: Any])?["name"] as? String == "p=5,e=8")
    // Eight bits of exponent, where nothing else is said.
    let short = try construct("frontier --ngram 2 --alphabet 3 --significand 5 --order product")
    #expect(short.output.contains("\nformat     p=5,e=8, 5 bits of significand and 8 of exponent; "))
  }

  /// A mean that is rounded after its sum was held in more bits is no longer right for the next window.
  @Test func sumsInAWiderFormat() throws {
    let cell = try #require(
      try cells("--ngram 2 --alphabet 3 --format bfloat16 --accumulate float32 --order product", status: 2).first)
    #expect((cell["accumulator"] as? [String: Any])?["name"] as? String == "float32")
    #expect((cell["limit"] as? [String: Any])?["stage"] as? String == "windows")
  }

  /// Neither proved nor shown to fail.
  @Test(arguments: [
    "--ngram 1000000 --alphabet 1000000", "--ngram 500 --alphabet 2 --format bfloat16",
    "--ngram 4 --alphabet 1099511627776 --format float8e4m3", "--ngram 9223372036854775807 --alphabet 2",
    "--ngram 9223372036854775807 --alphabet 9223372036854775807 --scale length-free",
    "--ngram 4611686018427387904 --alphabet 9223372036854775807 --scale power-of-two",
    "--ngram 3000000000 --alphabet 5000000000 --accumulate float32",
  ])
  func hugeNumbersAreAnsweredAtOnce(arguments: String) throws {
    let result = try construct("frontier \(arguments)")
    #expect(result.ending == .status(2), "\(arguments): \(result.ending)")
    #expect(result.errors == "")
    #expect(result.output.contains("not proven"))
    for line in result.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test(arguments: [
    ("--ngram 4 --alphabet 10 --format float12", ["float12", "expected one of float64, float32, tf32"]),
    ("--ngram 4 --alphabet 10 --order random", ["random", "expected one of product, sequential, any"]),
    ("--ngram 4 --alphabet 10 --accumulate x", ["'x'", "expected one of float64"]),
    ("--ngram 4 --alphabet 10 --significand 1 --exponent 5", ["1 bits", "expected 2 to 24"]),
    ("--ngram 4 --alphabet 10 --significand 0", ["0 bits", "expected 2 to 24"]),
    ("--ngram 4 --alphabet 10 --significand 25", ["25 bits", "expected 2 to 24"]),
    ("--ngram 4 --alphabet 10 --significand 8 --exponent 9", ["9 bits", "expected 3 to 8"]),
    ("--ngram 4 --alphabet 10 --significand 8 --exponent 2", ["2 bits", "expected 3 to 8"]),
    ("--ngram 4 --alphabet 10 --exponent 5", ["--exponent 5", "--significand"]),
    ("--ngram 4 --alphabet 10 --format float32 --significand 8", ["--format float32", "--significand"]),
    ("--ngram 4 --alphabet 10 --format float32 --exponent 8", ["--format float32", "--exponent"]),
    ("--ngram 0 --alphabet 10", ["n = 0", "n >= 1"]), ("--ngram 4 --alphabet 1", ["D = 1", "D >= 2"]),
    ("--ngram 4 --alphabet 10 --scale 3", ["'3'", "expected one of length-dependent"]),
    ("--ngram 4 --alphabet 10 --threads 0", ["--threads 0"]), ("--alphabet 10", ["--ngram"]),
    ("--ngram 4", ["--alphabet"]),
  ])
  func whatIsNoQuestionIsRefusedInOneLine(arguments: String, parts: [String]) throws {
    let result = try construct("frontier \(arguments)")
    #expect(result.ending == .status(64))
    #expect(result.output == "")
    #expect(result.errors.filter { $0 == "\n" }.count == 1, "\(result.errors)")
    for part in parts { #expect(result.errors.contains(part), "\(part): \(result.errors)") }
  }

  @Test func quietLeavesTheStatus() throws {
    let result = try construct("frontier --ngram 4 --alphabet 10 --format float8e5m2 --order product --quiet")
    #expect(result.ending == .status(1))
    #expect(result.output == "" && result.errors == "")
  }

  @Test func helpFitsAndNamesEveryOption() throws {
    let help = try construct("frontier --help").output
    for option in [
      "--ngram", "--alphabet", "--format", "--significand", "--exponent", "--accumulate", "--order", "--scale",
      "--threads", "--json", "--quiet", "'bfloat16'", "'sequential'",
    ] { #expect(help.contains(option), "\(option)") }
    for line in help.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    // A line that the formatter broke starts at the margin.
    let end = try #require(help.range(of: "\nUSAGE:"))
    let start = try #require(help.range(of: "\nEXAMPLES\n"))
    for line in help[start.upperBound..<end.lowerBound].split(separator: "\n") where line != "EXIT STATUS" {
      #expect(line.hasPrefix("  "), "\(line)")
    }
  }
}
