/// Why a certificate is not accepted.
public enum CertificateProblem: Error, Hashable, CustomStringConvertible {
  /// It is none: not in the form that `Proofs/Certificates/FORMAT.md` specifies, or beyond the limits set there.
  case malformed(String)

  /// It has the form, and what it says was checked and does not hold.
  case rejected(String)

  /// The problem in one line.
  public var description: String {
    switch self {
    case .malformed(let message), .rejected(let message): message
    }
  }
}
