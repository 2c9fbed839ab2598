import Foundation
import Testing

/// `construct prove`, as its users meet it.
@Suite struct ProveTests {
  @Test func reportsNamedClaimsInFull() throws {
    let result = try construct("prove T2.3.match")
    #expect(result.ending == .status(0))
    #expect(result.errors == "")
    for heading in [
      "HOLDS      T2.3.match: ", "statement  ", "range      quick: ", "covered    ",
      "extreme    smallest lead in points: 2, ",
      "near miss  ", "refuted: n = 1, D = 2, x = ", "proof      Proofs/Claims/T2.3.match.md",
    ] {
      #expect(result.output.contains(heading), "\(heading)")
    }
    for line in result.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func reportsInJSON() throws {
    let result = try construct("prove T2.3.gate T2.3.gate --json")
    #expect(result.ending == .status(0))
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "verbatim.proof/1")
    let claims = try #require(object["claims"] as? [[String: Any]])
    #expect(claims.count == 1)
    let claim = try #require(claims.first)
    #expect(
      claim.keys.sorted() == [
        "counterexample", "covered", "extremes", "holds", "id", "level", "nearMiss", "seconds", "statement",
      ])
    #expect(claim["id"] as? String == "T2.3.gate" && claim["level"] as? String == "quick")
    #expect(claim["holds"] as? Bool == true && claim["counterexample"] is NSNull)
    let nearMiss = try #require(claim["nearMiss"] as? [String: Any])
    #expect(nearMiss["refuted"] as? Bool == true)
    #expect((nearMiss["counterexample"] as? String)?.hasPrefix("n = 2, D = 2, x = ") == true)
  }

  @Test func listsAllClaims() throws {
    let list = try construct("prove --list")
    #expect(list.ending == .status(0))
    #expect(list.output.contains("T2.3.readout      The right logit leads\n"))
    for line in list.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(try construct("prove --list --quiet").output == "")
  }

  @Test(arguments: [
    ("prove T9.9", "T9.9: expected the name of a claim, one of "), ("prove t2.3", "t2.3: expected the name"),
    (
      "prove --effort great",
      "'great' is invalid for '--effort <effort>': expected one of quick, standard, exhaustive "
        + "(construct prove --help lists the options)"
    ),
    ("prove T2.3 --threads 0", "--threads 0: expected 1 to"),
  ])
  func refusesWhatItDoesNotKnow(line: String, message: String) throws {
    let result = try construct(line)
    #expect(result.ending == .status(64))
    #expect(result.output == "")
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }
}
