/// A value for which a property fails, made as simple as shrinking could make it.
public struct Counterexample<Value> {
  /// The seed whose generator drew the value.
  public let seed: UInt64

  /// The number of values that the same generator had drawn before it.
  public let trial: Int

  /// The value as it was drawn.
  public let drawn: Value

  /// The simplest value reached from it for which the property still fails.
  public let value: Value

  /// How many times a simpler failing value was found on the way.
  public let shrinkCount: Int

  /// The error that the property threw for `value`; nil if it was false.
  public let error: (any Error)?
}

extension Counterexample: Sendable where Value: Sendable {}

extension Counterexample: CustomStringConvertible {
  public var description: String {
    let verdict = error.map { "throws: \($0)" } ?? "is false"
    let replay = "replay with \(seedVariable)=\(seed)"
    return """
      the property \(verdict)
        for     \(String(reflecting: value))
        shrunk  \(shrinkCount) times from \(String(reflecting: drawn))
        drawn   with seed \(seed), trial \(trial) (\(replay))
      """
  }
}
