import Certificates
import ModelFiles

/// What becomes of a file that should be a certificate.
struct VerifyVerdict {
  enum Outcome: String {
    case holds
    case rejected
    case unreadable
    /// Memory is short for it.
    case unchecked
  }

  let file: String
  let outcome: Outcome
  /// The kind and the claim; `nil` where the file is no certificate.
  let kind, claim: String?
  /// What is wrong; `nil` if nothing is.
  let reason: String?

  /// Reads the file and checks what it says.
  init(of path: String) {
    file = path
    var certificate: Certificate?
    var problem: (Outcome, String)?
    do {
      let found = try TextFile.bytesIfPresent(
        at: path, option: "verify", most: CertificateLimits.mostBytes)
      guard let bytes = found else { throw Failure.usage("verify \(path): there is no such file") }
      try VerifyMemory.require(VerifyMemory.toRead(bytes: bytes.count), for: path)
      let read: Certificate
      do throws(CertificateProblem) { read = try Certificate(bytes) } catch {
        if let found = FileSignature(bytes), found != .json {
          throw Failure.usage("\(found.rawValue); expected a certificate, which is JSON")
        }
        throw error
      }
      try VerifyMemory.require(VerifyMemory.toCheck(read), for: path)
      certificate = read
      try CertificateVerifier().check(read)
    } catch let error as Failure {
      problem = (error.status == .limit ? .unchecked : .unreadable, error.message)
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
