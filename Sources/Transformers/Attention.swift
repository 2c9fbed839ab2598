public import Arithmetic
import Workers

/// What one attention head did at one position.
public struct HeadActivations<Element: Scalar>: Sendable {
  /// The first position of the window.
  public let start: Int

  /// The scores of the positions of the window.
  public let scores: [Element]

  /// 2^(score - shift) for each position of the window: attention weights before they are divided by their
  /// sum. Softmax does not depend on the shift.
  public let unnormalized: [Element]

  /// The sum of `unnormalized`, added from the first position to the last.
  public let total: Element

  /// The attention weight of `position`, which lies in the window.
  public func weight(at position: Int) -> Element {
    unnormalized[position - start] / total
  }
}

extension WorkerPool {
  /// Below this many inner products per thread, starting the threads costs more than they save: a few
  /// microseconds against some ten nanoseconds each.
  static let leastInnerProducts = 512
}

extension AttentionHead where Element: Scalar {
  /// Attention from the newest position over the cached keys and values of the window: what the head saw
  /// and, as second part, its output, the mean of the values weighted by 2^score.
  ///
  /// The sums run from the first position to the last whatever the number of threads, so that the result
  /// does not depend on it.
  func attend(
    from residual: [Element], keys: [Element], values: [Element], zero: Element, workers: WorkerPool
  ) throws(ScalarError) -> (HeadActivations<Element>, output: [Element]) {
    let query = self.query.times(residual, zero: zero)
    let valueSize = value.rows
    let count = values.count / valueSize
    let start = window.start(from: count - 1)
    let scores = workers.map(count - start, leastShare: WorkerPool.leastInnerProducts) { range in
      innerProducts(query, keys, zero: zero, of: (start + range.lowerBound)..<(start + range.upperBound))
    }
    let shift = Element.softmaxShift(scores)
    let unnormalized = try workers.map(
      count - start, leastShare: WorkerPool.leastInnerProducts
    ) { range throws(ScalarError) in
      var weights: [Element] = []
      weights.reserveCapacity(range.count)
      for offset in range { weights.append(try Element.exp2(scores[offset] - shift)) }
      return weights
    }
    var total = zero
    var output = [Element](repeating: zero, count: valueSize)
    for offset in unnormalized.indices {
      let weight = unnormalized[offset]
      total += weight
      for coordinate in 0..<valueSize {
        output[coordinate].add(weight, times: values[(start + offset) * valueSize + coordinate])
      }
    }
    for coordinate in 0..<valueSize { output[coordinate] = output[coordinate] / total }
    return (
      HeadActivations(start: start, scores: scores, unnormalized: unnormalized, total: total), output
    )
  }

  /// <query, key> for the keys of the given positions, each added in order of coordinate.
  ///
  /// Four keys are taken at a time, since the terms of one sum have to wait for each other.
  private func innerProducts(
    _ query: [Element], _ keys: [Element], zero: Element, of positions: Range<Int>
  ) -> [Element] {
    let size = query.count
    var products: [Element] = []
    products.reserveCapacity(positions.count)
    var position = positions.lowerBound
    while position + 4 <= positions.upperBound {
      let start = position * size
      var (first, second, third, fourth) = (zero, zero, zero, zero)
      for coordinate in 0..<size {
        let factor = query[coordinate]
        first.add(factor, times: keys[start + coordinate])
        second.add(factor, times: keys[start + size + coordinate])
        third.add(factor, times: keys[start + 2 * size + coordinate])
        fourth.add(factor, times: keys[start + 3 * size + coordinate])
      }
      products += [first, second, third, fourth]
      position += 4
    }
    while position < positions.upperBound {
      var product = zero
      for coordinate in 0..<size { product.add(query[coordinate], times: keys[position * size + coordinate]) }
      products.append(product)
      position += 1
    }
    return products
  }
}

extension AttentionPlan.Averages {
  /// The means over the windows of all heads of the group. `recent` holds the values, newest first; each
  /// window's sum is built from that of the next smaller one.
  func attend(
    recent: [[Element]], zero: Element, format: Element.Format, into output: inout [Element], starts: [Int]
  ) {
    var sum = [Element](repeating: zero, count: value.rows)
    var summed = 0
    for (index, window) in heads {
      let count = min(window.size ?? recent.count, recent.count)
      while summed < count {
        for coordinate in sum.indices { sum[coordinate] += recent[summed][coordinate] }
        summed += 1
      }
      let divisor = Element(Rational(count), format: format)
      for coordinate in sum.indices { output[starts[index] + coordinate] = sum[coordinate] / divisor }
    }
  }
}
