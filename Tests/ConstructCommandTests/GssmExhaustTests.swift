import Foundation
import Testing

/// `construct gssm exhaust`.
@Suite struct GssmExhaustTests {
  /// The lines but that of the paragraph `seconds`, which differs between any two runs.
  private func stable(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("seconds ") }
      .joined(separator: "\n")
  }

  @Test(arguments: [1, 3]) func text(threads: Int) throws {
    let result = try construct("gssm exhaust --states 3 --alphabet 2 --length 3 --threads \(threads)")
    #expect(result.ending == .status(0) && result.errors == "")
    #expect(
      stable(result.output) == """
        machines   157,464, all that have s = 3 states over D = 2: s^(s (D + 1)) D^s, up
                   to the names of the states
        strings    all D^L of L = 3 tokens, BOS x COPY
        maximum    3 copied, 3 when the machine below is run on all; min(s, D^L) = 3
        tally      0 copied by 17,336 machines
                   1 copied by 123,168 machines
                   2 copied by 16,584 machines
                   3 copied by 376 machines
        machine    state 0 writes a; goes to a: 1, b: 2, COPY: 2
                   state 1 writes b; goes to a: 1, b: 0, COPY: 0
                   state 2 writes a; goes to a: 0, b: 0, COPY: 1
        claim      X.tight: the least error is 1 - min(s, D^L) / D^L, so T2.7 holds with
                   >= and not with >

        """)
  }

  @Test func json() throws {
    let result = try construct("gssm exhaust --states 2 --alphabet 2 --length 2 --twice --json")
    #expect(result.ending == .status(0) && result.errors == "")
    let parsed = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    var object = try #require(parsed as? [String: Any])
    let run = try #require(object.removeValue(forKey: "run") as? [String: Any])
    #expect(Set(run.keys) == ["seconds", "threads"])
    let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    #expect(
      String(decoding: data, as: UTF8.self) == """
        {"alphabet":2,"claim":"X.twice","command":"exhaust","expectedMachines":"256","expectedMaximum":2,\
        "holds":true,"length":2,"machine":{"outputs":[0,1],"updates":[[1,0,0],[0,0,1]]},"machines":"256",\
        "maximum":2,"schema":"verbatim.gssm/1","states":2,"tally":["12","232","12"],"twice":true}
        """)
  }

  @Test func quietPrintsNothing() throws {
    let result = try construct("gssm exhaust --states 2 --alphabet 3 --length 2 --quiet")
    #expect(result.ending == .status(0) && result.output == "" && result.errors == "")
  }

  @Test(
    arguments: [
      ("--states 0 --alphabet 2 --length 2", Int32(64), ["--states 0", "s >= 1"]),
      ("--states -1 --alphabet 2 --length 2", 64, ["'-1'", "--states"]),
      ("--states 2 --alphabet 1 --length 2", 64, ["--alphabet 1", "D >= 2"]),
      ("--states 2 --alphabet 2 --length 0", 64, ["--length 0", "L >= 1"]),
      ("--states 2 --alphabet 2", 64, ["--length", "construct gssm exhaust --help"]),
      ("--states 2 --alphabet 2 --length 1e30", 64, ["'1e30'", "--length"]),
      ("--states 2 --alphabet 2 --length 2 --threads 0", 64, ["--threads 0", "1 to 4096"]),
      ("--states 6 --alphabet 2 --length 4", 70, ["s = 6", "steps > 1000000000000"]),
      ("--states 2 --alphabet 2 --length 1000000000000000000", 70, ["L = 1000000000000000000", "steps > "]),
      ("--states 1000000000000 --alphabet 2 --length 2", 70, ["s = 1000000000000", " > 1000000000000"]),
      ("--states 2 --alphabet 9223372036854775807 --length 2", 70, ["D = 9223372036854775807", " > "]),
      ("--states 64 --alphabet 1048576 --length 2", 70, ["s = 64", " > 1000000000000"]),
    ] as [(String, Int32, [String])])
  func badInput(arguments: String, status: Int32, parts: [String]) throws {
    let result = try construct("gssm exhaust " + arguments)
    expectRefusal(result, status: status, naming: parts)
    #expect(result.seconds < 5)
  }

  @Test(arguments: ["gssm --help", "gssm bound --help", "gssm exhaust --help"])
  func helpStaysWithinEightyColumns(arguments: String) throws {
    let result = try construct(arguments)
    #expect(result.ending == .status(0) && result.errors == "")
    for line in result.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }
}
