import Arithmetic

extension Rational {
  /// The quotient of two small integers.
  init(_ numerator: Int, _ denominator: Int) { self.init(Integer(numerator), Integer(denominator)) }
}
