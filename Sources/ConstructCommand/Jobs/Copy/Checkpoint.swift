import Constructions
import StrictJSON

/// How far a long copy is, in a file, schema `verbatim.checkpoint/1`.
///
/// A copy that goes on from it reads the whole string again, and finds out again that all its n-grams are
/// distinct and that the inequality holds, at the steps that were certified too. So all that is believed is
/// that those steps were compared with the string. The digest of the string is compared as well, once it has
/// been read.
struct Checkpoint: Equatable {
  private static let schema = "verbatim.checkpoint/1"

  let ngram, alphabet: Int
  let source: String
  let length: Int
  /// The rule of the scale; absent for that of T2.3, which files were written for before there was another.
  let scaleRule: String?
  /// Of a random source.
  let seed: UInt64?
  /// Of the string, as in a report, once it is known.
  var sha256: String?
  /// Steps certified so far, of L + 1.
  var certified = 0

  init(_ string: StringPlan) {
    let parameters = string.parameters
    (ngram, alphabet, length) = (parameters.ngram, parameters.alphabetSize, string.length)
    scaleRule = parameters.scaleRule == .lengthDependent ? nil : parameters.scaleRule.name
    // The digest says which file; where it lies does not matter.
    if case .file = string.origin { source = "text" } else { source = string.source }
    if case .sequence(let source, let seed) = string.origin, source.isRandom { self.seed = seed } else { seed = nil }
  }

  /// Steps certified according to the file at `path`, or 0 if there is none: then one is written, so that a
  /// place where none can be is not found out hours later.
  ///
  /// - Throws: `Failure` if the file is no checkpoint of this copy.
  mutating func resume(from path: String) throws(Failure) {
    guard !path.isEmpty else { throw .usage("--checkpoint '': expected a path") }
    guard path != TextFile.standard else {
      throw .usage("--checkpoint -: expected a file, which is read and replaced (./- is one)")
    }
    var text = fileText
    if let bytes = try TextFile.bytesIfPresent(at: path, option: "--checkpoint", most: Checkpoint.mostBytes) {
      let found: Checkpoint
      do { found = try Checkpoint(FieldReader(try JSONValue(bytes[...]))) } catch {
        throw .usage("--checkpoint \(path): expected a JSON object with schema \(Checkpoint.schema): \(error)")
      }
      var same = found
      same.certified = certified
      same.sha256 = sha256
      guard same == self else {
        throw .usage(
          "--checkpoint \(path): of another copy, \(found.subject); expected \(subject)")
      }
      guard (0...length + 1).contains(found.certified) else {
        throw .usage("--checkpoint \(path): \(found.certified) steps certified; expected 0 to \(length) + 1")
      }
      certified = found.certified
      sha256 = found.sha256
      // It may turn out to be of another string: until then it stays as it is, byte for byte.
      text = String(decoding: bytes, as: UTF8.self)
    }
    do { try OutputFile.write(text, to: path, option: "--checkpoint") } catch {
      throw .usage("--checkpoint \(path): no file can be written there")
    }
  }

  /// Far more than any checkpoint has.
  private static let mostBytes = 1 << 16

  /// Compares the digest of the string with that of an earlier run, or takes it down if there was none.
  ///
  /// - Throws: `Failure` if it was another string.
  mutating func take(sha256 digest: String, path: String?) throws(Failure) {
    if let path, let sha256, sha256 != digest {
      throw .usage("--checkpoint \(path): of another string, with SHA-256 \(sha256); expected \(digest)")
    }
    sha256 = digest
  }

  private var subject: String {
    "n = \(ngram), D = \(alphabet), L = \(length), source \(source)"
      + (seed.map { ", seed \($0)" } ?? "") + (scaleRule.map { ", scale \($0)" } ?? "")
  }

  // MARK: - As JSON

  private init(_ reader: FieldReader) throws(FieldError) {
    guard reader["schema"].value == .string(Checkpoint.schema) else { throw reader["schema"].wrong(Checkpoint.schema) }
    try reader.requireKeys(
      ["schema", "ngram", "alphabet", "source", "length", "certified"], optional: ["scaleRule", "seed", "sha256"])
    ngram = try reader["ngram"].whole()
    alphabet = try reader["alphabet"].whole()
    source = try reader["source"].string()
    length = try reader["length"].whole()
    scaleRule = reader["scaleRule"].isNull ? nil : try reader["scaleRule"].string()
    sha256 = reader["sha256"].isNull ? nil : try reader["sha256"].string()
    seed = reader["seed"].isNull ? nil : try reader["seed"].whole(0...UInt64.max)
    // A number of steps that cannot be is told from a file of another kind.
    certified = try reader["certified"].whole(Int.min...Int.max)
  }

  private var json: JSONValue {
    var json: JSONObject = [
      "schema": Checkpoint.schema.json, "ngram": ngram.json, "alphabet": alphabet.json, "source": source.json,
      "length": length.json, "certified": certified.json,
    ]
    json["scaleRule"] = scaleRule?.json
    json["seed"] = seed?.json
    json["sha256"] = sha256?.json
    return .object(json)
  }

  private var fileText: String { json.text(.report) + "\n" }

  /// Writes the file in one step: whoever reads it finds the old one or the new one.
  func write(to path: String) throws(Failure) {
    try OutputFile.write(fileText, to: path, option: "--checkpoint")
  }
}
