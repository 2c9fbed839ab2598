import Foundation
import Testing

#if os(Linux)
  /// Where no thread can be made, work goes on with the one there is.
  @Suite struct ThreadTests {
    /// Runs `construct` where no thread can be made, whoever runs the tests: no memory has room for its stack. Limits
    /// of the number of processes, which have the same effect, do not bind root.
    private func withoutThreads(_ line: String) throws -> Program.Result {
      let script = "ulimit -s 1000000000000 && exec \"$0\" \"$@\""
      return try Program.run(
        URL(fileURLWithPath: "/bin/sh"), ["-c", script, Program.executable.path] + words(line), patience: 120)
    }

    @Test(arguments: [
      "--ngram 4 --length 1000", "--ngram 4 --length 1000 --kernel indexed", "--ngram 2 --length 60 --kernel rational",
      "--ngram 20 --alphabet 2 --length 300000 --kernel indexed", "prove T2.3",
    ])
    func goesOnWithOneThread(line: String) throws {
      let alone = try withoutThreads(line + " --threads 3")
      #expect(alone.ending == .status(0), "\(alone.errors)")
    }
  }
#endif
