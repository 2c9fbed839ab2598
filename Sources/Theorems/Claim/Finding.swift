public import Arithmetic

/// What a check found: how much it covered, the extreme values it saw, and a counterexample if there was one.
public struct Finding: Sendable {
  /// How many things of one kind were checked.
  public struct Coverage: Sendable, Hashable {
    /// What was counted, in the plural: "strings", "machines".
    public let name: String
    /// How many there were.
    public let count: Integer
  }

  /// The most extreme value of a quantity that the claim bounds.
  public struct Extreme: Sendable, Hashable {
    /// What it is: "attention weight".
    public let quantity: String
    /// Which end of its range this is.
    public let end: End
    /// The value, exact.
    public let value: Rational
    /// Where it was seen.
    public let place: String

    /// The quantity and its end: "smallest attention weight".
    public var name: String { "\(end.rawValue) \(quantity)" }
  }

  /// An end of a range of values.
  public enum End: String, Sendable, Hashable {
    /// The least value seen.
    case smallest
    /// The greatest value seen.
    case largest
  }

  /// By the order in which the kinds came up.
  public private(set) var covered: [Coverage] = []

  /// By the order in which the quantities came up.
  public private(set) var extremes: [Extreme] = []

  /// The first counterexample: what it is, and in what it contradicts the statement.
  public private(set) var counterexample: String?

  /// A finding that has covered nothing yet.
  public init() {}

  /// Whether nothing was found that contradicts the statement, and something was looked at.
  public var holds: Bool { counterexample == nil && covered.contains { $0.count > 0 } }

  /// Counts `count` more things of the kind `name`.
  public mutating func cover(_ name: String, _ count: Integer = 1) {
    if let index = covered.firstIndex(where: { $0.name == name }) {
      covered[index] = Coverage(name: name, count: covered[index].count + count)
    } else {
      covered.append(Coverage(name: name, count: count))
    }
  }

  /// Remembers `value` if it is more extreme than what was seen of the quantity before.
  public mutating func observe(
    _ end: End, _ quantity: String, _ value: Rational, at place: @autoclosure () -> String
  ) {
    guard let index = extremes.firstIndex(where: { $0.quantity == quantity && $0.end == end }) else {
      extremes.append(Extreme(quantity: quantity, end: end, value: value, place: place()))
      return
    }
    let known = extremes[index].value
    if end == .smallest ? value < known : value > known {
      extremes[index] = Extreme(quantity: quantity, end: end, value: value, place: place())
    }
  }

  /// Records a counterexample; the first one stays.
  public mutating func refute(_ counterexample: @autoclosure () -> String) {
    if self.counterexample == nil { self.counterexample = counterexample() }
  }

  /// Records a counterexample unless the condition holds. Returns the condition.
  @discardableResult
  public mutating func require(_ condition: Bool, _ counterexample: @autoclosure () -> String) -> Bool {
    if !condition { refute(counterexample()) }
    return condition
  }

  /// Adds what another part of the same check found, which comes after this one.
  public mutating func merge(_ other: Finding) {
    for part in other.covered { cover(part.name, part.count) }
    for extreme in other.extremes { observe(extreme.end, extreme.quantity, extreme.value, at: extreme.place) }
    if let found = other.counterexample { refute(found) }
  }
}
