import CopyTask
import StateSpaces

extension Certificate {
  /// The certificate that stands in a file.
  ///
  /// - Throws: `CertificateProblem.malformed` if the bytes are not in the form that `Proofs/Certificates/FORMAT.md`
  ///   specifies, or exceed a limit set there. Whether a certificate holds is not asked here.
  public init(_ bytes: [UInt8]) throws(CertificateProblem) {
    guard bytes.count <= CertificateLimits.mostBytes else {
      throw .malformed("\(bytes.count) bytes; expected \(CertificateLimits.mostBytes) at most")
    }
    let value = try JSONReader.value(of: bytes)
    guard case .object = value else { throw .malformed("\(value.kind); expected an object") }
    guard value["schema"] == .string(Certificate.schema) else {
      throw .malformed("expected an object with the schema \(Certificate.schema)")
    }
    switch value["kind"] {
    case .string("copy"): self = .copy(try CopyCertificate(value))
    case .string("failure"): self = .failure(try FailureCertificate(value))
    case .string("gssm-witness"): self = .witness(try WitnessCertificate(value))
    default: throw .malformed("kind: expected one of copy, failure, gssm-witness")
    }
  }
}

extension ModelRecord {
  init(_ value: JSONValue) throws(CertificateProblem) {
    let reader = try FieldReader(
      value, at: "model",
      keys: ["ngram", "alphabet", "rule", "codeBits", "scale", "boundaryBonus", "sha256"])
    ngram = try reader.number("ngram", 1...CertificateLimits.mostNgram)
    alphabetSize = try reader.number("alphabet", 2...CertificateLimits.mostAlphabet)
    rule = try reader.text("rule")
    codeBits = try reader.number("codeBits")
    scale = try reader.number("scale")
    boundaryBonus = try reader.number("boundaryBonus")
    sha256 = try reader.text("sha256")
  }
}

extension StringRecord {
  /// - Parameter mayBeGenerated: whether a generator can be named instead of tokens.
  init(
    _ value: JSONValue, at place: String, alphabetSize: Int, mayBeGenerated: Bool
  ) throws(CertificateProblem) {
    let isGenerated = mayBeGenerated && value["generator"] != nil
    let reader = try FieldReader(
      value, at: place, keys: ["length", "sha256", isGenerated ? "generator" : "tokens"])
    sha256 = try reader.text("sha256")
    if isGenerated {
      guard try reader.text("generator") == "de-bruijn" else {
        throw .malformed("\(place).generator: expected de-bruijn")
      }
      length = try reader.number("length", 1...CertificateLimits.mostGenerated)
      source = .deBruijn
    } else {
      length = try reader.number("length", 1...CertificateLimits.mostInline)
      source = .tokens(
        try reader.numbers("tokens", below: alphabetSize, most: CertificateLimits.mostInline))
    }
  }
}

extension CopyCertificate {
  init(_ value: JSONValue) throws(CertificateProblem) {
    let reader = try FieldReader(
      value, at: "certificate", keys: ["schema", "kind", "claim", "model", "string", "evidence"])
    claim = try reader.text("claim")
    model = try ModelRecord(reader.value("model"))
    string = try StringRecord(
      reader.value("string"), at: "string", alphabetSize: model.alphabetSize, mayBeGenerated: true)
    let evidence = try FieldReader(reader.value("evidence"), at: "evidence", keys: ["method", "blocks"])
    method = try evidence.choice("method", EvidenceMethod.self)
    blocks = []
    for (index, block) in try evidence.array("blocks", most: StepBlocks.most).enumerated() {
      let fields = try FieldReader(
        block, at: "evidence.blocks[\(index)]", keys: ["first", "last", "position", "weight", "margin"])
      blocks.append(
        StepBlock(
          first: try fields.number("first"), last: try fields.number("last"),
          position: try fields.number("position"), weight: try fields.text("weight"),
          margin: try fields.text("margin")))
    }
  }
}

extension FailureCertificate {
  init(_ value: JSONValue) throws(CertificateProblem) {
    let reader = try FieldReader(
      value, at: "certificate", keys: ["schema", "kind", "claim", "model", "string", "evidence"])
    claim = try reader.text("claim")
    model = try ModelRecord(reader.value("model"))
    string = try StringRecord(
      reader.value("string"), at: "string", alphabetSize: model.alphabetSize, mayBeGenerated: true)
    let isExact = reader.value("evidence")["method"] == .string(EvidenceMethod.exact.rawValue)
    let more = ["step", "wrote", "due", "rival", "dueLogit", "rivalLogit"]
    let evidence = try FieldReader(
      reader.value("evidence"), at: "evidence", keys: ["method", "positions"] + (isExact ? more : []))
    _ = try evidence.choice("method", EvidenceMethod.self)
    positions = try evidence.numbers("positions", below: .max, most: 2)
    guard isExact else { return }
    step = Step(
      step: try evidence.number("step"), wrote: try evidence.numberOrNull("wrote"),
      due: try evidence.number("due"), rival: try evidence.number("rival"),
      dueLogit: try evidence.text("dueLogit"), rivalLogit: try evidence.text("rivalLogit"))
  }
}

extension WitnessCertificate {
  init(_ value: JSONValue) throws(CertificateProblem) {
    let reader = try FieldReader(
      value, at: "certificate",
      keys: ["schema", "kind", "claim", "machine", "first", "second", "evidence"])
    claim = try reader.text("claim")
    let isTable = reader.value("machine")["type"] == .string("table")
    (machine, machineDigest) =
      isTable ? try MachineRecord.table(reader.value("machine")) : try MachineRecord.recurrence(reader.value("machine"))
    let size = machine.alphabetSize
    first = try StringRecord(reader.value("first"), at: "first", alphabetSize: size, mayBeGenerated: false)
    second = try StringRecord(reader.value("second"), at: "second", alphabetSize: size, mayBeGenerated: false)
    let evidence = try FieldReader(
      reader.value("evidence"), at: "evidence", keys: ["state", "miscopied", "step", "wrote", "due"])
    state = try evidence.text("state")
    miscopied = try evidence.text("miscopied")
    step = try evidence.number("step")
    wrote = try evidence.number("wrote")
    due = try evidence.number("due")
  }
}
