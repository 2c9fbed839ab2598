import Foundation
import Testing

/// What would take minutes or more memory than there is, is refused at once, with both sides of the inequality.
@Suite struct LimitTests {
  @Test(arguments: ["float8e5m2", "float16", "rational", "interval", "bigfloat"])
  func theReferenceIsBounded(kernel: String) throws {
    try withTemporaryFolder { folder in
      try folder.write("text", String(repeating: "a", count: 400))
      expectRefusal(
        try construct("--text text --kernel \(kernel)", in: folder), status: 70,
        naming: [
          "n = 400 (one more than the longest substring that occurs twice: 399 bytes, from byte 0 on and from byte 1",
          "), D = 256, L = 400: with --kernel \(kernel) a copy takes about ",
          // Slower kernels have the smaller bound, and the first that is exceeded is named.
          ["interval", "bigfloat"].contains(kernel)
            ? "1160983220 multiplications of queries by keys > " : "2365367472 multiplications by the weights > ",
        ])
    }
    expectRefusal(
      try construct("--ngram 4 --length 100000 --alphabet 18 --kernel \(kernel)"), status: 70,
      naming: ["multiplications of queries by keys > ", "packed and indexed are faster"])
  }

  /// Where the processor multiplies by itself as well: 550 bytes take as long as half a minute.
  @Test(arguments: ["float64", "float32"])
  func soIsTheReferenceInNativeNumbers(kernel: String) throws {
    try withTemporaryFolder { folder in
      try folder.write("text", String(repeating: "9", count: 550))
      expectRefusal(
        try construct("--text text --kernel \(kernel)", in: folder), status: 70,
        naming: ["n = 550 ", "L = 550: with --kernel \(kernel) a copy takes about ", " by the weights > 4000000000"])
    }
  }

  @Test func theEnginesAreNot() throws {
    try withTemporaryFolder { folder in
      try folder.write("text", String(repeating: "a", count: 400))
      #expect(try construct("--text text --quiet --kernel indexed", in: folder).ending == .status(0))
    }
  }

  /// A text that repeats over and over, with an n for which its n-grams occur again: L steps over L keys.
  @Test(arguments: [
    ("a", 400_000, " --kernel indexed"), ("a", 400_000, ""), ("a", 400_000, " --kernel packed"),
    ("ab", 100_000, " --kernel indexed"), ("sixteen letters.", 4_000, ""),
  ])
  func whatRepeatsIsBounded(piece: String, count: Int, kernel: String) throws {
    try withTemporaryFolder { folder in
      try folder.write("text", String(repeating: piece, count: count))
      let length = piece.utf8.count * count
      expectRefusal(
        try construct("--text text --ngram 10\(kernel)", in: folder), status: 70,
        naming: ["n = 10, D = 256, L = \(length): \(length - 9) steps", " operations > 20000000000", "a larger n"])
      // By the n that is found every n-gram is one of its kind.
      guard kernel != " --kernel packed" else { return }
      #expect(try construct("--text text --quiet\(kernel)", in: folder).ending == .status(0))
    }
  }

  /// A text of a natural kind fails soon, and is not refused however long it is.
  @Test func whatFailsSoonIsNotRefused() throws {
    try withTemporaryFolder { folder in
      try folder.write("text", "one, two, one. " + String(repeating: "a", count: 100_000))
      #expect(try construct("--text text --ngram 3 --quiet", in: folder).ending == .status(1))
    }
  }

  #if os(Linux)
    /// Where memory is short the program says so: an allocation that fails would abort it.
    @Test func verifySaysThatMemoryIsShort() throws {
      try withTemporaryFolder { folder in
        let line = "--ngram 22 --alphabet 2 --length 4194304 --kernel indexed --certificate"
        #expect(try construct("\(line) pair.json --quiet", in: folder).ending == .status(0))
        let file = folder.appendingPathComponent("pair.json").path
        for limit in [100_000, 150_000] {
          let result = try limited(toKibibytes: limit, ["verify", file])
          expectRefusal(result, status: 70, naming: ["verify \(file): about ", " bytes of memory > "])
        }
        #expect(try limited(toKibibytes: 500_000, ["verify", file]).ending == .status(0))
      }
    }
  #endif
}
