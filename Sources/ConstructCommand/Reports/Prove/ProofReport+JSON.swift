import Arithmetic
import CopyTask
import Theorems

extension ProofReport {
  /// The report as one JSON object, schema `verbatim.proof/1`.
  func json() throws -> String {
    try reportJSON(Document(holds: proofs.allSatisfy(\.holds), claims: proofs.map(Document.Entry.init)))
  }

  /// The layout of the object. Names and meaning are fixed: others script against them.
  private struct Document: Encodable {
    struct Coverage: Encodable {
      let name: String
      /// In decimal: there may be more machines than 64 bits count.
      let count: String
    }

    struct Extreme: Encodable {
      let name: String
      let value: ReportedNumber
      let place: String
    }

    struct NearMiss: Encodable {
      let statement: String
      let refuted: Bool
      @OrNull var counterexample: String?
    }

    struct Entry: Encodable {
      let id, statement, level: String
      let covered: [Coverage]
      let extremes: [Extreme]
      let holds: Bool
      @OrNull var counterexample: String?
      let nearMiss: NearMiss
      let seconds: Double

      init(_ proof: Proof) {
        id = proof.claim.id.rawValue
        statement = proof.claim.statement
        level = proof.effort.rawValue
        covered = proof.finding.covered.map { Coverage(name: $0.name, count: "\($0.count)") }
        extremes = proof.finding.extremes.map {
          Extreme(name: $0.name, value: .exact($0.value), place: $0.place)
        }
        holds = proof.holds
        counterexample = proof.finding.counterexample
        nearMiss = NearMiss(
          statement: proof.claim.nearMiss.statement, refuted: proof.nearMiss.counterexample != nil,
          counterexample: proof.nearMiss.counterexample)
        seconds = proof.duration.seconds
      }
    }

    let schema = "verbatim.proof/1"
    /// Whether all claims hold, each with its near miss refuted.
    let holds: Bool
    let claims: [Entry]
  }
}

extension ClaimList {
  /// The claims as one JSON object of the same schema.
  func json() throws -> String { try reportJSON(Listing(claims: claims.map(Listing.Entry.init))) }

  private struct Listing: Encodable {
    struct Entry: Encodable {
      let id, title, statement, source, executed, nearMiss, page: String
      let trusted: [String]
      let ranges: [String: String]

      init(_ claim: Claim) {
        id = claim.id.rawValue
        title = claim.title
        statement = claim.statement
        source = claim.originText
        executed = claim.executed
        nearMiss = claim.nearMiss.statement
        page = "Proofs/Claims/\(claim.id).md"
        trusted = claim.trusted
        ranges = Dictionary(uniqueKeysWithValues: Effort.allCases.map { ($0.rawValue, claim.coverage(at: $0)) })
      }
    }

    let schema = "verbatim.proof/1"
    let claims: [Entry]
  }
}
