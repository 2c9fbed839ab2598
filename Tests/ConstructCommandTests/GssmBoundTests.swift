import Foundation
import Testing

/// `construct gssm bound`.
@Suite struct GssmBoundTests {
  @Test func bitsForALength() throws {
    let result = try construct("gssm bound --alphabet 2 --length 10 --error 1/2")
    #expect(result.ending == .status(0) && result.errors == "")
    #expect(
      result.output == """
        task       copy uniform strings of L tokens over D = 2, all of a string right
        error      at most 1/2 = 0.5, the probability of a string with a mistake
        length     L = 10
        bits       at least 9
        states     at least 512, (1 - eps) D^L rounded up
        claim      T2.7: err >= 1 - |S| / D^L; with >=, since a shift register with D^L
                   states attains it (X.tight)
        says       A model with less state misses the error, whatever its weights, its
                   training or what it computes.
        does not   It does not say that a model with enough state succeeds.

        """)
  }

  @Test func jsonOfALength() throws {
    let result = try construct("gssm bound --alphabet 26 --length 3 --error 0.001 --json")
    #expect(
      result.output == """
        {
          "alphabet" : 26,
          "bits" : 15,
          "claim" : "T2.7",
          "command" : "bound",
          "error" : "1/1000",
          "given" : "length",
          "length" : 3,
          "longestLength" : null,
          "ngram" : null,
          "realBits" : {
            "lower" : "14.099875737553607763",
            "upper" : "14.099875737553607764"
          },
          "schema" : "verbatim.gssm/1",
          "states" : "17559",
          "task" : "copy"
        }

        """)
  }

  /// The longest lengths, and the bits, of tasks of every kind.
  @Test(arguments: [
    ("--alphabet 50277 --bits 188743680 --error 1/2", "longestLength", 12_085_310),
    ("--alphabet 2 --bits 0 --error 0.5", "longestLength", 1),
    ("--alphabet 3 --bits 1000000000", "longestLength", 630_929_753),
    ("--task token-error --alphabet 2 --length 1000 --error 0.11", "bits", 501),
    ("--task index --alphabet 2 --bits 500 --error 0.11", "longestLength", 999),
    ("--task phone-book --alphabet 10000000000 --length 70", "bits", 2326),
    ("--task suffix-key --ngram 4 --alphabet 26 --length 300", "bits", 283),
    ("--task prefix-key --ngram 4 --alphabet 26 --length 1000000000000000000", "bits", 21),
    ("--alphabet 2 --length 1000000000000000000", "bits", 1_000_000_000_000_000_000),
  ])
  func numbers(arguments: String, key: String, value: Int) throws {
    let result = try construct("gssm bound --json " + arguments)
    #expect(result.ending == .status(0), "\(result.errors)")
    #expect(result.output.contains("\"\(key)\" : \(value),"), "\(result.output)")
    #expect(result.seconds < 5)
  }

  @Test func hugeLengthsAreAnsweredAtOnce() throws {
    let result = try construct("gssm bound --alphabet 9223372036854775807 --length 9223372036854775807")
    #expect(result.ending == .status(0) && result.seconds < 5)
    #expect(result.output.contains("581,072,438,321,850,875,840"), "\(result.output)")
    for line in result.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func quietPrintsNothing() throws {
    let result = try construct("gssm bound --alphabet 2 --length 3 --quiet")
    #expect(result.ending == .status(0) && result.output == "" && result.errors == "")
  }

  @Test(
    arguments: [
      ("--alphabet 1 --length 3", ["--alphabet 1", "D >= 2"]),
      ("--alphabet -2 --length 3", ["'-2'", "--alphabet", "whole number"]),
      ("--alphabet 1e30 --length 3", ["'1e30'", "--alphabet", "whole number"]),
      ("--alphabet 2 --length 1e30", ["'1e30'", "--length", "whole number"]),
      ("--alphabet 2 --length 0", ["--length 0", "L >= 1"]),
      ("--alphabet 2 --length -1", ["'-1'", "--length"]),
      ("--alphabet 2 --bits -1", ["'-1'", "--bits"]),
      ("--alphabet 2 --length 3 --error 1", ["--error 1:", "less than 1"]),
      ("--alphabet 2 --length 3 --error 3/2", ["--error 3/2", "less than 1"]),
      ("--alphabet 2 --length 3 --error -0.1", ["--error -0.1", "at least 0"]),
      ("--alphabet 2 --length 3 --error 1e-3", ["--error 1e-3", "as in 0.001 or 1/1000"]),
      ("--alphabet 2 --length 3 --error 1/0", ["--error 1/0"]),
      ("--alphabet 2 --length 3 --error nan", ["--error nan"]),
      ("--alphabet 2 --length 3 --bits 4", ["--length 3 with --bits 4", "one of the two"]),
      ("--alphabet 2", ["--length or --bits"]),
      ("--length 3", ["--alphabet", "construct gssm bound --help"]),
      ("--alphabet 2 --length 3 --task recall", ["'recall'", "--task", "copy, token-error"]),
      ("--alphabet 2 --length 3 --ngram 2", ["--ngram 2", "suffix-key or prefix-key"]),
      ("--alphabet 2 --length 3 --task suffix-key", ["suffix-key", "--ngram"]),
      ("--alphabet 2 --length 3 --task suffix-key --ngram 0", ["--ngram 0", "1 to 10000"]),
      ("--alphabet 2 --bits 3 --task prefix-key --ngram 2", ["--bits 3", "prefix-key", "--length"]),
      ("--alphabet 2 --length 3 --task prefix-key --ngram 2 --error 0.5", ["--error 0.5", "prefix-key"]),
    ] as [(String, [String])])
  func badInput(arguments: String, parts: [String]) throws {
    expectRefusal(try construct("gssm bound " + arguments), status: 64, naming: parts)
  }

  @Test func anEmptyErrorIsNamed() throws {
    let empty = try Program.run(["gssm", "bound", "--alphabet", "2", "--length", "3", "--error", ""])
    expectRefusal(empty, status: 64, naming: ["--error ''", "at least 0"])
    let long = try Program.run(
      ["gssm", "bound", "--alphabet", "2", "--length", "3", "--error", "0." + String(repeating: "1", count: 2000)])
    expectRefusal(long, status: 64, naming: ["(2002 characters)"])
  }
}
