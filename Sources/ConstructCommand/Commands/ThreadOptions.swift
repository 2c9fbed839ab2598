import ArgumentParser

/// How many threads a command uses.
struct ThreadOptions: ParsableArguments {
  @Option("threads", "How many threads to use; the result does not depend on it. (default: one per processor)")
  var threads: Int?

  /// More threads than any machine has, so that a slip of the finger does not start a million.
  private static let most = 4096

  func validate() throws {
    if let threads, !(1...ThreadOptions.most).contains(threads) {
      throw Failure.usage("--threads \(threads): expected 1 to \(ThreadOptions.most)")
    }
  }

  /// Their number: what the user chose, or one for each processor.
  var count: Int { threads ?? Machine.processors }
}
