import Arithmetic
import CopyTask
import TestSupport

extension Generator where Value == Rational {
  /// Rationals whose parts have up to about `bits` bits, integers among them. They shrink towards zero, the
  /// numerator first.
  static func rationals(bits: Int = 140) -> Generator {
    let parts = Generator<(Integer, Integer)>.pair(.integers(bits: bits), .nonzeroIntegers(bits: bits))
    return Generator(
      shrink: { value in
        parts.shrink((value.numerator, value.denominator)).map { Rational($0.0, $0.1) }
          .filter { isSimpler($0, than: value) }
      },
      draw: { source in
        let (numerator, denominator) = parts.draw(&source)
        return source.next(below: 4) == 0 ? Rational(numerator) : Rational(numerator, denominator)
      })
  }

  /// Reducing could make a candidate larger than it was meant to be; shrinking must not go round in circles.
  private static func isSimpler(_ candidate: Rational, than value: Rational) -> Bool {
    let size = (candidate.numerator.magnitude + candidate.denominator)
    let limit = (value.numerator.magnitude + value.denominator)
    return size < limit || (size == limit && value < 0 && candidate > value)
  }
}

/// A significand and an exponent of two, with a tiny fraction of a unit added: what lies on or next to a
/// value of a binary format, or on or next to the middle between two.
struct NearTie: CustomDebugStringConvertible {
  /// Counts half units.
  var halves: Int
  var exponent: Int
  /// How often 2^-200 units are added.
  var perturbation: Int
  var isNegative: Bool

  var value: Rational {
    let units = Rational(halves) / 2 + Rational(perturbation) * .powerOfTwo(-200)
    let magnitude = units * .powerOfTwo(exponent)
    return isNegative ? -magnitude : magnitude
  }

  var debugDescription: String {
    "\(isNegative ? "-" : "")(\(halves)/2 + \(perturbation) * 2^-200) * 2^\(exponent)"
  }
}

extension Generator where Value == NearTie {
  /// Significands of up to `precision` bits, units of 2^e with e from `exponents`.
  static func nearTies(precision: Int, exponents: ClosedRange<Int>) -> Generator {
    let span = Swift.min(precision + 1, 61)
    return Generator<((Int, Int), (Int, Int))>.pair(
      .pair(.halves(bits: span), .int(in: exponents)), .pair(.oneOf([0, 1, -1]), .oneOf([0, 1]))
    ).map(
      { NearTie(halves: $0.0.0, exponent: $0.0.1, perturbation: $0.1.0, isNegative: $0.1.1 == 1) },
      back: { (($0.halves, $0.exponent), ($0.perturbation, $0.isNegative ? 1 : 0)) })
  }
}

extension Generator where Value == Int {
  /// Numbers from 1 up, with up to `bits` bits, every length about as often as another; often all ones or a
  /// power of two.
  fileprivate static func halves(bits: Int) -> Generator {
    Generator(shrink: { value in [value / 2, value & (value - 1)].filter { $0 > 0 } }) { source in
      let length = source.next(below: 3) == 0 ? source.next(below: bits) : bits - 1
      let leading = 1 << length
      switch source.next(below: 4) {
      case 0: return leading
      case 1: return 2 * leading - 1
      default: return leading + source.next(below: leading)
      }
    }
  }
}
