import Foundation
import Testing

/// The harness itself: what it says of a program can be believed.
@Suite struct HarnessTests {
  private func shell(_ script: String) throws -> Program.Result {
    try Program.run(URL(fileURLWithPath: "/bin/sh"), ["-c", script])
  }

  @Test func tellsTheStreamsApartAndReportsTheStatus() throws {
    let result = try shell("echo out; echo err >&2; exit 7")
    #expect(result.ending == .status(7))
    #expect(result.output == "out\n")
    #expect(result.errors == "err\n")
  }

  @Test func reportsSignals() throws {
    #expect(try shell("kill -TERM $$").ending == .signal(SIGTERM))
  }

  @Test func aHangIsEnded() throws {
    let result = try Program.run(URL(fileURLWithPath: "/bin/sleep"), ["60"], patience: 0.2)
    #expect(result.ending == .timedOut)
    #expect(result.seconds < 20)
  }

  @Test func muchOutputOnBothStreamsIsNoDeadlock() throws {
    // More than a pipe holds.
    let bytes = 1 << 20
    let result = try shell("head -c \(bytes) /dev/zero; head -c \(bytes) /dev/zero >&2")
    #expect(result.ending == .status(0))
    #expect(result.output.utf8.count == bytes)
    #expect(result.errors.utf8.count == bytes)
  }
}
