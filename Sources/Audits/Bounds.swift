import Arithmetic

/// A real number between two `Double`s: after every operation the ends move outward by one unit in the last place, so
/// that they hold the exact result.
///
/// An audit computes millions of these; `Interval` is a hundred times as slow, and is where they come from.
struct Bounds: Sendable {
  var lower, upper: Double

  init(lower: Double, upper: Double) { (self.lower, self.upper) = (lower, upper) }

  init(_ interval: Interval) { (lower, upper) = (interval.doubleBounds.lowerBound, interval.doubleBounds.upperBound) }

  static let zero = Bounds(lower: 0, upper: 0)

  static func + (left: Bounds, right: Bounds) -> Bounds {
    Bounds(lower: (left.lower + right.lower).nextDown, upper: (left.upper + right.upper).nextUp)
  }

  static func - (left: Bounds, right: Bounds) -> Bounds {
    Bounds(lower: (left.lower - right.upper).nextDown, upper: (left.upper - right.lower).nextUp)
  }

  static func * (left: Bounds, right: Bounds) -> Bounds {
    let (a, b) = (left.lower * right.lower, left.lower * right.upper)
    let (c, d) = (left.upper * right.lower, left.upper * right.upper)
    return Bounds(lower: min(min(a, b), min(c, d)).nextDown, upper: max(max(a, b), max(c, d)).nextUp)
  }

  /// The inner product of two vectors of one size.
  static func product(_ left: [Bounds], _ right: [Bounds]) -> Bounds {
    var sum = Bounds.zero
    for index in left.indices { sum = sum + left[index] * right[index] }
    return sum
  }
}
