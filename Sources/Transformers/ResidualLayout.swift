/// Which coordinates of the residual stream hold what: consecutive slots with names.
public struct ResidualLayout: Sendable, Hashable {
  /// A named range of coordinates.
  public struct Slot: Sendable, Hashable {
    /// What the coordinates hold, in a word.
    public let name: String
    /// Which coordinates these are.
    public let range: Range<Int>
  }

  /// The slots in the order of their coordinates, without gaps.
  public private(set) var slots: [Slot] = []

  /// A layout without slots.
  public init() {}

  /// The number of coordinates: the width r of the model.
  public var width: Int { slots.last?.range.upperBound ?? 0 }

  /// Appends a slot of `size` coordinates and returns its range.
  public mutating func append(_ name: String, size: Int) -> Range<Int> {
    let range = width..<(width + size)
    slots.append(Slot(name: name, range: range))
    return range
  }
}
