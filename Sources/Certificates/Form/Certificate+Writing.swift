import CopyTask
import StateSpaces

extension Certificate {
  /// The certificate as it stands in a file.
  public var text: String { json.text() + "\n" }

  private var json: JSONValue {
    let head = [
      JSONField("schema", .string(Certificate.schema)), JSONField("kind", .string(kind)),
      JSONField("claim", .string(claim)),
    ]
    switch self {
    case .copy(let copy):
      return .object(
        head + [
          JSONField("model", copy.model.json), JSONField("string", copy.string.json),
          JSONField(
            "evidence",
            .object([
              JSONField("method", .string(copy.method.rawValue)),
              JSONField("blocks", .array(copy.blocks.map(\.json))),
            ])),
        ])
    case .failure(let failure):
      return .object(
        head + [
          JSONField("model", failure.model.json), JSONField("string", failure.string.json),
          JSONField("evidence", failure.evidence),
        ])
    case .witness(let witness):
      return .object(
        head + [
          JSONField("machine", witness.machine.json(sha256: witness.machineDigest)),
          JSONField("first", witness.first.json), JSONField("second", witness.second.json),
          JSONField(
            "evidence",
            .object([
              JSONField("state", .string(witness.state)), JSONField("miscopied", .string(witness.miscopied)),
              JSONField("step", .number(witness.step)), JSONField("wrote", .number(witness.wrote)),
              JSONField("due", .number(witness.due)),
            ])),
        ])
    }
  }
}

extension ModelRecord {
  fileprivate var json: JSONValue {
    .object([
      JSONField("ngram", .number(ngram)), JSONField("alphabet", .number(alphabetSize)),
      JSONField("rule", .string(rule)), JSONField("codeBits", .number(codeBits)),
      JSONField("scale", .number(scale)), JSONField("boundaryBonus", .number(boundaryBonus)),
      JSONField("sha256", .string(sha256)),
    ])
  }
}

extension StringRecord {
  fileprivate var json: JSONValue {
    let tokens =
      switch source {
      case .tokens(let tokens): JSONField("tokens", .array(tokens.map { .number($0) }))
      case .deBruijn: JSONField("generator", .string("de-bruijn"))
      }
    return .object([JSONField("length", .number(length)), JSONField("sha256", .string(sha256)), tokens])
  }
}

extension StepBlock {
  fileprivate var json: JSONValue {
    .object([
      JSONField("first", .number(first)), JSONField("last", .number(last)),
      JSONField("position", .number(position)), JSONField("weight", .string(weight)),
      JSONField("margin", .string(margin)),
    ])
  }
}

extension FailureCertificate {
  fileprivate var evidence: JSONValue {
    let method = step == nil ? EvidenceMethod.theorem : .exact
    var fields = [
      JSONField("method", .string(method.rawValue)),
      JSONField("positions", .array(positions.map { .number($0) })),
    ]
    if let step {
      fields += [
        JSONField("step", .number(step.step)), JSONField("wrote", step.wrote.map { .number($0) } ?? .null),
        JSONField("due", .number(step.due)), JSONField("rival", .number(step.rival)),
        JSONField("dueLogit", .string(step.dueLogit)), JSONField("rivalLogit", .string(step.rivalLogit)),
      ]
    }
    return .object(fields)
  }
}

extension MachineRecord {
  fileprivate func json(sha256: String) -> JSONValue {
    switch self {
    case .table(let machine):
      .object([
        JSONField("type", .string("table")), JSONField("alphabet", .number(machine.alphabet.size)),
        JSONField("start", .number(machine.start)),
        JSONField("updates", .array(machine.updates.map { .array($0.map { .number($0) }) })),
        JSONField("outputs", .array(machine.outputs.map { .number($0) })),
        JSONField("sha256", .string(sha256)),
      ])
    case .recurrence(let machine):
      .object([
        JSONField("type", .string("recurrence")), JSONField("model", .string(machine.family.rawValue)),
        JSONField("format", .string(machine.format.rawValue)), JSONField("hidden", .number(machine.hidden)),
        JSONField("alphabet", .number(machine.alphabetSize)), JSONField("seed", .string("\(machine.seed)")),
        JSONField("sha256", .string(sha256)),
      ])
    }
  }
}
