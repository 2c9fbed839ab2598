import Certificates

/// What `construct verify` says of a file.
struct VerifyVerdict: Encodable {
  enum Outcome: String, Encodable {
    case holds
    case rejected
    case unreadable

    var status: ExitStatus {
      switch self {
      case .holds: .success
      case .rejected: .refuted
      case .unreadable: .usage
      }
    }
  }

  let file: String
  let outcome: Outcome
  /// The kind and the claim; null where the file is no certificate.
  @OrNull private(set) var kind: String?
  @OrNull private(set) var claim: String?
  /// What is wrong; null if nothing is.
  @OrNull private(set) var reason: String?

  /// Reads the file and checks what it says.
  init(of path: String) {
    file = path
    var certificate: Certificate?
    var problem: (Outcome, String)?
    do {
      let found = try TextFile.bytesIfPresent(
        at: path, option: "verify", most: CertificateLimits.mostBytes)
      guard let bytes = found else { throw Failure.usage("verify \(path): there is no such file") }
      let read = try Certificate(bytes)
      certificate = read
      try CertificateVerifier().check(read)
    } catch let error as Failure {
      problem = (.unreadable, error.message)
    } catch CertificateProblem.rejected(let reason) {
      problem = (.rejected, reason)
    } catch {
      problem = (.unreadable, "\(error)")
    }
    outcome = problem?.0 ?? .holds
    reason = problem?.1
    kind = certificate?.kind
    claim = certificate?.claim
  }

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

  private struct Document: Encodable {
    let schema = "verbatim.verification/1"
    let files: [VerifyVerdict]

    enum CodingKeys: CodingKey { case schema, files }
  }

  /// All verdicts as one JSON object, schema `verbatim.verification/1`.
  static func json(_ verdicts: [VerifyVerdict]) throws -> String {
    try reportJSON(Document(files: verdicts))
  }
}
