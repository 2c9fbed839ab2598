import Foundation
import Testing

/// `construct audit`, and the strings that it names.
@Suite struct AuditCommandTests {
  private func withModel(_ body: (URL) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let written = try construct("weights --ngram 2 --alphabet 3 --output m.safetensors --quiet", in: folder)
      #expect(written.ending == .status(0))
      try body(folder)
    }
  }

  @Test func theConstructionCopiesEveryString() throws {
    try withModel { folder in
      let result = try construct("audit --weights m.safetensors --threads 1", in: folder)
      #expect(result.ending == .status(0))
      #expect(result.errors == "")
      #expect(result.output.hasPrefix("model      m.safetensors: n = 2, D = 3, 67 contexts\ndecisions  855: "))
      #expect(
        result.output.contains(
          "verdict    every string with distinct 2-grams, L <= L_max = 10, is copied and\n           ended\n"))
      #expect(try construct("audit --weights m.safetensors --up-to 4 --quiet", in: folder).ending == .status(0))
    }
  }

  /// Strings with distinct 3-grams may repeat a 2-gram, which is all that the model looks up.
  @Test func theShortestStringThatFailsIsNamedAndFails() throws {
    try withModel { folder in
      let result = try construct("audit --weights m.safetensors --ngram 3 --json", in: folder)
      #expect(result.ending == .status(1) && result.errors == "")
      let report = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      #expect(report["schema"] as? String == "verbatim.audit/1" && report["verdict"] as? String == "fails")
      let failure = try #require(report["failure"] as? [Int])
      #expect(report["provenLength"] as? Int == failure.count - 1)
      let string = failure.map { "\($0)" }.joined(separator: ",")
      let run = "--weights m.safetensors --ngram 3 --kernel rational --quiet"
      #expect(try construct("--string \(string) \(run)", in: folder).ending == .status(1))
      // A string of as many tokens that does not repeat a 2-gram.
      let other = "--length \(failure.count) --ngram 2 --weights m.safetensors --quiet"
      #expect(try construct(other, in: folder).ending == .status(0))
    }
  }

  @Test func withoutTimeNothingIsDecided() throws {
    try withModel { folder in
      let result = try construct("audit --weights m.safetensors --seconds 0", in: folder)
      #expect(result.ending == .status(2))
      #expect(result.output.contains("undecided beyond: the time is over"))
    }
  }

  @Test(arguments: [
    ("--ngram 1", "its first layer sees 3 tokens, expected n >= 2"),
    ("--up-to 0", "--up-to 0: expected 1 <= L <= D^n + n - 1 = 10"),
    ("--up-to 11", "--up-to 11: expected 1 <= L <= D^n + n - 1 = 10"),
  ])
  func whatCannotBeAskedIsRefused(options: String, message: String) throws {
    try withModel { folder in
      let result = try construct("audit --weights m.safetensors \(options)", in: folder)
      #expect(result.ending == .status(64) && result.output == "")
      #expect(result.errors.contains(message), "\(result.errors)")
    }
  }

  @Test func aHugeNIsALimit() throws {
    try withModel { folder in
      let result = try construct("audit --weights m.safetensors --ngram 40", in: folder)
      #expect(result.ending == .status(70) && result.errors.contains("more than 1048576 contexts"))
    }
  }

  @Test(arguments: [
    ("0,1,2,1", 0), ("abcb", 0), ("0,1,0,1", 0), ("1,,2", 64), ("1,-2", 64), ("5,6 --alphabet 4", 64),
    ("ab --length 2", 64),
    ("aab --ngram 1", 1),
  ])
  func stringsAreTyped(arguments: String, status: Int32) throws {
    let result = try construct("--string \(arguments) --quiet")
    #expect(result.ending == .status(status), "\(arguments): \(result.errors)")
  }
}
