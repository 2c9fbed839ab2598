#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Constructions

/// How far a long copy is, in a file, schema `verbatim.checkpoint/1`.
///
/// What it says is believed: a copy that goes on from it certifies the steps that follow.
struct Checkpoint: Codable, Equatable {
  var schema = "verbatim.checkpoint/1"
  let ngram, alphabet: Int
  let source: String
  let length: Int
  /// The rule of the scale; absent for that of T2.3, which files were written for before there was another.
  let scaleRule: String?
  /// Steps certified so far, of L + 1.
  var certified = 0

  init(_ parameters: NgramParameters, length: Int, source: CopySource) {
    ngram = parameters.ngram
    alphabet = parameters.alphabetSize
    self.source = source.rawValue
    self.length = length
    scaleRule = parameters.scaleRule == .lengthDependent ? nil : parameters.scaleRule.name
  }

  /// Steps certified according to the file at `path`, or 0 if there is none: then one is written, so that a
  /// place where none can be is not found out hours later.
  ///
  /// - Throws: `Failure` if the file is no checkpoint of this copy.
  mutating func resume(from path: String) throws(Failure) {
    guard !path.isEmpty else { throw .usage("--checkpoint '': expected a path") }
    if let bytes = try TextFile.bytesIfPresent(at: path, option: "--checkpoint") {
      guard let found = try? JSONDecoder().decode(Checkpoint.self, from: Data(bytes)), found.schema == schema
      else { throw .usage("--checkpoint \(path): expected a JSON object with schema \(schema)") }
      var same = found
      same.certified = certified
      guard same == self else {
        throw .usage(
          "--checkpoint \(path): of another copy, \(found.subject); expected \(subject)")
      }
      guard (0...length + 1).contains(found.certified) else {
        throw .usage("--checkpoint \(path): \(found.certified) steps certified; expected 0 to \(length) + 1")
      }
      certified = found.certified
    }
    do { try write(to: path) } catch { throw .usage("--checkpoint \(path): no file can be written there") }
  }

  private var subject: String {
    "n = \(ngram), D = \(alphabet), L = \(length), source \(source)" + (scaleRule.map { ", scale \($0)" } ?? "")
  }

  /// Writes the file in one step: whoever reads it finds the old one or the new one.
  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try (encoder.encode(self) + Data("\n".utf8)).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}
