/// How an engine computes: the format of its numbers, the format that it adds in, and the order in which it adds.
public final class FloatArithmetic: Sendable {
  /// What results are stored in.
  public let format: FloatFormat

  /// What sums, and the products that are added, are held in; a sum is rounded to `format` when it is used.
  public let accumulator: FloatFormat

  /// The order of sums.
  public let order: SummationOrder

  /// The arithmetic of these formats; sums are held in the format itself where no other is given.
  public init(_ format: FloatFormat, accumulator: FloatFormat? = nil, order: SummationOrder = .product) {
    (self.format, self.accumulator, self.order) = (format, accumulator ?? format, order)
  }
}
