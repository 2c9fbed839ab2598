import CopyTask
import StateSpaces
import StrictJSON

extension Certificate {
  /// The certificate as it stands in a file.
  public var text: String { JSONValue.object(json).text(.lines) + "\n" }

  private var json: JSONObject {
    var json: JSONObject = [
      "schema": .string(Certificate.schema), "kind": .string(kind), "claim": .string(claim),
    ]
    switch self {
    case .copy(let copy):
      json["model"] = copy.model.json
      json["string"] = copy.string.json
      json["evidence"] = ["method": .string(copy.method.rawValue), "blocks": .array(copy.blocks.map(\.json))]
    case .failure(let failure):
      json["model"] = failure.model.json
      json["string"] = failure.string.json
      json["evidence"] = failure.evidence
    case .witness(let witness):
      json["machine"] = witness.machine.json(sha256: witness.machineDigest)
      json["first"] = witness.first.json
      json["second"] = witness.second.json
      json["evidence"] = [
        "state": .string(witness.state), "miscopied": .string(witness.miscopied), "step": .whole(witness.step),
        "wrote": .whole(witness.wrote), "due": .whole(witness.due),
      ]
    }
    return json
  }
}

extension ModelRecord {
  fileprivate var json: JSONValue {
    [
      "ngram": .whole(ngram), "alphabet": .whole(alphabetSize), "rule": .string(rule), "codeBits": .whole(codeBits),
      "scale": .whole(scale), "boundaryBonus": .whole(boundaryBonus), "sha256": .string(sha256),
    ]
  }
}

extension StringRecord {
  fileprivate var json: JSONValue {
    var json: JSONObject = ["length": .whole(length), "sha256": .string(sha256)]
    switch source {
    case .tokens(let tokens): json["tokens"] = list(tokens)
    case .deBruijn: json["generator"] = "de-bruijn"
    }
    return .object(json)
  }
}

extension StepBlock {
  fileprivate var json: JSONValue {
    [
      "first": .whole(first), "last": .whole(last), "position": .whole(position), "weight": .string(weight),
      "margin": .string(margin),
    ]
  }
}

extension FailureCertificate {
  fileprivate var evidence: JSONValue {
    let method = step == nil ? EvidenceMethod.theorem : .exact
    var json: JSONObject = ["method": .string(method.rawValue), "positions": list(positions)]
    if let step {
      json["step"] = .whole(step.step)
      json["wrote"] = step.wrote.map { .whole($0) } ?? .null
      json["due"] = .whole(step.due)
      json["rival"] = .whole(step.rival)
      json["dueLogit"] = .string(step.dueLogit)
      json["rivalLogit"] = .string(step.rivalLogit)
    }
    return .object(json)
  }
}

extension MachineRecord {
  fileprivate func json(sha256: String) -> JSONValue {
    switch self {
    case .table(let machine):
      [
        "type": "table", "alphabet": .whole(machine.alphabet.size), "start": .whole(machine.start),
        "updates": .array(machine.updates.map(list)), "outputs": list(machine.outputs), "sha256": .string(sha256),
      ]
    case .recurrence(let machine):
      [
        "type": "recurrence", "model": .string(machine.family.rawValue), "format": .string(machine.format.rawValue),
        "hidden": .whole(machine.hidden), "alphabet": .whole(machine.alphabetSize),
        "seed": .string("\(machine.seed)"), "sha256": .string(sha256),
      ]
    }
  }
}

private func list(_ numbers: [Int]) -> JSONValue { .array(numbers.map { .whole($0) }) }
