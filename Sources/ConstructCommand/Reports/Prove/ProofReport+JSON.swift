import CopyTask
import StrictJSON
import Theorems

extension ProofReport {
  /// The report as one JSON object, schema `verbatim.proof/1`.
  var json: JSONValue {
    [
      "schema": "verbatim.proof/1",
      // Whether all claims hold, each with its near miss refuted.
      "holds": proofs.allSatisfy(\.holds).json, "claims": .array(proofs.map(ProofReport.json)),
    ]
  }

  private static func json(_ proof: Proof) -> JSONValue {
    let (claim, finding) = (proof.claim, proof.finding)
    return [
      "id": claim.id.rawValue.json, "statement": claim.statement.json, "level": proof.effort.rawValue.json,
      // Counts in decimal: there may be more machines than 64 bits count.
      "covered": .array(finding.covered.map { ["name": $0.name.json, "count": "\($0.count)".json] }),
      "extremes": .array(
        finding.extremes.map {
          ["name": $0.name.json, "value": ReportedNumber.exact($0.value).json, "place": $0.place.json]
        }),
      "holds": proof.holds.json, "counterexample": finding.counterexample.json,
      "nearMiss": [
        "statement": claim.nearMiss.statement.json, "refuted": (proof.nearMiss.counterexample != nil).json,
        "counterexample": proof.nearMiss.counterexample.json,
      ],
      "seconds": proof.duration.seconds.json,
    ]
  }
}

extension ClaimList {
  /// The claims as one JSON object of the same schema.
  var json: JSONValue { ["schema": "verbatim.proof/1", "claims": .array(claims.map(ClaimList.json))] }

  private static func json(_ claim: Claim) -> JSONValue {
    [
      "id": claim.id.rawValue.json, "title": claim.title.json, "statement": claim.statement.json,
      "source": claim.originText.json, "executed": claim.executed.json, "nearMiss": claim.nearMiss.statement.json,
      "page": "Proofs/Claims/\(claim.id).md".json, "trusted": claim.trusted.json,
      "ranges": .object(JSONObject(Effort.allCases.map { JSONField($0.rawValue, claim.coverage(at: $0).json) })),
    ]
  }
}
