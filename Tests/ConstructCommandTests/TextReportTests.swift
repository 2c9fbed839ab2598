import Foundation
import Testing

/// The text report, character by character.
@Suite struct TextReportTests {
  /// The lines of `text`, those under the heading `run` in one with a placeholder for what differs between
  /// any two runs: seconds, tokens per second and memory.
  private func stable(_ text: String) -> String {
    var lines: [String] = []
    var inRun = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if inRun, line.hasPrefix(" ") { continue }
      inRun = line.hasPrefix("run ")
      // What is not volatile ends with the number of threads and a colon.
      lines.append(inRun ? line.prefix { $0 != ":" } + ": <volatile>" : line)
    }
    return lines.joined(separator: "\n")
  }

  @Test func ofTheMainJobInSmall() throws {
    let result = try construct("--ngram 2 --alphabet 3 --length 10 --kernel rational --threads 1")
    #expect(result.ending == .status(0))
    #expect(result.errors == "")
    #expect(
      stable(result.output) == """
        model      n = 2, D = 3: 2 layers, 3 + 1 heads, width 28, hidden 24, scale 4
                   3,384 parameters, 150 of them not zero: integers that depend on n and
                   D, not on L
        string     the first 10 of 10 tokens of a linear de Bruijn sequence: all 9
                   2-grams are distinct
                   aabacbbcca
        run        rational (exact), 1 thread: <volatile>
        copied     10 of 10 tokens, then EOS
        attention  at least 0.9588014981 on the right key (smallest at token 1)
        margin     at least 5.695825174 between the right logit and the next (smallest
                   at the end)
        theorem    T2.3: every string with distinct 2-grams and L <= 10 is copied, as it
                   was here, in exact arithmetic
        state      copying every string of this length takes a state space model 16 bits
                   of state, L log2 D (T2.7)

        """)
  }

  @Test func ofAScaleThatDoesNotDependOnTheLength() throws {
    let result = try construct("--ngram 3 --alphabet 20 --length 200 --scale length-free")
    #expect(result.ending == .status(0))
    for part in [
      "scale 4\n           (length-free, boundary bonus 4)\n",
      "\ncopied     200 of 200 tokens, then EOS\n",
      "\ntheorem    X.scale: every string with distinct 3-grams and L <= 8,002 is copied,\n",
    ] { #expect(result.output.contains(part), "\(part)\n\(result.output)") }
  }

  @Test func ofAScaleThatIsAPowerOfTwo() throws {
    let result = try construct("--ngram 4 --alphabet 10 --length 200 --scale power-of-two")
    #expect(result.ending == .status(0))
    for part in [
      "scale 16\n           (power-of-two, boundary bonus 2)\n",
      "\ntheorem    T2.3: every string with distinct 4-grams and L <= 10,003 is copied,\n",
    ] { #expect(result.output.contains(part), "\(part)\n\(result.output)") }
  }

  @Test func ofAStringThatNoCopierByTrigramsCopies() throws {
    let result = try construct(
      "--ngram 3 --alphabet 3 --length 29 --source uniform --seed 7 --kernel rational")
    #expect(result.ending == .status(1))
    #expect(result.errors == "")
    for part in [
      "\nstring     29 uniform random tokens, seed 7: 19 distinct 3-grams among 27\n",
      "\n           bacbbabaabaccccbcabccabbccabc\n",
      "\ncopied     8 of 29 tokens, the first 3 in a row, not ended by EOS\n",
      "\nmismatch   first at token 4: wrote a, due was b\n",
      // Rounded down: the exact value is 562949953421312/1128102157095425.
      "\nattention  at least 0.4990239136 on the right key (smallest at token 4)\n",
      """

      theorem    not covered by T2.3: the 3-gram that ends at token 8 comes again at
                 token 11 with another successor; no copier by 3-grams can be right at
                 both (X.failure-set)

      """,
    ] {
      #expect(result.output.contains(part))
    }
  }

  @Test func ofAnExactTie() throws {
    // acca: after a comes c, after c both c and a.
    let result = try construct(
      "--ngram 1 --alphabet 4 --length 4 --source uniform --seed 3 --kernel rational")
    #expect(result.ending == .status(1))
    #expect(result.output.contains("\n           acca\n"))
    #expect(result.output.contains("\ncopied     2 of 4 tokens, not ended by EOS\n"))
    #expect(
      result.output.contains("\nmismatch   stopped at token 3: an exact tie between a, c, due was c\n"))
  }

  /// 2^62 is no length of the theorem's: the scale is what ends there.
  @Test(arguments: [
    ("--ngram 40 --alphabet 4 --length 5", "L <= 2^62 (to which the scale is limited) is copied"),
    ("--ngram 40 --alphabet 4 --length 5 --kernel float64", "L <= 2^62 (to which the scale is limited) is copied"),
    ("--ngram 61 --alphabet 2 --length 5", "L <= 2,305,843,009,213,694,012 is copied"),
    ("--ngram 62 --alphabet 2 --length 5", "L <= 2^62 (to which the scale is limited) is copied"),
    ("trace --ngram 62 --alphabet 2 --length 5", "L <= 2^62 (to which the scale is limited) is copied"),
  ])
  func ofTheLongestString(arguments: String, part: String) throws {
    let output = try construct(arguments).output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(output.contains(part), "\(output)")
    #expect(!output.contains("4,611,686,018,427,387,904"))
  }

  @Test func ofIntervalsThatAreTooWide() throws {
    let result = try construct("--ngram 3 --length 100 --kernel interval --precision 8")
    #expect(result.ending == .status(70))
    #expect(result.errors == "")
    #expect(
      result.output.contains(
        """

        mismatch   stopped at token 1: cannot tell apart a, b, c, e, due was a; more
                   --precision may

        """))
    #expect(result.output.contains("these intervals are too wide to show it"))
  }

  @Test func ofNumbersThatAreTooCoarse() throws {
    // float8e5m2 has three significant bits, too few for the scores of 4-grams of five bits.
    let result = try construct("--ngram 4 --alphabet 20 --length 20 --kernel float8e5m2")
    #expect(result.ending == .status(1))
    #expect(result.errors == "")
    #expect(result.output.contains("\nmismatch   first at token 5: wrote a, due was b\n"))
    #expect(result.output.contains("\nrounding   X.rounding: observed only: L <= 3 is proven, and no more: scores:\n"))
  }

  @Test(arguments: [
    "--ngram 2 --length 10", "--ngram 12 --length 20", "--ngram 1 --alphabet 300 --length 9",
    "--ngram 4 --length 30 --kernel interval --precision 4",
    "--ngram 3 --alphabet 2 --length 10 --source uniform --kernel bigfloat",
  ])
  func staysWithinEightyColumns(arguments: String) throws {
    let result = try construct(arguments)
    for line in result.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }
}
