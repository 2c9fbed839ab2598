import Arithmetic
import StateSpaces

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
      let elements, elementsTight: JSONInteger
      /// "16-bit" or "32-bit".
      let format: String
      /// Of the numbers allocated.
      let bits: JSONInteger
    }

    /// A tensor that grows.
    struct Growth: Encodable {
      let name, shape: String
      let elementsPerToken: JSONInteger
      let format: String
      let bitsPerToken: JSONInteger
    }

    let schema = "verbatim.gssm/1"
    let command = "capacity"
    /// The preset's origin or the path; null with --bits, as is the family.
    @OrNull var model: String?
    @OrNull var family: String?
    @OrNull var cacheFormat: String?
    let components: [Component]
    let growing: [Growth]
    let bits, bitsTight, growthBitsPerToken: JSONInteger
    let fixedState: Bool
    /// Null where the state may depend on all tokens.
    @OrNull var receptiveField: JSONInteger?
    let alphabet: Int
    /// p/q.
    let error: ReportedNumber
    /// Null where the state grows.
    @OrNull var maxCopyLength: JSONInteger?
    @OrNull var maxCopyLengthTight: JSONInteger?
    /// The longest string that takes at most a hundredth of the bits; null where the state grows.
    @OrNull var bindsBelow: JSONInteger?
    let notes: [String]

    init(_ report: GssmCapacityReport) {
      let format = report.format
      var components: [Component] = []
      var growing: [Growth] = []
      for tensor in report.state?.tensors ?? [] {
        let width = format.bits(tensor.role)
        if tensor.role == .growing {
          growing.append(
            Growth(
              name: tensor.name, shape: tensor.shape, elementsPerToken: JSONInteger(tensor.growth),
              format: "\(width)-bit", bitsPerToken: JSONInteger(tensor.growth * Integer(width))))
        } else {
          components.append(
            Component(
              name: tensor.name, shape: tensor.shape, elements: JSONInteger(tensor.elements),
              elementsTight: JSONInteger(tensor.tightElements), format: "\(width)-bit",
              bits: JSONInteger(tensor.elements * Integer(width))))
        }
      }
      self.components = components
      self.growing = growing
      (model, family) = (report.name, report.state?.family)
      cacheFormat = report.state == nil ? nil : format.rawValue
      bits = JSONInteger(report.bits)
      bitsTight = JSONInteger(report.tightBits)
      growthBitsPerToken = JSONInteger(report.growthBits)
      fixedState = report.isFixed
      receptiveField = report.receptiveField.map(JSONInteger.init)
      alphabet = report.bound.alphabetSize
      error = .exact(report.bound.error)
      maxCopyLength = (report.capacity?.longestCopy).map(JSONInteger.init)
      maxCopyLengthTight = (report.tightCapacity?.longestCopy).map(JSONInteger.init)
      bindsBelow = (report.capacity?.slackLength).map(JSONInteger.init)
      notes = report.state?.notes ?? []
    }
  }
}
