import CopyTask
import StateSpaces
import StrictJSON

extension Certificate {
  /// The certificate as it stands in a file.
  public var text: String { JSONValue.object(json).text(.lines) + "\n" }

  private var json: JSONObject {
    var json: JSONObject = [
      "schema": Certificate.schema.json, "kind": kind.json, "claim": claim.json,
    ]
    switch self {
    case .copy(let copy):
      json["model"] = copy.model.json
      json["string"] = copy.string.json
      json["evidence"] = ["method": copy.method.rawValue.json, "blocks": .array(copy.blocks.map(\.json))]
    case .failure(let failure):
      json["model"] = failure.model.json
      json["string"] = failure.string.json
      json["evidence"] = failure.evidence
    case .witness(let witness):
      json["machine"] = witness.machine.json(sha256: witness.machineDigest)
      json["first"] = witness.first.json
      json["second"] = witness.second.json
      json["evidence"] = [
        "state": witness.state.json, "miscopied": witness.miscopied.json, "step": witness.step.json,
        "wrote": witness.wrote.json, "due": witness.due.json,
      ]
    }
    return json
  }
}

extension ModelRecord {
  fileprivate var json: JSONValue {
    [
      "ngram": ngram.json, "alphabet": alphabetSize.json, "rule": rule.json, "codeBits": codeBits.json,
      "scale": scale.json, "boundaryBonus": boundaryBonus.json, "sha256": sha256.json,
    ]
  }
}

extension StringRecord {
  fileprivate var json: JSONValue {
    var json: JSONObject = ["length": length.json, "sha256": sha256.json]
    switch source {
    case .tokens(let tokens): json["tokens"] = tokens.json
    case .deBruijn: json["generator"] = "de-bruijn"
    }
    return .object(json)
  }
}

extension StepBlock {
  fileprivate var json: JSONValue {
    [
      "first": first.json, "last": last.json, "position": position.json, "weight": weight.json,
      "margin": margin.json,
    ]
  }
}

extension FailureCertificate {
  fileprivate var evidence: JSONValue {
    let method = step == nil ? EvidenceMethod.theorem : .exact
    var json: JSONObject = ["method": method.rawValue.json, "positions": positions.json]
    if let step {
      json["step"] = step.step.json
      json["wrote"] = step.wrote.json
      json["due"] = step.due.json
      json["rival"] = step.rival.json
      json["dueLogit"] = step.dueLogit.json
      json["rivalLogit"] = step.rivalLogit.json
    }
    return .object(json)
  }
}

extension MachineRecord {
  fileprivate func json(sha256: String) -> JSONValue {
    switch self {
    case .table(let machine):
      [
        "type": "table", "alphabet": machine.alphabet.size.json, "start": machine.start.json,
        "updates": machine.updates.json, "outputs": machine.outputs.json, "sha256": sha256.json,
      ]
    case .recurrence(let machine):
      [
        "type": "recurrence", "model": machine.family.rawValue.json, "format": machine.format.rawValue.json,
        "hidden": machine.hidden.json, "alphabet": machine.alphabetSize.json,
        "seed": "\(machine.seed)".json, "sha256": sha256.json,
      ]
    }
  }
}
