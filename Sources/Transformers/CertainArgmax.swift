public import Arithmetic

/// Why the largest of several values is not known for certain.
public enum ArgmaxError: Error, Hashable {
  /// The values at these indices are exactly equal, and none is larger.
  case tie(candidates: [Int])

  /// The values at these indices cannot be told apart: intervals overlap, or one is not a number.
  case undecided(candidates: [Int])
}

/// The index of the largest value, where that is certain. Ties are never broken silently.
///
/// - Precondition: there are at least two values.
/// - Throws: `ArgmaxError` with the candidates, by ascending index.
/// - Complexity: O(number of values).
public func certainArgmax<Element: Scalar>(_ values: [Element]) throws(ArgmaxError) -> Int {
  // A value that is certainly larger than all others replaces whatever was best before it, and nothing
  // after it replaces it. So if there is such a value this loop ends with it.
  var best = 0
  for index in values.indices where Element.order(values[best], values[index]) == .less { best = index }

  var rivals: [Int] = []
  var allEqual = true
  for index in values.indices where index != best {
    switch Element.order(values[best], values[index]) {
    case .greater: continue
    case .equal: rivals.append(index)
    case .less, .undecided:
      rivals.append(index)
      allEqual = false
    }
  }
  guard !rivals.isEmpty else { return best }
  let candidates = (rivals + [best]).sorted()
  throw allEqual ? .tie(candidates: candidates) : .undecided(candidates: candidates)
}
