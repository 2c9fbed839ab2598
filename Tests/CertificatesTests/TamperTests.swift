import CopyTask
import StrictJSON
import Testing

@testable import Certificates

/// A change of any field of a certificate is noticed.
@Suite struct TamperTests {
  @Test(arguments: 0..<11)
  func everyFieldChangedIsRejected(sample: Int) throws {
    let original = try Samples.all()[sample]
    let tree = try JSONValue(Array(original.text.utf8)[...])
    #expect(holds(tree.text(.lines)))
    let changed = changes(of: tree).filter { $0 != tree }
    let accepted = changed.first { holds($0.text(.lines)) }
    #expect(accepted == nil, "\(accepted?.text(.lines) ?? "")")
    // Each certificate has a dozen fields or more, and each field is changed in several ways.
    #expect(changed.count > 60)
  }

  @Test(arguments: 0..<11)
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

  @Test(arguments: 0..<11)
  func spaceAndOrderMeanNothing(sample: Int) throws {
    let text = try Samples.all()[sample].text
    #expect(holds("\n\t\r " + text.replacing(",", with: " ,\n") + "\n"))
    let tree = try JSONValue(Array(text.utf8)[...])
    #expect(holds(reversed(tree).text(.lines)))
  }

  @Test func partsOfOtherCertificatesAreRejected() throws {
    let trees = try Samples.all().map { try JSONValue(Array($0.text.utf8)[...]) }
    for tree in trees {
      guard case .object(let object) = tree else { continue }
      for other in trees {
        for field in object.fields {
          guard let value = other[field.key], value != field.value else { continue }
          var changed = object
          changed[field.key] = value
          // A failure certified step by step holds with the theorem for evidence too, of the same string.
          let isWeaker = field.key == "evidence" && tree["kind"] == .string("failure") && other["kind"] == tree["kind"]
          let isOther = field.key == "evidence" && tree["kind"] == .string("copy") && other["model"] == tree["model"]
          let text = JSONValue.object(changed).text(.lines)
          #expect(isWeaker || isOther || !holds(text), "\(text)")
        }
      }
    }
  }

  private func reversed(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let object):
      .object(JSONObject(object.fields.reversed().map { JSONField($0.key, reversed($0.value)) }))
    case .array(let values): .array(values.map(reversed))
    default: value
    }
  }

  /// The values that differ from `value` in one place.
  private func changes(of value: JSONValue) -> [JSONValue] {
    switch value {
    case .null: return [0, ""]
    case .boolean, .notFinite: return []
    case .number(let number):
      let whole = number.whole ?? 0
      return [(whole + 1).json, max(0, whole - 1).json, (10 * whole + 1).json, "\(whole)".json, nil]
    case .string(let text):
      return [text + "0", String(text.dropLast()), "-" + text, ""].map { .string($0) } + [0, nil]
    case .array(let values):
      var changed = [[], values.reversed(), Array(values.dropLast()), values + [0]].map { JSONValue.array($0) }
      for (index, element) in values.enumerated() {
        for other in changes(of: element) {
          var values = values
          values[index] = other
          changed.append(.array(values))
        }
      }
      return changed
    case .object(let object):
      var changed = [JSONObject(object.fields + [JSONField("note", 1)])]
      for field in object.fields {
        changed.append(JSONObject(object.fields.filter { $0.key != field.key }))
        changed.append(JSONObject(object.fields + [field]))
        for other in changes(of: field.value) {
          var object = object
          object[field.key] = other
          changed.append(object)
        }
      }
      return changed.map { .object($0) }
    }
  }
}
