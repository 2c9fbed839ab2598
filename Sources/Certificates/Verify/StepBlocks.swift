/// How the steps 0...L of a copy are divided in a certificate.
package enum StepBlocks {
  /// The most blocks: enough to see where a copy is least clear, few enough that exact fractions stay small
  /// files.
  static let most = 64

  /// Blocks of one size, the least for which there are no more than `most`; the last one may be shorter.
  static func ranges(length: Int) -> [ClosedRange<Int>] {
    let size = (length + 1 + most - 1) / most
    return stride(from: 0, through: length, by: size).map { $0...min($0 + size - 1, length) }
  }

  /// The blocks of a run: of each the smallest weight and the smallest margin.
  ///
  /// - Precondition: there is an element for each step 0...L.
  package static func blocks<Value: Comparable & CustomStringConvertible>(
    _ steps: [(weight: Value, margin: Value)]
  ) -> [StepBlock] {
    ranges(length: steps.count - 1).map { range in
      var (weight, margin) = steps[range.lowerBound]
      for step in steps[range] {
        weight = min(weight, step.weight)
        margin = min(margin, step.margin)
      }
      return StepBlock(
        first: range.lowerBound, last: range.upperBound, position: range.lowerBound + 1, weight: "\(weight)",
        margin: "\(margin)")
    }
  }
}
