#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Arithmetic

/// A report as one JSON object, its keys in sorted order.
///
/// - Parameter inOneLine: if not, there is one key to a line, so that two reports can be compared line by
///   line.
func reportJSON(_ document: some Encodable, inOneLine: Bool = false) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  if !inOneLine { encoder.outputFormatting.insert(.prettyPrinted) }
  return String(decoding: try encoder.encode(document), as: UTF8.self)
}

/// An integer as a number of JSON: exact up to the 38 digits of `Decimal`, which is more than a count that
/// fits a machine times its logarithm has.
struct JSONInteger: Encodable {
  let value: Integer

  init(_ value: Integer) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    guard value.magnitude < Integer(10).raised(to: 38), let decimal = Decimal(string: "\(value)") else {
      throw Failure.limit("\(value) >= 10^38, the largest number in a report")
    }
    var container = encoder.singleValueContainer()
    try container.encode(decimal)
  }
}

/// A member of a report that is written as null where it has no value.
///
/// What the compiler derives for an optional member leaves the key out; in a report every key is always there.
@propertyWrapper
struct OrNull<Value: Encodable>: Encodable {
  var wrappedValue: Value?

  /// Written out, so that memberwise initializers take the value and not the wrapper.
  init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue)
  }
}
