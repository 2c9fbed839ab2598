import CopyTask
import StateSpaces
import StrictJSON

extension Certificate {
  /// The part of JSON that certificates are written in, with its limits. Objects and arrays are four deep at most;
  /// no object has as many keys, and every number is below 10^15, so that all readers of JSON hold it exactly.
  static let form = JSONForm(
    mostBytes: CertificateLimits.mostBytes, mostDepth: 8, mostValues: CertificateLimits.mostBytes, mostKeys: 32,
    mostDigits: 15, hasPlainStrings: true, hasPlainNumbers: true)

  /// The certificate that stands in a file.
  ///
  /// - Throws: `CertificateProblem.malformed` if the bytes are not in the form that `Proofs/Certificates/FORMAT.md`
  ///   specifies, or exceed a limit set there. Whether a certificate holds is not asked here.
  public init(_ bytes: [UInt8]) throws(CertificateProblem) {
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(bytes[...], Certificate.form) } catch {
      throw .malformed("byte \(error.byte): \(error.reason)")
    }
    do throws(FieldError) { self = try Certificate(FieldReader(value)) } catch { throw .malformed("\(error)") }
  }

  private init(_ reader: FieldReader) throws(FieldError) {
    guard case .object = reader.value else { throw reader.wrong("an object") }
    guard reader["schema"].value == .string(Certificate.schema) else {
      throw FieldError("expected an object with the schema \(Certificate.schema)")
    }
    switch reader["kind"].value {
    case "copy": self = .copy(try CopyCertificate(reader))
    case "failure": self = .failure(try FailureCertificate(reader))
    case "gssm-witness": self = .witness(try WitnessCertificate(reader))
    default: throw reader["kind"].wrong("one of copy, failure, gssm-witness")
    }
  }
}

extension ModelRecord {
  init(_ reader: FieldReader) throws(FieldError) {
    try reader.requireKeys(["ngram", "alphabet", "rule", "codeBits", "scale", "boundaryBonus", "sha256"])
    ngram = try reader["ngram"].whole(1...CertificateLimits.mostNgram)
    alphabetSize = try reader["alphabet"].whole(2...CertificateLimits.mostAlphabet)
    rule = try reader["rule"].string()
    codeBits = try reader["codeBits"].whole()
    scale = try reader["scale"].whole()
    boundaryBonus = try reader["boundaryBonus"].whole()
    sha256 = try reader["sha256"].string()
  }
}

extension StringRecord {
  /// - Parameter mayBeGenerated: whether a generator can be named instead of tokens.
  init(_ reader: FieldReader, alphabetSize: Int, mayBeGenerated: Bool) throws(FieldError) {
    let isGenerated = mayBeGenerated && reader.value["generator"] != nil
    try reader.requireKeys(["length", "sha256", isGenerated ? "generator" : "tokens"])
    sha256 = try reader["sha256"].string()
    let most = isGenerated ? CertificateLimits.mostGenerated : CertificateLimits.mostInline
    length = try reader["length"].whole(1...most)
    if isGenerated {
      guard reader["generator"].value == "de-bruijn" else { throw reader["generator"].wrong("de-bruijn") }
      source = .deBruijn
    } else {
      let tokens = try reader["tokens"].wholes(0...alphabetSize - 1, most: most)
      guard !tokens.isEmpty else { throw reader["tokens"].wrong("a list of 1 to \(most)") }
      source = .tokens(tokens)
    }
  }
}

extension CopyCertificate {
  fileprivate init(_ reader: FieldReader) throws(FieldError) {
    try reader.requireKeys(["schema", "kind", "claim", "model", "string", "evidence"])
    claim = try reader["claim"].string()
    model = try ModelRecord(reader["model"])
    string = try StringRecord(reader["string"], alphabetSize: model.alphabetSize, mayBeGenerated: true)
    let evidence = reader["evidence"]
    try evidence.requireKeys(["method", "blocks"])
    method = try evidence["method"].choice()
    blocks = []
    for block in try evidence["blocks"].elements(0...StepBlocks.most) {
      try block.requireKeys(["first", "last", "position", "weight", "margin"])
      blocks.append(
        StepBlock(
          first: try block["first"].whole(), last: try block["last"].whole(), position: try block["position"].whole(),
          weight: try block["weight"].string(), margin: try block["margin"].string()))
    }
  }
}

extension FailureCertificate {
  fileprivate init(_ reader: FieldReader) throws(FieldError) {
    try reader.requireKeys(["schema", "kind", "claim", "model", "string", "evidence"])
    claim = try reader["claim"].string()
    model = try ModelRecord(reader["model"])
    string = try StringRecord(reader["string"], alphabetSize: model.alphabetSize, mayBeGenerated: true)
    let evidence = reader["evidence"]
    let isExact = evidence["method"].value == .string(EvidenceMethod.exact.rawValue)
    let more = ["step", "wrote", "due", "rival", "dueLogit", "rivalLogit"]
    try evidence.requireKeys(["method", "positions"] + (isExact ? more : []))
    _ = try evidence["method"].choice(EvidenceMethod.self)
    _ = try evidence["positions"].elements(2...2)
    positions = try evidence["positions"].wholes(0...Int.max, most: 2)
    guard isExact else { return }
    step = Step(
      step: try evidence["step"].whole(0...string.length),
      wrote: evidence["wrote"].isNull ? nil : try evidence["wrote"].whole(),
      due: try evidence["due"].whole(), rival: try evidence["rival"].whole(),
      dueLogit: try evidence["dueLogit"].string(), rivalLogit: try evidence["rivalLogit"].string())
  }
}

extension WitnessCertificate {
  fileprivate init(_ reader: FieldReader) throws(FieldError) {
    try reader.requireKeys(["schema", "kind", "claim", "machine", "first", "second", "evidence"])
    claim = try reader["claim"].string()
    let isTable = reader["machine"]["type"].value == "table"
    (machine, machineDigest) =
      isTable ? try MachineRecord.table(reader["machine"]) : try MachineRecord.recurrence(reader["machine"])
    let size = machine.alphabetSize
    first = try StringRecord(reader["first"], alphabetSize: size, mayBeGenerated: false)
    second = try StringRecord(reader["second"], alphabetSize: size, mayBeGenerated: false)
    let evidence = reader["evidence"]
    try evidence.requireKeys(["state", "miscopied", "step", "wrote", "due"])
    state = try evidence["state"].string()
    miscopied = try evidence["miscopied"].choice(WitnessSide.self).rawValue
    step = try evidence["step"].whole(0...first.length)
    wrote = try evidence["wrote"].whole()
    due = try evidence["due"].whole()
  }
}
