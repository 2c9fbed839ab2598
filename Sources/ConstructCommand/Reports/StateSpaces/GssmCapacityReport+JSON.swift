import Arithmetic
import StateSpaces
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension GssmCapacityReport {
  /// The report as one JSON object, schema `verbatim.gssm/1`.
  func json() throws -> String { try reportJSON(Document(self)) }

  /// The layout of the object. Names and meaning are fixed: others script against them.
  private struct Document: Encodable {
    /// A tensor of the state.
    struct Component: Encodable {
      let name: String
      /// Names and lengths of its axes, that of the layers first.
      let shape: String
      /// Numbers in all layers, allocated and such that can matter.
      let elements, elementsTight: Decimal
      /// "16-bit" or "32-bit".
      let format: String
      /// Of the numbers allocated.
      let bits: Decimal
    }

    /// A tensor that grows.
    struct Growth: Encodable {
      let name, shape: String
      let elementsPerToken: Decimal
      let format: String
      let bitsPerToken: Decimal
    }

    let schema = "verbatim.gssm/1"
    let command = "capacity"
    /// The preset's origin or the path; null with --bits, as is the family.
    @OrNull var model: String?
    @OrNull var family: String?
    @OrNull var cacheFormat: String?
    let components: [Component]
    let growing: [Growth]
    let bits, bitsTight, growthBitsPerToken: Decimal
    let fixedState: Bool
    /// Null where the state may depend on all tokens.
    @OrNull var receptiveField: Decimal?
    let alphabet: Int
    /// p/q.
    let error: ReportedNumber
    /// Null where the state grows.
    @OrNull var maxCopyLength: Decimal?
    @OrNull var maxCopyLengthTight: Decimal?
    /// The longest string that takes at most a hundredth of the bits; null where the state grows.
    @OrNull var bindsBelow: Decimal?
    let notes: [String]

    init(_ report: GssmCapacityReport) throws(Failure) {
      let format = report.format
      var components: [Component] = []
      var growing: [Growth] = []
      for tensor in report.state?.tensors ?? [] {
        let width = format.bits(tensor.role)
        if tensor.role == .growing {
          growing.append(
            Growth(
              name: tensor.name, shape: tensor.shape, elementsPerToken: try jsonInteger(tensor.growth),
              format: "\(width)-bit", bitsPerToken: try jsonInteger(tensor.growth * Integer(width))))
        } else {
          components.append(
            Component(
              name: tensor.name, shape: tensor.shape, elements: try jsonInteger(tensor.elements),
              elementsTight: try jsonInteger(tensor.tightElements), format: "\(width)-bit",
              bits: try jsonInteger(tensor.elements * Integer(width))))
        }
      }
      self.components = components
      self.growing = growing
      (model, family) = (report.name, report.state?.family)
      cacheFormat = report.state == nil ? nil : format.rawValue
      bits = try jsonInteger(report.bits)
      bitsTight = try jsonInteger(report.tightBits)
      growthBitsPerToken = try jsonInteger(report.growthBits)
      fixedState = report.isFixed
      receptiveField = try Document.number(report.receptiveField)
      alphabet = report.bound.alphabetSize
      error = .exact(report.bound.error)
      maxCopyLength = try Document.number(report.capacity?.longestCopy)
      maxCopyLengthTight = try Document.number(report.tightCapacity?.longestCopy)
      bindsBelow = try Document.number(report.capacity?.slackLength)
      notes = report.state?.notes ?? []
    }

    private static func number(_ value: Integer?) throws(Failure) -> Decimal? {
      guard let value else { return nil }
      return try jsonInteger(value)
    }
  }
}
