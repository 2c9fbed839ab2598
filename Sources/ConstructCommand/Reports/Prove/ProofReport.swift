import Arithmetic
import CopyTask
import Theorems

/// The outcome of checking several claims.
struct ProofReport: CommandReport {
  let proofs: [Proof]

  /// Whether each claim is reported in full, rather than in a line of a table.
  let isDetailed: Bool

  var status: ExitStatus { proofs.allSatisfy(\.holds) ? .success : .refuted }

  /// The report for people.
  func text() -> String {
    isDetailed ? proofs.map(details).joined(separator: "\n\n") : table()
  }

  // MARK: - Table

  /// A line for each claim, then what went wrong, then the sum.
  private func table() -> String {
    var lines = [row("claim", "near miss", "seconds", "covered")]
    for proof in proofs {
      lines.append(
        row(
          (proof.finding.holds ? "holds  " : "FAILS  ") + proof.claim.id.rawValue,
          proof.nearMiss.counterexample == nil ? "NOT REFUTED" : "refuted", seconds(proof), coverage(proof.finding)))
    }
    for proof in proofs where !proof.holds { lines += ["", details(proof)] }
    let holding = proofs.count { $0.holds }
    lines += ["", "\(holding) of \(proofs.count) claims hold, each with its near miss refuted"]
    return lines.joined(separator: "\n")
  }

  private func row(_ claim: String, _ nearMiss: String, _ seconds: String, _ covered: String) -> String {
    // The longest name after its verdict, the longest verdict on a near miss, minutes with a digit.
    let columns = [(claim, 25), (nearMiss, 13), (seconds, 9)].map { $0.padded($1, least: 1) }.joined()
    return hangingParagraph(columns, covered, indent: columns.count)
  }

  private func seconds(_ proof: Proof) -> String {
    let hundredths = Int((proof.duration.seconds * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  private func coverage(_ finding: Finding) -> String {
    finding.covered.map { "\($0.count.grouped) \($0.name)" }.joined(separator: ", ")
  }

  // MARK: - Details

  /// Everything about one claim.
  private func details(_ proof: Proof) -> String {
    let claim = proof.claim
    var lines: [(String, String)] = [
      (proof.finding.holds ? "HOLDS" : "FAILS", "\(claim.id): \(claim.title)"),
      ("statement", claim.statement),
      ("source", claim.originText),
      ("executed", claim.executed),
      ("range", "\(proof.effort.rawValue): \(claim.coverage(at: proof.effort))"),
      ("covered", coverage(proof.finding)),
      ("seconds", seconds(proof)),
    ]
    for extreme in proof.finding.extremes {
      // Rounded outward, so that what is printed is a bound.
      let value = extreme.value.decimal(
        digits: ReportedNumber.digitsForPeople, extreme.end == .smallest ? .down : .up)
      lines.append(("extreme", "\(extreme.name): \(value), \(extreme.place)"))
    }
    if let counterexample = proof.finding.counterexample { lines.append(("refuted by", counterexample)) }
    lines += [
      ("trusted", claim.trusted.joined(separator: "; ")),
      ("near miss", claim.nearMiss.statement),
      ("", proof.nearMiss.counterexample.map { "refuted: \($0)" } ?? "NOT REFUTED by the same check"),
      ("proof", "Proofs/Claims/\(claim.id).md"),
    ]
    return hangingParagraphs(lines)
  }
}

/// The claims there are, unchecked.
struct ClaimList: CommandReport {
  let claims: [Claim]

  /// Their names and titles.
  func text() -> String {
    claims.map { hangingParagraph($0.id.rawValue, $0.title, indent: 18) }.joined(separator: "\n")
  }
}

extension Claim {
  /// Where the claim comes from, in words.
  var originText: String {
    switch origin {
    case .paper(let statement): "Repeat After Me (arXiv:2402.01032), \(statement)"
    case .project: "this project"
    }
  }
}
