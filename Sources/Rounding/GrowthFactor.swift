import RealModule

/// E_p(N): by what factor rounding can make a sum of N terms that are not negative too large, in any tree.
///
/// Lemma. Let f = 1 / E_p, f(1) = 1 and, with k = u / (1 - u),
///
///     f(N) = min over i = 1...N - 1 of (f(N - i) + k f(i)) / (1 + 2 k).
///
/// Then every tree over N terms a_j >= 0 gives a sum of at most E_p(N) (a_1 + ... + a_N).
///
/// Let the last addition be of A and B <= A, computed from exact sums of at least f_A A and f_B B. Its error is at most
/// B, since A is a number of the format, and at most u (A + B). With x = B / A the exact sum is at least
/// (f_A + x f_B) / (1 + x + min(x, u (1 + x))) times the computed one. The minimum of the two changes at x = k. On
/// either side the quotient is monotone in x: it is least at x = 0, k or 1. At 0 it is f_A, at least f(N) where f
/// falls; at k it is the formula; at 1 it is (f_A + f_B) / (2 (1 + u)). In (f_A w + f_B (1 - w)) / (1 + u), with
/// w = 1 / (1 + x), the last two are w = 1 - u and w = 1/2, and between w = u and w = 1 - u the least is at an end: the
/// formula for this i, or for N - i. (f falls: what splits N - 1 best splits N no worse, one more term in the first
/// part.) QED. The lemma asks for rounding to nearest and no more. Underflow only helps: sums of numbers of the format
/// are multiples of its smallest one.
///
/// Closed bounds: E_p(N) <= (1 + u)^(N - 1), and E_p(N) <= N^a for every a in (0, 1] with a 2^(-1/a) >= k: by induction
/// f(N) >= N^-a if (1 - u) (1 - x)^-a + u x^-a >= 1 + u for x = i / N in (0, 1). For x <= 2^(-1/a) the second term is
/// 2u or more, and the first 1 - u. Beyond, (1 - x)^-a >= 1 + a x and x^-a >= 1, so the sum is 1 + (1 - u) a x or more,
/// and x >= k / a. QED.
///
/// Earlier bounds without the number of terms: "Numerical Error Analysis of Large Language Models", arXiv:2503.10251.
public struct GrowthFactor: Sendable {
  /// p.
  public let significandBits: Int

  /// f(1)...f(count), as Double computes them, and the same backwards: `backward[i]` is f(`tableSize` - i).
  private var inverse: [Double] = []
  private var backward: [Double] = []

  /// The recursion is followed this far: O(N^2) operations, some 0.2 seconds.
  public static let tableSize = 1 << 15

  /// The factors of the format.
  public init(_ format: FloatFormat) { significandBits = format.significandBits }

  /// u.
  private var roundoff: Double { Double(sign: .plus, exponent: -significandBits, significand: 1) }

  /// A bound on E_p(`terms`) from above: a closed one where that is at most `enough`, or else the least that is known.
  ///
  /// - Complexity: O(1) for a closed one, O(min(terms, `tableSize`)^2) the first time that it is not enough.
  public mutating func bound(terms: Int, enough: Double) -> Double {
    guard terms > 1 else { return 1 }
    // A library's exp and log err by a few units in the last place; 2^-40 leaves room for thousands.
    let margin = 1 + 0x1p-40
    let compound = Double.exp(Double(terms - 1) * roundoff) * margin
    let power = Double.exp(exponent * Double.log(Double(terms))) * margin
    let closed = min(compound, power)
    guard closed > enough, terms <= GrowthFactor.tableSize else { return closed }
    extend(to: terms)
    // Each f comes from earlier ones by five roundings, so f(N) errs by less than 8 N 2^-53 <= 2^-35 of itself.
    return min(closed, (1 / inverse[terms]) * (1 + 0x1p-34))
  }

  /// The least a that is tried with a 2^(-1/a) >= k, which rises with a: found by bisection, and taken a little larger.
  private var exponent: Double {
    let least = roundoff / (1 - roundoff) * (1 + 0x1p-40)
    var (low, high) = (0.0, 1.0)
    // At a = 1 the left side is 1/2, which k does not reach for p >= 2.
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if middle * Double.exp2(-1 / middle) >= least { high = middle } else { low = middle }
    }
    return high
  }

  private mutating func extend(to terms: Int) {
    let k = roundoff / (1 - roundoff)
    let size = GrowthFactor.tableSize
    if inverse.isEmpty {
      (inverse, backward) = ([Double](repeating: 1, count: size + 1), [Double](repeating: 1, count: size + 1))
      known = 1
    }
    while known < terms {
      let count = known + 1
      let least = min(inverse[known], GrowthFactor.least(inverse, backward, count, k) / (1 + 2 * k))
      inverse[count] = least
      backward[size - count] = least
      known = count
    }
  }

  /// How far the table is filled.
  private var known = 0

  /// The minimum over i = 1 ... count - 1 of f(count - i) + k f(i), eight at a time.
  private static func least(_ f: [Double], _ backward: [Double], _ count: Int, _ k: Double) -> Double {
    let size = tableSize
    return unsafe f.withUnsafeBufferPointer { f in
      unsafe backward.withUnsafeBufferPointer { g in
        var lanes = SIMD8<Double>(repeating: .infinity)
        var i = 1
        while i + 8 <= count {
          let (from, to) = unsafe (
            UnsafeRawPointer(f.baseAddress! + i).loadUnaligned(as: SIMD8<Double>.self),
            UnsafeRawPointer(g.baseAddress! + (size - count + i)).loadUnaligned(as: SIMD8<Double>.self)
          )
          let sum = to + k * from
          lanes.replace(with: sum, where: sum .< lanes)
          i += 8
        }
        var least = lanes.min()
        while i < count {
          least = unsafe min(least, g[size - count + i] + k * f[i])
          i += 1
        }
        return least
      }
    }
  }
}
