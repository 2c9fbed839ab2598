public import CopyTask
public import StateSpaces

/// What a run claims, with its evidence: everything that a checker needs who has neither the run nor this
/// program.
///
/// What stands in a certificate is what its issuer says. Nothing is computed here, and nothing believed:
/// ``CertificateVerifier`` computes every field anew.
public enum Certificate: Hashable, Sendable {
  /// A string was copied and ended.
  case copy(CopyCertificate)
  /// A string is not copied and ended.
  case failure(FailureCertificate)
  /// Two strings leave a machine in one state, so it miscopies one of them.
  case witness(WitnessCertificate)

  /// The schema of all certificates.
  public static let schema = "verbatim.certificate/1"

  /// The kind, as in the file.
  public var kind: String {
    switch self {
    case .copy: "copy"
    case .failure: "failure"
    case .witness: "gssm-witness"
    }
  }

  /// The claim on which it rests.
  public var claim: String {
    switch self {
    case .copy(let copy): copy.claim
    case .failure(let failure): failure.claim
    case .witness(let witness): witness.claim
    }
  }
}

/// The construction that a certificate is about.
public struct ModelRecord: Hashable, Sendable {
  /// n and D.
  public var ngram, alphabetSize: Int
  /// The name of the rule that beta and B follow.
  public var rule: String
  /// d, beta and B.
  public var codeBits, scale, boundaryBonus: Int
  /// Of the canonical weights.
  public var sha256: String
}

/// A string that a certificate is about.
public struct StringRecord: Hashable, Sendable {
  /// Its tokens, or how they are made.
  public enum Source: Hashable, Sendable {
    /// All of them.
    case tokens([Token])
    /// The first tokens of the linear de Bruijn sequence of (n, D) of the model.
    case deBruijn
  }

  /// L.
  public var length: Int
  /// SHA-256 of the tokens: a byte each if D <= 256, otherwise eight, least significant first.
  public var sha256: String
  /// Where the tokens come from.
  public var source: Source
}

/// How the evidence was computed.
public enum EvidenceMethod: String, CaseIterable, Hashable, Sendable {
  /// A run in exact arithmetic.
  case exact
  /// The hypotheses of a theorem, and the bounds that it then gives.
  case theorem
}

/// Successive steps of a copy.
public struct StepBlock: Hashable, Sendable {
  /// The first step and the last.
  public var first, last: Int
  /// The position of the key that the first step looks up; each later step looks up the next one.
  public var position: Int
  /// The smallest attention weight of the right key and the smallest lead of the right logit, or lower bounds
  /// of them, as fractions in lowest terms.
  public var weight, margin: String
}

/// A copy that succeeded.
public struct CopyCertificate: Hashable, Sendable {
  /// The name of the claim that the evidence bears out.
  public var claim: String
  /// The construction that ran.
  public var model: ModelRecord
  /// The string that was copied.
  public var string: StringRecord
  /// How the numbers of the blocks were computed.
  public var method: EvidenceMethod
  /// The evidence: all L + 1 steps, in order, in blocks as long as each other, but for the last.
  public var blocks: [StepBlock]

  package init(
    claim: String, model: ModelRecord, string: StringRecord, method: EvidenceMethod, blocks: [StepBlock]
  ) {
    (self.claim, self.model, self.string, self.method, self.blocks) = (claim, model, string, method, blocks)
  }
}

/// A copy that failed.
public struct FailureCertificate: Hashable, Sendable {
  /// The first step at which something else was written, of a run in exact arithmetic.
  public struct Step: Hashable, Sendable {
    /// t: so many tokens were written, all of them right.
    public var step: Int
    /// What was written; `nil` in a tie, where decoding stops.
    public var wrote: Token?
    /// What should have been, and the other token with the largest logit, the first of them if there are
    /// several.
    public var due, rival: Token
    /// The logits of both, as fractions in lowest terms.
    public var dueLogit, rivalLogit: String
  }

  /// The name of the claim that the evidence bears out.
  public var claim: String
  /// The construction that ran.
  public var model: ModelRecord
  /// The string that is not copied.
  public var string: StringRecord
  /// The positions of the two keys with the same n-gram before them and different tokens: those of
  /// `SuccessorConflict`.
  public var positions: [Int]
  /// `nil` where the evidence is the theorem.
  public var step: Step?

  package init(claim: String, model: ModelRecord, string: StringRecord, positions: [Int], step: Step?) {
    (self.claim, self.model, self.string, self.positions, self.step) = (claim, model, string, positions, step)
  }
}

/// A machine that a certificate is about.
public enum MachineRecord: Hashable, Sendable {
  /// A machine given by its tables.
  case table(TableMachine)
  /// A recurrence with seeded weights in a number format.
  case recurrence(RecurrenceDescription)
}

/// Two strings that a machine cannot tell apart.
public struct WitnessCertificate: Hashable, Sendable {
  /// The name of the claim that the evidence bears out.
  public var claim: String
  /// The machine that cannot tell the strings apart.
  public var machine: MachineRecord
  /// Of the machine's canonical description.
  public var machineDigest: String
  /// The two strings: different, and of one length.
  public var first, second: StringRecord
  /// The state after both, in hexadecimal.
  public var state: String
  /// "first" or "second".
  public var miscopied: String
  /// t: after so many tokens, all of them right, the machine miscopies that string.
  public var step: Int
  /// What it then writes, and what should have been.
  public var wrote, due: Token

  package init(
    claim: String, machine: MachineRecord, machineDigest: String, first: StringRecord, second: StringRecord,
    state: String, miscopied: String, step: Int, wrote: Token, due: Token
  ) {
    (self.claim, self.machine, self.machineDigest) = (claim, machine, machineDigest)
    (self.first, self.second, self.state, self.miscopied) = (first, second, state, miscopied)
    (self.step, self.wrote, self.due) = (step, wrote, due)
  }
}
