import Foundation
import Testing

/// `construct gssm witness`: what it prints, and what it refuses.
///
/// Strings and states were confirmed by the program in fractions beside the tests of the recurrences.
@Suite struct GssmWitnessTests {
  @Test func textOfAPair() throws {
    let result = try construct("gssm witness --model gru --format float8e5m2 --hidden 2 --alphabet 2")
    #expect(result.ending == .status(0))
    #expect(result.errors == "")
    #expect(
      result.output == """
        machine    gru in float8e5m2, H = 2, D = 2, weights of seed 0: 2 numbers of 8
                   bits
        state      16 bits
        counting   two strings must share a state from L = 17 on: there 2^L > 2^16
        search     breadth, 27 updates; all strings of up to 2 tokens end in different
                   states
        witness    the first collision was found at L = 3, the shortest there is; x and
                   y differ first at token 1
        x          aba
        y          bba
        shared     b1b0
        miscopied  x at token 1: wrote b, due was a
        replayed   from the description, both strings, bit for bit
        shows      This machine does not copy all strings of length 3, and no other
                   output from the same states would.
        not        It does not show that every machine with 16 bits of state fails at
                   this length: counting has them all fail from L = 17 on, and says
                   nothing of shorter strings.

        """)
  }

  @Test func jsonOfAPair() throws {
    let result = try construct("gssm witness --model lstm --format float16 --hidden 2 --alphabet 3 --json")
    #expect(result.ending == .status(0))
    let parsed = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let data = try JSONSerialization.data(withJSONObject: parsed, options: [.sortedKeys, .withoutEscapingSlashes])
    #expect(
      String(decoding: data, as: UTF8.self) == """
        {"command":"witness","countingLength":41,"machine":{"alphabet":3,"bits":64,"elements":4,\
        "format":"float16","hidden":2,"model":"lstm","seed":0},"schema":"verbatim.gssm/1",\
        "search":{"exhaustedLength":5,"foundBy":"breadth","search":"auto","updates":2069},\
        "witness":{"due":1,"firstCollisionLength":6,"length":6,"miscopied":"x",\
        "state":"aea8a629b132a9dc","step":0,"wrote":2,"x":[1,2,0,2,1,1],"y":[2,2,0,2,1,1]}}
        """)
  }

  @Test func aPairIsMadeAsLongAsAsked() throws {
    let result = try construct(
      "gssm witness --model retention --format float8e4m3 --hidden 2 --length 200 --json")
    #expect(result.ending == .status(0))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let witness = try #require(object["witness"] as? [String: Any])
    let (x, y) = (try #require(witness["x"] as? [Int]), try #require(witness["y"] as? [Int]))
    #expect(x.count == 200 && y.count == 200 && x != y)
    let found = try #require(witness["firstCollisionLength"] as? Int)
    #expect(found < 200 && x[found...] == y[found...])
  }

  @Test func nothingFoundIsStatusOne() throws {
    // One token after BOS: two states of 64 bits each that differ.
    let result = try construct("gssm witness --model gru --format float32 --hidden 2 --length 1")
    #expect(result.ending == .status(1))
    #expect(result.output.contains("\nwitness    not found with this effort\n"))
    #expect(!result.output.contains("none exists"))
    let json = try construct("gssm witness --model gru --format float32 --hidden 2 --length 1 --json")
    #expect(json.ending == .status(1) && json.output.contains("\"witness\" : null"))
  }

  @Test(arguments: [("--length 50", Int32(0)), ("--length 1 --search contraction", 1)])
  func quietSaysItByTheStatus(arguments: String, status: Int32) throws {
    let result = try construct("gssm witness --model gru --format float8e4m3 --hidden 2 --quiet " + arguments)
    #expect(result.ending == .status(status) && result.output == "" && result.errors == "")
  }

  @Test(
    arguments: [
      ("--model rnn --format float16", Int32(64), ["'rnn'", "--model", "lstm, gru, ssm, mamba"]),
      ("--model gru --format float64", 64, ["'float64'", "--format", "float32, float16"]),
      ("--model gru", 64, ["--format"]),
      ("--format float16", 64, ["--model"]),
      ("--model gru --format float16 --hidden 0", 64, ["hidden size 0", "1 to 256"]),
      ("--model gru --format float16 --hidden 9223372036854775807", 64, ["9223372036854775807", "1 to 256"]),
      ("--model gru --format float16 --hidden -1", 64, ["'-1'", "--hidden"]),
      ("--model gru --format float16 --alphabet 1", 64, ["D = 1", "2 to 1024"]),
      ("--model gru --format float16 --length 0", 64, ["L = 0", "1 to 1048576"]),
      ("--model gru --format float16 --length 9223372036854775807", 64, ["L = 9223372036854775807"]),
      ("--model gru --format float16 --search luck", 64, ["'luck'", "--search", "auto, breadth"]),
      ("--model gru --format float16 --seed -1", 64, ["'-1'", "--seed"]),
      (
        "--model linear-attention --format float16 --hidden 256 --alphabet 1024", 64,
        ["67305472 numbers > 33554432"]
      ),
      (
        "--model lstm --format float16 --hidden 256 --length 100000", 70,
        ["L = 100000, H = 256", "> 2147483648"]
      ),
    ] as [(String, Int32, [String])])
  func isRefusedInOneLine(arguments: String, status: Int32, parts: [String]) throws {
    expectRefusal(try construct("gssm witness " + arguments), status: status, naming: parts)
  }
}
