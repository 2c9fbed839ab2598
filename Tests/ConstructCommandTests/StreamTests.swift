import Foundation
import Testing

/// Standard output that does not take what is written to it.
@Suite struct StreamTests {
  /// Runs that print much, and little.
  private static let lines = ["--ngram 2 --length 10", "--ngram 2 --length 10 --json", "--help", "--version"]

  /// A pipe whose reader is gone.
  private func withBrokenPipe(_ body: (FileHandle) throws -> Program.Result) throws -> Program.Result {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    defer { try? pipe.fileHandleForWriting.close() }
    return try body(pipe.fileHandleForWriting)
  }

  @Test(arguments: StreamTests.lines)
  func aClosedPipeEndsTheProgram(arguments: String) throws {
    let result = try withBrokenPipe { try Program.run(words(arguments), output: $0) }
    // Whether the signal is ignored is inherited from whoever runs the tests.
    if result.ending == .signal(SIGPIPE) {
      #expect(result.errors == "")
    } else {
      expectRefusal(result, status: 70, naming: ["standard output", "Broken pipe"])
    }
  }

  @Test(arguments: StreamTests.lines)
  func aClosedPipeIsALimitWhereItsSignalIsIgnored(arguments: String) throws {
    let script = "trap '' PIPE; exec \"$0\" \"$@\""
    let result = try withBrokenPipe {
      try Program.run(
        URL(fileURLWithPath: "/bin/sh"), ["-c", script, Program.executable.path] + words(arguments),
        output: $0)
    }
    expectRefusal(result, status: 70, naming: ["standard output", "Broken pipe"])
  }

  #if os(Linux)
    @Test(arguments: StreamTests.lines)
    func aFullDeviceIsALimit(arguments: String) throws {
      let device = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      defer { try? device.close() }
      let result = try Program.run(words(arguments), output: device)
      expectRefusal(result, status: 70, naming: ["standard output", "No space left"])
    }
  #endif

  @Test func whatEndsWithoutOutputNeedsNoReader() throws {
    let result = try withBrokenPipe { try Program.run(words("--ngram 2 --length 10 --quiet"), output: $0) }
    #expect(result.ending == .status(0))
    #expect(result.errors == "")
  }
}
