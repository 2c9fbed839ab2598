import CopyTask

/// One step of a recurrence, in one number format. The state is a row of numbers, all zero at the start.
protocol RecurrentCell: Sendable {
  associatedtype Number: StateNumber

  /// How many numbers the state has.
  var elements: Int { get }

  /// How many of them, the first ones, the logits read.
  var visible: Int { get }

  /// The state after `token` is read.
  func update(_ state: [Number], reading token: Token) -> [Number]
}

/// The numbers that a seed draws.
///
/// A number u in [-1, 1) is the upper 53 bits of the next output of ``SplitMix64`` times 2^-52, minus 1,
/// which is exact in `Double`. A weight is u times a scale, rounded to `Double`, then to the format.
struct WeightSource {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  /// The next u.
  mutating func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-52 - 1 }

  /// The next weight, uniform in -scale ... scale.
  mutating func weight<Number: StateNumber>(scale: Double) -> Number { Number(rounding: uniform() * scale) }

  /// The next `count` weights.
  mutating func weights<Number: StateNumber>(_ count: Int, scale: Double) -> [Number] {
    (0..<count).map { _ in weight(scale: scale) }
  }
}

/// A matrix by rows.
struct CellMatrix<Number: StateNumber>: Sendable {
  let columns: Int
  let entries: [Number]

  /// Draws the entries row by row.
  init(rows: Int, columns: Int, scale: Double, from source: inout WeightSource) {
    self.columns = columns
    entries = source.weights(rows * columns, scale: scale)
  }

  /// `first + w_0 v_0 + w_1 v_1 + ...` from left to right, for the weights w of a row: each product is
  /// rounded, then each sum.
  @inline(__always)
  func sum(from first: Number, row: Int, times vector: some Collection<Number>) -> Number {
    var sum = first
    var index = row * columns
    for value in vector {
      sum = sum + entries[index] * value
      index += 1
    }
    return sum
  }
}
