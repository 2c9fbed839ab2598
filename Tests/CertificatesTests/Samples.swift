import ConstructCommand
import Constructions
import CopyTask
import StateSpaces
import TestSupport

@testable import Certificates

/// A string and the parameters of a construction.
struct CopyCase: CustomStringConvertible {
  var order, size: Int
  var rule: ScaleRule
  var content: [Token]

  var description: String { "n = \(order), D = \(size), \(rule.name), \(content)" }

  var parameters: NgramParameters {
    get throws { try NgramParameters(ngram: order, alphabetSize: size, scaleRule: rule) }
  }

  /// Whether the string has distinct n-grams.
  var isCopied: Bool { NgramStatistics(of: content, order: order).areDistinct }

  /// The certificate that the issuer writes.
  func certificate() throws -> Certificate {
    try CertificateIssuer.copy(try parameters, content: content, isDeBruijn: false, succeeded: isCopied)
  }
}

extension Generator where Value == CopyCase {
  /// Strings of 1 to 12 tokens, some with distinct n-grams, shrinking to shorter ones.
  static var copies: Generator {
    Generator(
      shrink: { value in
        value.content.count > 1
          ? [CopyCase(order: value.order, size: value.size, rule: value.rule, content: Array(value.content.dropLast()))]
          : []
      }
    ) { source in
      let order = 1 + source.next(below: 3)
      let size = 2 + source.next(below: 4)
      let longest = min(12, NgramSpace(alphabetSize: size, order: order).longestDistinctLength ?? 12)
      let length = 1 + source.next(below: longest)
      let rule = ScaleRule.proved[source.next(below: ScaleRule.proved.count)]
      var content = (0..<length).map { _ in source.next(below: size) }
      if source.next(below: 3) > 0,
        let distinct = try? DistinctNgramString(alphabetSize: size, order: order, length: length)
          .tokens(using: &source)
      {
        content = distinct
      }
      return CopyCase(order: order, size: size, rule: rule, content: content)
    }
  }
}

/// A certificate of each kind and method.
enum Samples {
  static func all() throws -> [Certificate] {
    let copy = CopyCase(order: 2, size: 3, rule: .lengthDependent, content: [0, 0, 1, 0, 2, 1, 1, 2])
    // For (2, 3) all rules give the same weights; for (3, 3) they do not.
    let free = CopyCase(order: 3, size: 3, rule: .lengthFree, content: [0, 0, 0, 1, 0, 0, 2, 0, 1, 1])
    let failure = CopyCase(order: 2, size: 4, rule: .lengthDependent, content: [0, 1, 2, 0, 1, 3])
    let power = CopyCase(order: 3, size: 3, rule: .powerOfTwo, content: [0, 0, 1, 0, 2, 1, 1, 2])
    // With n = 2 it would fail earlier, so its evidence is no other model's.
    let powerFailure = CopyCase(order: 3, size: 3, rule: .powerOfTwo, content: [1, 0, 0, 0, 1, 0, 0, 1])
    let description = try RecurrenceDescription(
      family: .gru, format: .float8e5m2, hidden: 2, alphabetSize: 2, seed: 0)
    let recurrence = SeededRecurrence(description)
    let pair = CollidingPair(first: [0, 1, 0], second: [1, 1, 0])
    // It remembers the last token alone, and writes it.
    let table = try TableMachine(
      alphabet: Alphabet(size: 2), start: 0, updates: [[0, 1, 0, 0, 0], [0, 1, 1, 1, 1]], outputs: [0, 1])
    return [
      try copy.certificate(), try free.certificate(), try byTheorem(copy), try byTheorem(free),
      try power.certificate(), try byTheorem(power),
      try failure.certificate(), try byTheorem(failure), try byTheorem(powerFailure),
      try CertificateIssuer.witness(CollisionWitness(pair, of: recurrence)),
      try CertificateIssuer.witness(CollidingPair(first: [0, 1], second: [1, 1]), of: table),
    ]
  }

  /// The certificate with the theorem for evidence, however short the string.
  static func byTheorem(_ value: CopyCase) throws -> Certificate {
    switch try value.certificate() {
    case .copy(var record):
      record.method = .theorem
      record.blocks = try TheoremBounds(try value.parameters, length: value.content.count).blocks()
      return .copy(record)
    case .failure(var record):
      record.step = nil
      return .failure(record)
    case let other: return other
    }
  }
}

/// Whether the default verifier accepts.
func holds(_ certificate: Certificate) -> Bool {
  do {
    try CertificateVerifier().check(certificate)
    return true
  } catch {
    return false
  }
}

/// Whether a text is read and accepted.
func holds(_ text: String) -> Bool { (try? Certificate(Array(text.utf8))).map(holds) ?? false }
