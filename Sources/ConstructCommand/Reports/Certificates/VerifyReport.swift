import StrictJSON

/// What `construct verify` says of its files.
struct VerifyReport: CommandReport {
  let verdicts: [VerifyVerdict]

  var status: ExitStatus { verdicts.map(\.outcome.status).max { $0.rawValue < $1.rawValue } ?? .success }

  /// Nothing: each verdict was printed when it was reached.
  func text() -> String { "" }

  /// All verdicts as one JSON object, schema `verbatim.verification/1`.
  var json: JSONValue { ["schema": "verbatim.verification/1", "files": verdicts.json] }
}

extension VerifyVerdict.Outcome {
  fileprivate var status: ExitStatus {
    switch self {
    case .holds: .success
    case .rejected: .refuted
    case .unreadable: .usage
    case .unchecked: .limit
    }
  }
}

extension VerifyVerdict: JSONConvertible {
  /// The verdict as a JSON object; kind and claim are null where the file is no certificate.
  var json: JSONValue {
    [
      "file": file.json, "outcome": outcome.rawValue.json, "kind": kind.json, "claim": claim.json,
      "reason": reason.json,
    ]
  }

  /// The verdict in one line, whatever the name of the file is.
  var line: String { sentence.printable }

  private var sentence: String {
    let head = "\(file): "
    switch outcome {
    case .holds: return head + "holds (\(kind ?? ""), \(claim ?? ""))"
    case .rejected: return head + "rejected: \(reason ?? "")"
    case .unreadable, .unchecked:
      // What the file system says begins with the path already.
      guard let reason, reason.hasPrefix("verify \(file): ".printable) else { return head + (reason ?? "") }
      return reason
    }
  }
}
