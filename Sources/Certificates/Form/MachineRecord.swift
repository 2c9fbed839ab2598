import CopyTask
import StateSpaces

extension MachineRecord {
  /// D.
  package var alphabetSize: Int {
    switch self {
    case .table(let machine): machine.alphabet.size
    case .recurrence(let description): description.alphabetSize
    }
  }

  /// The description as lines of ASCII, the same for everybody who means the same machine.
  package var canonicalText: String {
    switch self {
    case .table(let machine):
      let rows = (machine.updates + [machine.outputs]).map { row in row.map(String.init).joined(separator: " ") }
      return "table \(machine.alphabet.size) \(machine.stateCount) \(machine.start)\n"
        + rows.joined(separator: "\n") + "\n"
    case .recurrence(let machine):
      return "recurrence \(machine.family.rawValue) \(machine.format.rawValue) \(machine.hidden) "
        + "\(machine.alphabetSize) \(machine.seed)\n"
    }
  }

  /// A table machine and its recorded digest.
  static func table(_ value: JSONValue) throws(CertificateProblem) -> (MachineRecord, String) {
    let reader = try FieldReader(
      value, at: "machine", keys: ["type", "alphabet", "start", "updates", "outputs", "sha256"])
    let size = try reader.number("alphabet", 2...CertificateLimits.mostAlphabet)
    let alphabet = Alphabet(size: size)
    let most = CertificateLimits.mostTableEntries / alphabet.vocabularySize
    let rows = try reader.array("updates", most: most)
    var updates: [[Int]] = []
    for (state, row) in rows.enumerated() {
      let place = "machine.updates[\(state)]"
      guard case .array(let values) = row else { throw .malformed("\(place): \(row.kind); expected an array") }
      updates.append(try FieldReader.numbers(values, at: place, below: rows.count))
    }
    let outputs = try reader.numbers("outputs", below: alphabet.vocabularySize, most: most)
    let (start, sha256) = (try reader.number("start"), try reader.text("sha256"))
    do throws(TableMachine.Invalid) {
      let machine = try TableMachine(
        alphabet: alphabet, start: start, updates: updates, outputs: outputs)
      return (.table(machine), sha256)
    } catch {
      throw .malformed("machine: \(error)")
    }
  }

  /// A recurrence and its recorded digest.
  static func recurrence(_ value: JSONValue) throws(CertificateProblem) -> (MachineRecord, String) {
    let reader = try FieldReader(
      value, at: "machine", keys: ["type", "model", "format", "hidden", "alphabet", "seed", "sha256"])
    guard try reader.text("type") == "recurrence" else {
      throw .malformed("machine.type: expected one of table, recurrence")
    }
    let text = try reader.text("seed")
    // The one spelling of the number.
    guard let seed = UInt64(text), "\(seed)" == text else {
      throw .malformed("machine.seed: \(text.prefix(40)); expected the digits of a number below 2^64")
    }
    let family = try reader.choice("model", RecurrenceFamily.self)
    let format = try reader.choice("format", StateFormat.self)
    let (hidden, size) = (try reader.number("hidden"), try reader.number("alphabet"))
    let sha256 = try reader.text("sha256")
    do throws(RecurrenceError) {
      let description = try RecurrenceDescription(
        family: family, format: format, hidden: hidden, alphabetSize: size, seed: seed)
      return (.recurrence(description), sha256)
    } catch {
      throw .malformed("machine: \(error)")
    }
  }
}
