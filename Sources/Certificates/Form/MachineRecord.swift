import CopyTask
import StateSpaces
import StrictJSON

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
  static func table(_ reader: FieldReader) throws(FieldError) -> (MachineRecord, String) {
    try reader.requireKeys(["type", "alphabet", "start", "updates", "outputs", "sha256"])
    let size = try reader["alphabet"].whole(2...CertificateLimits.mostAlphabet)
    let alphabet = Alphabet(size: size)
    let most = CertificateLimits.mostTableEntries / alphabet.vocabularySize
    let rows = try reader["updates"].elements(0...most)
    var updates: [[Int]] = []
    for row in rows { updates.append(try row.wholes(0...rows.count - 1, most: alphabet.vocabularySize)) }
    let outputs = try reader["outputs"].wholes(0...alphabet.vocabularySize - 1, most: most)
    let (start, sha256) = (try reader["start"].whole(), try reader["sha256"].string())
    do throws(TableMachine.Invalid) {
      let machine = try TableMachine(
        alphabet: alphabet, start: start, updates: updates, outputs: outputs)
      return (.table(machine), sha256)
    } catch {
      throw FieldError(at: reader.place, "\(error)")
    }
  }

  /// A recurrence and its recorded digest.
  static func recurrence(_ reader: FieldReader) throws(FieldError) -> (MachineRecord, String) {
    try reader.requireKeys(["type", "model", "format", "hidden", "alphabet", "seed", "sha256"])
    guard reader["type"].value == "recurrence" else { throw reader["type"].wrong("one of table, recurrence") }
    let text = try reader["seed"].string()
    // The one spelling of the number.
    guard let seed = UInt64(text), "\(seed)" == text else {
      throw reader["seed"].wrong("the digits of a number below 2^64")
    }
    let family = try reader["model"].choice(RecurrenceFamily.self)
    let format = try reader["format"].choice(StateFormat.self)
    let (hidden, size) = (try reader["hidden"].whole(), try reader["alphabet"].whole())
    let sha256 = try reader["sha256"].string()
    do throws(RecurrenceError) {
      let description = try RecurrenceDescription(
        family: family, format: format, hidden: hidden, alphabetSize: size, seed: seed)
      return (.recurrence(description), sha256)
    } catch {
      throw FieldError(at: reader.place, "\(error)")
    }
  }
}
