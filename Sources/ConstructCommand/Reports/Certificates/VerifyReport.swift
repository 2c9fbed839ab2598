/// What `construct verify` says of its files.
struct VerifyReport: CommandReport {
  let verdicts: [VerifyVerdict]

  var status: ExitStatus { verdicts.map(\.outcome.status).max { $0.rawValue < $1.rawValue } ?? .success }

  /// Nothing: each verdict was printed when it was reached.
  func text() -> String { "" }

  /// All verdicts as one JSON object, schema `verbatim.verification/1`.
  func json() throws -> String { try reportJSON(Document(files: verdicts)) }

  private struct Document: Encodable {
    let schema = "verbatim.verification/1"
    let files: [VerifyVerdict]
  }
}

extension VerifyVerdict.Outcome {
  fileprivate var status: ExitStatus {
    switch self {
    case .holds: .success
    case .rejected: .refuted
    case .unreadable: .usage
    }
  }
}

extension VerifyVerdict {
  /// The verdict in one line.
  var line: String {
    let head = "\(file): "
    switch outcome {
    case .holds: return head + "holds (\(kind ?? ""), \(claim ?? ""))"
    case .rejected: return head + "rejected: \(reason ?? "")"
    case .unreadable:
      // What the file system says begins with the path already.
      guard let reason, reason.hasPrefix("verify \(file): ") else { return head + (reason ?? "") }
      return reason
    }
  }
}
