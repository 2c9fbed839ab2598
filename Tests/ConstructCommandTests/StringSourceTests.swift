import Foundation
import Testing

/// Which string is copied.
@Suite struct StringSourceTests {
  /// L, n and the smallest D >= 2 with D^n + n - 1 >= L.
  @Test(arguments: [
    (1, 1, 2), (2, 1, 2), (3, 1, 3), (5, 2, 2), (6, 2, 3), (10, 2, 3), (11, 2, 4), (10, 3, 2), (11, 3, 3),
    (19, 4, 2), (20, 4, 3),
  ])
  func theDefaultAlphabetIsTheSmallest(length: Int, ngram: Int, alphabet: Int) throws {
    let report = try JSONReport("--ngram \(ngram) --length \(length)")
    #expect(try report.number("construction", "alphabet") == alphabet)
    #expect(try report.text("input", "source") == "de-bruijn")
  }

  @Test func uniformIsWhatTheGeneratorIsDocumentedToDraw() throws {
    // The letters and the digest come from SplitMix64 in Python.
    let arguments = "--ngram 3 --alphabet 26 --length 40 --source uniform --seed 7"
    let text = try construct(arguments).output
    #expect(text.contains("\n           kaxplgmidkcyxwwowiqtrcilxybkxkzbjhopbyfe\n"))
    #expect(
      try JSONReport(arguments).text("input", "sha256")
        == "27892731ec9662616eb434d13b3b3881fd48b83db826532f0eb9b4126a1b0c49")
  }

  @Test(arguments: ["uniform", "distinct"])
  func equalSeedsGiveEqualStrings(source: String) throws {
    // Long and many enough n-grams that the uniform strings repeat none: all are copied.
    let digest = { (more: String) in
      try JSONReport("--ngram 4 --alphabet 26 --length 20 --source \(source)" + more).text("input", "sha256")
    }
    #expect(try digest(" --seed 7") == digest(" --seed 7"))
    #expect(try digest(" --seed 7") != digest(" --seed 8"))
    #expect(try digest("") == digest(" --seed 0"))
    #expect(try digest(" --seed 18446744073709551615") != digest(""))
  }

  @Test func distinctIsDistinctUpToTheLongestString() throws {
    // D^n + n - 1 = 29: all 27 3-grams, once each, in another order than the de Bruijn sequence has them.
    let arguments = "--ngram 3 --alphabet 3 --length 29"
    let random = try JSONReport(arguments + " --source distinct --seed 7")
    #expect(try random["input"]["distinctNgrams"] as? Bool == true)
    #expect(try random.number("run", "copied") == 29)
    #expect(try random.text("input", "sha256") != JSONReport(arguments).text("input", "sha256"))
  }

  @Test(arguments: ["rational", "interval", "float32"])
  func threadsChangeNothing(kernel: String) throws {
    let arguments = "--ngram 3 --alphabet 5 --length 40 --source distinct --seed 7 --kernel \(kernel)"
    let one = try JSONReport(arguments + " --threads 1").stable
    for threads in [2, 3, 64] { #expect(try JSONReport(arguments + " --threads \(threads)").stable == one) }
  }
}
