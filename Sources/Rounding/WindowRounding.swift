/// What rounding does to the windows of the first layer: nothing, for windows that are small enough for the format.
///
/// Head t has the mean h_t of the last t pieces, and G_k = (k + 1) h_{k+1} - k h_k is meant to be the piece at offset
/// k. Sums S of pieces are integers of at most n + 1, exact in every order where n + 1 <= 2^p. What is rounded is the
/// mean, and its product with t.
///
/// Lemma. Let n + 1 <= 2^p, and let (k + 1) fl((S + v) / (k + 1)) - k fl(S / k), with every operation rounded, be v
/// for all 0 <= k <= n, |S| <= k and v in {-1, 0, 1}. Then G_k is the piece, exactly, for every k <= i. If moreover
/// |G_k| <= 3/2 for the garbage at k > i, then what the gate lets through is what it lets through in exact arithmetic.
/// So layer 1 computes the same numbers as the exact model, in every order of its sums.
///
/// *Windows.* G_k has two terms that are not zero, and a sum of two terms has one order. *Gate.* With g = 0 the
/// arguments 2v + 1, 2v - 1 and 1 and the partial sums of the three units are integers of at most 3. With a nearer
/// boundary one flag in g is 1, exactly; the others are 0, 1 or, in garbage, not negative, since t h rises with t and
/// rounding is monotone. Leaving them out makes no argument smaller, and then it is a sum of 1, -M = -4 and 2v <= 3,
/// which is at most 0 in each of its three orders, because rounding is monotone and 1 + 2v <= 4, 2v - 4 <= -1. QED.
///
/// It is about an engine that rounds every product before it adds it, and that divides a sum by its count. With a
/// contracted product (fma), or a mean that is a product with a rounded 1/t, G_k differs from the piece by what was
/// rounded there.
public struct WindowRounding: Sendable {
  /// A piece that is not found: with `sum` over the `offset` pieces before it, the piece `piece` gives `result`.
  public struct Deviation: Hashable, Sendable {
    /// The pieces before it.
    public let offset: Int
    /// What they add up to.
    public let sum: Int
    /// The coordinate of the piece: -1, 0 or 1.
    public let piece: Int
    /// What is gathered instead.
    public let result: Double
  }

  /// The largest window, n + 1.
  public let largestWindow: Int

  /// Whether sums of as many signs are numbers of the formats: n + 1 <= 2^p.
  public let sumsAreExact: Bool

  /// The first piece that is not found, if there is one; sought while `sumsAreExact`.
  public let deviation: Deviation?

  /// A bound on the moduli of the garbage; sought where there is no deviation.
  public let largestGarbage: Double

  /// Whether layer 1 computes what it computes in exact arithmetic.
  public var isExact: Bool { sumsAreExact && deviation == nil && largestGarbage <= 1.5 }

  /// - Complexity: O(m^3) for the smaller m of `largestWindow` and the first window with a deviation, which is below
  ///   25 in all named formats.
  public init(largestWindow: Int, in arithmetic: FloatArithmetic) {
    self.largestWindow = largestWindow
    sumsAreExact = [arithmetic.format, arithmetic.accumulator].allSatisfy { format in
      Double(largestWindow)
        <= min(Double(sign: .plus, exponent: format.significandBits, significand: 1), format.greatest)
    }
    let windows = Windows(arithmetic: arithmetic)
    deviation = sumsAreExact ? windows.deviation(upTo: largestWindow - 1) : nil
    largestGarbage = sumsAreExact && deviation == nil ? windows.garbage(largestWindow: largestWindow) : .infinity
  }

  private struct Windows {
    let arithmetic: FloatArithmetic

    func gathered(_ offset: Int, older: Double, newer: Double) -> Double {
      let (format, accumulator) = (arithmetic.format, arithmetic.accumulator)
      let taken = accumulator.round(Double(offset) * older)
      return format.round(accumulator.round(accumulator.round(Double(offset + 1) * newer) - taken))
    }

    func mean(_ sum: Int, _ count: Int) -> Double {
      count == 0 ? 0 : arithmetic.format.round(Double(sum) / Double(count))
    }

    func deviation(upTo offsets: Int) -> Deviation? {
      for offset in 0...offsets {
        // Rounding is the same for both signs.
        for sum in 0...offset {
          for piece in -1...1 {
            let result = gathered(offset, older: mean(sum, offset), newer: mean(sum + piece, offset + 1))
            if result != Double(piece) {
              return Deviation(offset: offset, sum: sum, piece: piece, result: result)
            }
          }
        }
      }
      return nil
    }

    /// The largest |G_k| for the means of m < n + 1 pieces, and m <= k <= n.
    func garbage(largestWindow: Int) -> Double {
      var largest = 0.0
      for visible in 1..<max(2, largestWindow) where visible < largestWindow {
        for sum in 0...visible {
          let mean = mean(sum, visible)
          for offset in visible..<largestWindow {
            largest = max(largest, gathered(offset, older: mean, newer: mean).magnitude)
          }
        }
      }
      return largest
    }
  }
}
