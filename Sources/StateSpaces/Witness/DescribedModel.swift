/// A model that can be built again from what is written about it: what a witness needs to be replayed.
public protocol DescribedModel: GeneralizedStateSpaceModel {
  /// Everything that fixes the model.
  associatedtype Description: Hashable & Sendable

  /// What was built.
  var description: Description { get }

  /// Builds the model that is described.
  init(_ description: Description)

  /// A state in hexadecimal digits, the same for two states only if they are equal.
  func hexadecimal(_ state: State) -> String
}

extension TableMachine: DescribedModel {
  /// The tables are all there is.
  public var description: TableMachine { self }

  /// The machine itself.
  public init(_ description: TableMachine) { self = description }

  /// The number of the state.
  public func hexadecimal(_ state: Int) -> String { String(state, radix: 16) }
}

extension SeededRecurrence: DescribedModel {
  /// The numbers of the state in order, each with all digits of its format, without spaces.
  public func hexadecimal(_ state: [UInt32]) -> String {
    let digits = description.format.bits / 4
    var text = ""
    text.reserveCapacity(state.count * digits)
    for code in state {
      let number = String(code, radix: 16)
      text += String(repeating: "0", count: digits - number.count) + number
    }
    return text
  }
}
