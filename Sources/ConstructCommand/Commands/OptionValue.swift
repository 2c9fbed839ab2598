import ArgumentParser
import Constructions

/// A number of tokens, bits or threads.
///
/// Zero is let through although no option takes it: what it is too small for is said with better reasons
/// where the number is used.
@Sendable
func wholeNumber(_ text: String) throws -> Int {
  guard let value = Int(text), value >= 0 else {
    throw ValidationError("expected a whole number from 1 to \(Int.max)")
  }
  return value
}

/// The seed of a random source.
@Sendable
func seedNumber(_ text: String) throws -> UInt64 {
  guard let value = UInt64(text) else {
    throw ValidationError("expected a whole number from 0 to \(UInt64.max)")
  }
  return value
}

/// One of several names. The parser's own way spreads the names over as many lines; callers are promised one.
@Sendable
func namedChoice<Choice: CaseIterable & RawRepresentable>(_ text: String) throws -> Choice
where Choice.RawValue == String {
  guard let choice = Choice(rawValue: text) else {
    let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("expected one of \(names)")
  }
  return choice
}

/// A rule for the scale: one about which something is proved.
@Sendable
func provenScale(_ text: String) throws -> ScaleRule {
  let rules = [ScaleRule.lengthDependent, .lengthFree]
  guard let rule = rules.first(where: { $0.name == text }) else {
    throw ValidationError("expected one of \(rules.map(\.name).joined(separator: ", "))")
  }
  return rule
}
