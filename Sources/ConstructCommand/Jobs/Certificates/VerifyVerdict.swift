import Certificates

/// What becomes of a file that should be a certificate.
struct VerifyVerdict: Encodable {
  enum Outcome: String, Encodable {
    case holds
    case rejected
    case unreadable
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
}
