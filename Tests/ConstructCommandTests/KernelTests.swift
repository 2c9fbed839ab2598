import Foundation
import Testing

/// Every kernel, and how far its numbers may be from the exact ones.
let kernels = [
  "packed", "indexed", "rational", "interval", "bigfloat", "float64", "float32", "float16", "bfloat16",
  "float8e4m3", "float8e5m2",
]

/// The number types that a copy can run in.
@Suite struct KernelTests {
  // The smallest attention weight and margin of `--ngram 2 --length 10`, exactly 256/267 and
  // 24639872/4325953, to 30 places.
  private static let attention = "0.958801498127340823970037453183"
  private static let margin = "5.695825174244842697088942020405"

  @Test(arguments: kernels)
  func copies(kernel: String) throws {
    let result = try construct("--ngram 2 --length 10 --kernel \(kernel)")
    #expect(result.ending == .status(0))
    #expect(result.output.contains("\ncopied     10 of 10 tokens, then EOS\n"))
    #expect(result.output.contains("\nrun        \(kernel)"))
  }

  @Test func packedIsTheDefaultAndExact() throws {
    for arguments in ["", " --kernel packed", " --kernel rational"] {
      let report = try JSONReport("--ngram 2 --length 10" + arguments)
      #expect(try report.text("run", "kernel") == (arguments.hasSuffix("rational") ? "rational" : "packed"))
      #expect(try report.text("run", "minAttention") == "256/267")
      #expect(try report.text("run", "minMargin") == "24639872/4325953")
    }
  }

  /// What packed would take long for, each time for another reason: L^2, L^2 for each 64 bits of n d, D d for each
  /// step that is evaluated exactly, the weights.
  @Test(arguments: [
    ("--ngram 19 --length 300000", "length is long"), ("--ngram 1000 --length 20000 --alphabet 256", "length is long"),
    ("--ngram 2 --length 1000 --alphabet 9000000", "alphabet is large"), ("--ngram 5000 --length 10", "n is large"),
  ])
  func isIndexedWherePackedTakesLong(arguments: String, reason: String) throws {
    let report = try construct(arguments).output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(report.contains(" run indexed (certain), as this \(reason) for packed, "), "\(report)")
  }

  @Test(arguments: ["--ngram 19 --length 3000", "--ngram 4 --length 300 --source uniform", "--ngram 200 --length 10"])
  func isPackedWhereThatIsExactAndFast(arguments: String) throws {
    #expect(try construct(arguments).output.contains("\nrun        packed (exact), "))
  }

  @Test func indexedEnclosesTheExactNumbers() throws {
    let report = try JSONReport("--ngram 2 --length 10 --kernel indexed")
    for (key, exact) in [("minAttention", 256.0 / 267), ("minMargin", 24_639_872.0 / 4_325_953)] {
      let bounds = try #require(report["run"][key] as? [String: String])
      let lower = try #require(bounds["lower"].flatMap(Double.init))
      let upper = try #require(bounds["upper"].flatMap(Double.init))
      #expect(lower <= exact && exact <= upper)
    }
  }

  @Test func intervalsEncloseTheExactNumbers() throws {
    let report = try JSONReport("--ngram 2 --length 10 --kernel interval")
    for (key, exact) in [("minAttention", KernelTests.attention), ("minMargin", KernelTests.margin)] {
      let bounds = try #require(report["run"][key] as? [String: String])
      #expect(bounds.keys.sorted() == ["lower", "upper"])
      let lower = try #require(bounds["lower"])
      let upper = try #require(bounds["upper"])
      // Of positive decimals with one digit before the point, the smaller is first in the alphabet.
      #expect(lower < exact && exact < upper)
      #expect(lower.prefix(18) == exact.prefix(18) && upper.prefix(18) == exact.prefix(18))
    }
  }

  @Test func bigFloatsAreRoundedDecimals() throws {
    let report = try JSONReport("--ngram 2 --length 10 --kernel bigfloat --precision 128")
    #expect(try report.text("run", "minAttention").hasPrefix(KernelTests.attention))
    #expect(try report.text("run", "minMargin").hasPrefix(KernelTests.margin))
    let short = try JSONReport("--ngram 2 --length 10 --kernel bigfloat --precision 20")
    #expect(try short.text("run", "minAttention").hasPrefix("0.95880"))
    #expect(try short.text("run", "minAttention") != report.text("run", "minAttention"))
  }

  /// A float format and a bound on the relative error of its two numbers: some units in its last place.
  @Test(arguments: [
    ("float64", 0x1p-49), ("float32", 0x1p-20), ("float16", 0x1p-7), ("bfloat16", 0x1p-4),
    ("float8e4m3", 0x1p-3), ("float8e5m2", 0x1p-2),
  ])
  func floatsAreDecimalsNearTheExactNumbers(kernel: String, error: Double) throws {
    let report = try JSONReport("--ngram 2 --length 10 --kernel \(kernel)")
    for (key, exact) in [("minAttention", 256.0 / 267), ("minMargin", 24_639_872.0 / 4_325_953)] {
      let value = try #require(Double(report.text("run", key)))
      #expect(abs(value - exact) <= error * exact, "\(key) \(value)")
    }
  }

  @Test(arguments: [
    ("--ngram 2 --length 10", Int32(0)),
    ("--ngram 4 --alphabet 20 --length 20 --kernel float8e5m2", 1),
    ("--ngram 3 --length 100 --kernel interval --precision 8", 70),
    ("--ngram 2 --length 10 --json", 0),
    ("trace --string abcabd --ngram 2", 1),
    ("prove T2.3.gate", 0),
    ("prove --list", 0),
    ("gssm bound --alphabet 2 --length 5", 0),
    ("gssm capacity --bits 10", 0),
    ("gssm exhaust --states 2 --alphabet 2 --length 2", 0),
    ("gssm list", 0),
    ("gssm plot", 0),
    ("gssm plot --json", 0),
    ("figures --table", 0),
    ("grade --list", 0),
  ])
  func quietPrintsNothing(arguments: String, status: Int32) throws {
    let result = try construct(arguments + " --quiet")
    #expect(result.ending == .status(status))
    #expect(result.output == "" && result.errors == "")
  }
}
