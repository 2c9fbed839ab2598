@testable import Certificates
import CopyTask
import Testing

/// A change of any field of a certificate is noticed.
@Suite struct TamperTests {
  @Test(arguments: 0..<8)
  func everyFieldChangedIsRejected(sample: Int) throws {
    let original = try Samples.all()[sample]
    let tree = try JSONReader.value(of: Array(original.text.utf8))
    #expect(holds(tree.text()))
    let changed = changes(of: tree).filter { $0 != tree }
    let accepted = changed.first { holds($0.text()) }
    #expect(accepted == nil, "\(accepted?.text() ?? "")")
    // Each certificate has a dozen fields or more, and each field is changed in several ways.
    #expect(changed.count > 60)
  }

  @Test(arguments: 0..<8)
  func everyDigitChangedIsRejected(sample: Int) throws {
    let text = Array(try Samples.all()[sample].text.utf8)
    var source = SplitMix64(seed: UInt64(sample))
    let digits = text.indices.filter { (0x30...0x39).contains(text[$0]) }
    // In a debug build exact evidence takes a few milliseconds to check.
    for place in digits.shuffled(using: &source).prefix(60) {
      var changed = text
      changed[place] = 0x30 + (text[place] - 0x30 + 1 + UInt8(source.next(below: 9))) % 10
      let accepted = String(decoding: changed, as: UTF8.self)
      guard !holds(accepted) else {
        Issue.record("accepted: \(accepted)")
        return
      }
    }
  }

  @Test(arguments: 0..<8)
  func spaceAndOrderMeanNothing(sample: Int) throws {
    let text = try Samples.all()[sample].text
    #expect(holds("\n\t\r " + text.replacing(",", with: " ,\n") + "\n"))
    let tree = try JSONReader.value(of: Array(text.utf8))
    #expect(holds(reversed(tree).text()))
  }

  @Test func partsOfOtherCertificatesAreRejected() throws {
    let trees = try Samples.all().map { try JSONReader.value(of: Array($0.text.utf8)) }
    for tree in trees {
      guard case .object(let fields) = tree else { continue }
      for other in trees {
        for (index, field) in fields.enumerated() {
          guard let value = other[field.key], value != field.value else { continue }
          var changed = fields
          changed[index].value = value
          // A failure certified step by step holds with the theorem for evidence too, of the same string.
          let isWeaker = field.key == "evidence" && tree["kind"] == .string("failure") && other["kind"] == tree["kind"]
          let isOther = field.key == "evidence" && tree["kind"] == .string("copy") && other["model"] == tree["model"]
          let text = JSONValue.object(changed).text()
          #expect(isWeaker || isOther || !holds(text), "\(text)")
        }
      }
    }
  }

  private func reversed(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let fields): .object(fields.reversed().map { JSONField($0.key, reversed($0.value)) })
    case .array(let values): .array(values.map(reversed))
    default: value
    }
  }

  /// The values that differ from `value` in one place.
  private func changes(of value: JSONValue) -> [JSONValue] {
    switch value {
    case .null: return [.number(0), .string("")]
    case .number(let number):
      return [.number(number + 1), .number(max(0, number - 1)), .number(10 * number + 1), .string("\(number)"), .null]
    case .string(let text):
      return [text + "0", String(text.dropLast()), "-" + text, ""].map { .string($0) } + [.number(0), .null]
    case .array(let values):
      var changed = [[], values.reversed(), Array(values.dropLast()), values + [.number(0)]].map { JSONValue.array($0) }
      for (index, element) in values.enumerated() {
        for other in changes(of: element) {
          var values = values
          values[index] = other
          changed.append(.array(values))
        }
      }
      return changed
    case .object(let fields):
      var changed = [JSONValue.object(fields + [JSONField("note", .number(1))])]
      for (index, field) in fields.enumerated() {
        changed.append(.object(fields.filter { $0.key != field.key }))
        changed.append(.object(fields + [field]))
        for other in changes(of: field.value) {
          var fields = fields
          fields[index].value = other
          changed.append(.object(fields))
        }
      }
      return changed
    }
  }
}
