public import Arithmetic

/// What rounding can do to the last step: the division by the normalizer, and the logits.
///
/// Let all sums of the softmax be within delta < 1 of the right key's term, and within delta' of zero where that term
/// is zero. The normalizer is in [1, 1 + delta]: sums of terms that are not negative, one of them 1, are at least 1, as
/// rounding is monotone. Then, in modulus,
///
///     a coordinate that is due is at least lo = (1 - u) (1 - delta) / (1 + delta) and at most hi = 1 + delta,
///     one that is not due is at most delta',
///
/// since fl(s / t) is at most s for t >= 1, and rounding moves a normal number by u of itself at most. If delta < u,
/// the normalizer and the coordinates that are due are 1: there is no other number of the format so near. Logits are
/// sums of d products gamma O_c, exact because gamma is a power of two, and eta O_flag, rounded once.
///
/// *A token is due.* Another token has one term of the other sign at least. In exact arithmetic it is 2 gamma lo
/// behind; the two sums together err by at most 2 ((1 + u)^(d - 1) - 1) gamma d hi, whatever the order. Where all terms
/// are +-gamma, a table of such sums decides. EOS has at most eta delta', BOS and COPY have 0; the right token has at
/// least gamma lo, as adding what is not negative makes no sum smaller, and (1 - u)^(d - 1) gamma d lo.
/// *The end is due.* eta (1 - u)^3 / (1 + delta), as eta, the quotient and their product round, against the largest sum
/// of d terms gamma delta', and against 0.
public struct ReadoutRounding: Sendable {
  /// delta.
  public let deviation: Rational

  /// By how much the right token's logit leads that of another token, at least; not positive where nothing is shown.
  public let tokenLead: Rational

  /// What the logit of EOS has where a token is due, at most, and what that token's has, at least.
  public let endOverToken: (end: Rational, token: Rational)

  /// What a token's logit has where the end is due, at most, and what that of EOS has, at least.
  public let tokenOverEnd: (token: Rational, end: Rational)

  /// Whether the right logit is the largest, in every order of the class.
  public var holds: Bool {
    deviation < 1 && tokenLead > 0 && endOverToken.end < endOverToken.token && endOverToken.token > 0
      && tokenOverEnd.token < tokenOverEnd.end && tokenOverEnd.end > 0
  }

  /// - Parameters:
  ///   - deviation: delta, at least 0.
  ///   - silence: delta', at least 0.
  ///   - codeBits: d.
  ///   - contentGain: gamma, a power of two.
  ///   - endGain: eta.
  ///   - arithmetic: The formats; its order plays no part.
  ///   - orders: The orders that the sums of logits may have.
  public init(
    deviation: Rational, silence: Rational, codeBits: Int, contentGain: Int, endGain: Int,
    in arithmetic: FloatArithmetic, orders: OrderClass
  ) {
    self.deviation = deviation
    let (format, accumulator) = (arithmetic.format, arithmetic.accumulator)
    let (u, wide) = (format.unitRoundoff, accumulator.unitRoundoff)
    // Where sums are held in another format, they are rounded to this one before they are divided and compared.
    let isMixed = format != accumulator
    let (up, down) = isMixed ? (1 + u, 1 - u) : (1, 1)
    let (gain, bits) = (Rational(contentGain), Rational(codeBits))
    let isOne = deviation < u && !isMixed
    let low = isOne ? 1 : (1 - u) * (1 - deviation) / (1 + deviation) * down / up
    let high = isOne ? 1 : (1 + deviation) * up
    // A small number may be rounded up to the smallest one.
    let off = silence == 0 || !isMixed ? silence : silence * up + ReadoutRounding.smallest(of: format)
    // In another format products may round, too.
    let roundings = isMixed ? codeBits : codeBits - 1
    let growth = ReadoutRounding.power(1 + wide, roundings)
    let table =
      isOne ? SumExtremes(unit: Double(contentGain), count: codeBits, in: arithmetic, orders: orders) : nil
    let greatest = min(format.greatest, accumulator.greatest)
    // Of sums in a table it is known that none is infinite.
    let largest = bits * gain * high * (table == nil ? growth : 1) * up
    let fits = largest <= Rational(exactly: greatest) ?? 0

    var lead = 2 * gain * low - 2 * (growth - 1) * gain * bits * high
    // Two sums that are apart stay apart, if rounding them once more cannot make them meet.
    if isMixed { lead = lead - 2 * u * gain * bits * high * growth }
    if let table {
      let rival = (1...codeBits).map { table.largest(plus: codeBits - $0, minus: $0) }.max() ?? 0
      // Both were rounded as the format does; their difference is a number of Double.
      lead = Rational(exactly: table.least(plus: codeBits) - rival) ?? 0
    }
    tokenLead = fits ? lead : 0
    let end = Rational(endGain)
    let sum = max(isMixed ? 1 - wide : 1, bits * ReadoutRounding.power(1 - wide, roundings)) * gain * low * down
    endOverToken = (end * (1 + u) * (1 + wide) * up * off, sum)
    tokenOverEnd = (
      gain * bits * off * growth * up,
      end * (1 - u) * (1 - u) * (1 - wide) / (isOne ? 1 : 1 + deviation) * down / up
    )
  }

  /// The smallest positive number of the format.
  private static func smallest(of format: FloatFormat) -> Rational {
    .powerOfTwo(format.leastExponent - format.significandBits + 1)
  }

  private static func power(_ base: Rational, _ exponent: Int) -> Rational {
    (0..<max(0, exponent)).reduce(1) { power, _ in power * base }
  }
}
