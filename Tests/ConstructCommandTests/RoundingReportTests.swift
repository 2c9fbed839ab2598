import Foundation
import Testing

/// What a report says of a copy in rounded numbers: the exact numbers beside those that were computed, and whether
/// X.rounding is about the run.
@Suite struct RoundingReportTests {
  /// The paragraph of a report that begins with this heading, in one line.
  private func paragraph(_ heading: String, of output: String) -> String? {
    var words: [Substring]?
    for line in output.split(separator: "\n") {
      if line.hasPrefix(" ") {
        words?.append(contentsOf: line.split(separator: " "))
      } else {
        if let words { return words.joined(separator: " ") }
        if line.hasPrefix(heading.padding(11)) { words = line.dropFirst(11).split(separator: " ") }
      }
    }
    return words?.joined(separator: " ")
  }

  @Test(arguments: ["float64", "float32", "float16", "bfloat16"])
  func aFormatThatCopiesEveryStringIsCertain(kernel: String) throws {
    let result = try construct("--ngram 2 --alphabet 3 --length 10 --kernel \(kernel)")
    #expect(result.ending == .status(0))
    let rounding = try #require(paragraph("rounding", of: result.output))
    #expect(
      rounding.hasPrefix(
        "X.rounding: certain in this format, in any order, and so is every string with distinct n-grams and L <= 10: "
          + "layer 1 is exact, no score is rounded, all other keys together weigh at most 0."),
      "\(rounding)")
    // One sentence, and the last line of the report.
    #expect(rounding.hasSuffix(" and then the right logit leads."))
    #expect(result.output.hasSuffix("leads.\n"))
    #expect(!result.output.contains("observ"))
    let report = try JSONReport("--ngram 2 --alphabet 3 --length 10 --kernel \(kernel)")
    #expect(try report.text("rounding", "claim") == "X.rounding")
    #expect(try report.text("rounding", "verdict") == "certain")
    #expect(try report.text("rounding", "orders") == "any")
    #expect(try report.number("rounding", "provenLength") == 10)
    #expect(try rounding.hasSuffix(report.text("rounding", "reason")))
  }

  /// Rounded to 1.0 and 8.0 by the format: beside it stands where the exact numbers, which the packed engine has as
  /// fractions, are.
  @Test(arguments: ["--ngram 2 --alphabet 3 --length 10", "--ngram 1 --alphabet 2 --length 2"])
  func theEnclosureHoldsTheExactNumbers(arguments: String) throws {
    let exact = try JSONReport(arguments)
    for kernel in ["float8e4m3", "bfloat16", "bigfloat"] {
      let report = try JSONReport("\(arguments) --kernel \(kernel)")
      #expect(try report.text("exact", "kernel") == "packed")
      for key in ["minAttention", "minMargin"] {
        let fraction = try exact.text("run", key).split(separator: "/").compactMap { Double($0) }
        try #require(fraction.count == 2)
        let bounds = try #require(report["exact"][key] as? [String: String])
        #expect(bounds.keys.sorted() == ["lower", "upper"])
        let (lower, upper) = (try #require(bounds["lower"]), try #require(bounds["upper"]))
        let value = fraction[0] / fraction[1]
        // Twenty digits, so that a Double has the same first fifteen.
        #expect(try abs(#require(Double(lower)) - value) < 1e-14 && abs(#require(Double(upper)) - value) < 1e-14)
        #expect(lower < upper, "\(lower) \(upper)")
      }
    }
  }

  @Test func theEnclosureStandsBesideTheNumberOfTheFormat() throws {
    let result = try construct("--ngram 2 --alphabet 8 --length 60 --kernel bfloat16")
    #expect(
      result.output.contains(
        """

        attention  computed with rounding as 1.0 on the right key (smallest at token 1)
                   exactly between 0.9853259562 and 0.9853259563 (at token 1, by packed)
        margin     computed with rounding as 8.0 between the right logit and the next
                   (smallest at token 1)
                   exactly between 7.880683184 and 7.880683185 (at token 1, by packed)

        """), "\(result.output)")
    let exact = try construct("--ngram 2 --alphabet 8 --length 60")
    #expect(exact.output.contains("\nattention  at least 0.9853259562 on the right key"))
  }

  /// Scores are sums of 10 terms +-6, which four bits hold well enough in one accumulator only.
  @Test func anOrderThatIsCertainIsNamed() throws {
    let report = try JSONReport("--ngram 2 --alphabet 20 --length 20 --kernel float8e4m3")
    #expect(try report.text("rounding", "verdict") == "certain")
    #expect(try report.text("rounding", "orders") == "sequential")
    #expect(try report.number("rounding", "provenLength") == 401)
    #expect(
      try report.text("rounding", "reason").contains(" In trees of additions L <= 2 is proven, and no more: rest: "))
  }

  @Test func whatIsNotProvenIsObservedOnly() throws {
    // Beyond the three tokens that are proved; this string is copied all the same.
    let arguments = "--ngram 4 --alphabet 10 --length 4 --source distinct --seed 3 --kernel float8e5m2"
    let result = try construct(arguments)
    let rounding = try #require(paragraph("rounding", of: result.output))
    #expect(
      rounding == "X.rounding: observed only: L <= 3 is proven, and no more: scores: sums of up to n d = 16 terms +-8 "
        + "round, and the right key has to lead in every order, at L = 4: 0 against 0")
    let report = try JSONReport("--ngram 4 --alphabet 10 --length 3 --kernel float8e5m2")
    #expect(try report.text("rounding", "verdict") == "certain")
    #expect(try report.number("rounding", "provenLength") == 3)
  }

  @Test func aRunThatFailsIsNotCertain() throws {
    let result = try construct("--ngram 4 --alphabet 20 --length 20 --kernel float8e5m2")
    #expect(result.ending == .status(1))
    #expect(!result.output.contains("certain"))
    let rounding = try #require(paragraph("rounding", of: result.output))
    #expect(rounding.hasPrefix("X.rounding: observed only: L <= 3 is proven, and no more: scores: "), "\(rounding)")
    #expect(
      result.output.contains("\n           exactly between 0.9999949932 and 0.9999949933 (at token 1, by packed)\n"))
  }

  @Test(arguments: ["float64", "float8e5m2"])
  func aStringThatRepeatsAnNgramIsNotCovered(kernel: String) throws {
    let arguments = "--ngram 3 --alphabet 3 --length 29 --source uniform --seed 7 --kernel \(kernel)"
    let result = try construct(arguments)
    #expect(result.ending == .status(1))
    #expect(result.output.contains("\ntheorem    not covered by T2.3: the 3-gram that ends at token 8 comes again"))
    #expect(
      paragraph("rounding", of: result.output)
        == "X.rounding: observed only: the theorem is about strings with distinct 3-grams")
    let report = try JSONReport(arguments, status: 1)
    #expect(try report["rounding"]["orders"] is NSNull && report["rounding"]["provenLength"] is NSNull)
  }

  @Test func aChosenPrecisionIsObservedOnly() throws {
    let report = try JSONReport("--ngram 2 --alphabet 3 --length 10 --kernel bigfloat --precision 24")
    #expect(try report.text("rounding", "verdict") == "observed")
    #expect(try report.text("rounding", "reason") == "bigfloat is not one of the formats that the theorem is about")
  }

  @Test(arguments: ["packed", "indexed", "rational", "interval"])
  func kernelsThatDoNotRoundSayNothingOfIt(kernel: String) throws {
    let arguments = "--ngram 2 --alphabet 3 --length 10 --kernel \(kernel)"
    let result = try construct(arguments)
    #expect(!result.output.contains("X.rounding") && !result.output.contains("\nrounding"))
    let json = try construct(arguments + " --json").output
    #expect(!json.contains("\"rounding\"") && !json.contains("\"exact\""))
  }

  /// A file whose weights are the construction's is the construction; one in base e is not.
  @Test(arguments: [
    ("", "certain", "any"), ("--scale power-of-two", "certain", "any"), ("--softmax e", "observed", nil),
  ])
  func aFileIsJudgedByItsWeights(options: String, verdict: String, orders: String?) throws {
    try withTemporaryFolder { folder in
      let written = try construct("weights --ngram 2 --alphabet 3 --dtype f32 -o m \(options)", in: folder)
      try #require(written.ending == .status(0), "\(written.errors)")
      let report = try JSONReport("--weights m --length 9 --kernel float32", in: folder)
      #expect(try report.text("rounding", "verdict") == verdict)
      #expect(try report["rounding"]["orders"] as? String == orders)
      let text = try construct("--weights m --length 9 --kernel float32", in: folder).output
      let start = orders == nil ? "observed only: the theorem is about the construction's" : "certain in this format"
      #expect(paragraph("rounding", of: text)?.hasPrefix("X.rounding: \(start)") == true, "\(text)")
      let exact = try construct("--weights m --length 9 --kernel rational --json", in: folder)
      #expect(!exact.output.contains("\"rounding\""))
    }
  }

  /// The string is described with n = 1, by which it repeats; by the n of the model its n-grams are distinct.
  @Test func aFileIsJudgedByItsOwnNgrams() throws {
    try withTemporaryFolder { folder in
      try #require(try construct("weights --ngram 2 --alphabet 3 -o m", in: folder).ending == .status(0))
      let arguments = "--weights m --ngram 3 --length 12 --source de-bruijn --kernel float64"
      // Longer than any string with distinct 2-grams.
      let report = try JSONReport(arguments, status: 1, in: folder)
      #expect(try report.text("rounding", "verdict") == "observed")
      #expect(try report.text("rounding", "reason") == "the theorem is about strings with distinct 2-grams")
    }
  }
}

extension String {
  fileprivate func padding(_ columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - count))
  }
}
