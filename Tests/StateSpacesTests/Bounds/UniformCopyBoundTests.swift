import Arithmetic
import CopyTask
import StateSpaces
import TestSupport
import Testing

@Suite("T2.7 in numbers")
struct UniformCopyBoundTests {
  /// The largest L with D^L (1 - eps) <= states, by trying one after the other.
  private func longestByTrying(_ size: Int, _ error: Rational, states: Integer) -> Int {
    var (length, strings) = (0, Integer(1))
    // D^(L + 1) (q - p) <= states q, with eps = p/q.
    while strings * Integer(size) * (error.denominator - error.numerator) <= states * error.denominator {
      strings *= Integer(size)
      length += 1
    }
    return length
  }

  private static var errors: Generator<Rational> {
    .oneOf([
      0, Rational(1, 2), Rational(3, 4), Rational(1, 1000), Rational(999, 1000), Rational(1, 3), Rational(7, 9),
      Rational(2, 3), Rational(26, 27), Rational(1, 9),
    ])
  }

  @Test("the longest length is the one that integers find")
  func longestByIntegers() {
    forAll(.triple(.int(in: 2...40), .int(in: 0...200), UniformCopyBoundTests.errors)) { size, bits, error in
      let bound = UniformCopyBound(alphabetSize: size, error: error)
      let tried = longestByTrying(size, error, states: Integer(1) << bits)
      return bound.longestLength(bits: Integer(bits)) == Integer(tried)
    }
  }

  @Test("states one below, at and one above a power of D are told apart")
  func nearTies() {
    forAll(.pair(.int(in: 2...30), .int(in: 1...120))) { size, length in
      let bound = UniformCopyBound(alphabetSize: size, error: 0)
      let power = Integer(size).raised(to: length)
      return bound.longestLength(states: power - 1) == Integer(length - 1)
        && bound.longestLength(states: power) == Integer(length)
        && bound.longestLength(states: power + 1) == Integer(length)
    }
  }

  @Test("D^L (1 - eps) equal to a power of two is allowed, and a hair above is not")
  func ties() {
    // eps = 1 - 2^m / D^L makes D^L (1 - eps) = 2^m.
    forAll(.pair(.int(in: 3...30), .int(in: 1...60))) { size, length in
      let strings = Integer(size).raised(to: length)
      let bits = strings.bitLength - 1
      let error = Rational(1) - Rational(Integer(1) << bits, strings)
      let hair = Rational(1, strings * strings * strings)
      guard error >= hair else { return true }
      let longest = { (error: Rational) in
        UniformCopyBound(alphabetSize: size, error: error).longestLength(bits: Integer(bits))
      }
      return longest(error) == Integer(length) && longest(error - hair) == Integer(length - 1)
        && longest(error + hair) == Integer(length)
    }
  }

  @Test("the states needed are enough, and one less is not; the bits needed hold them")
  func statesNeeded() {
    forAll(.triple(.int(in: 1...12), .int(in: 0...40), UniformCopyBoundTests.errors)) { size, length, error in
      let bound = UniformCopyBound(alphabetSize: size, error: error)
      let states = bound.statesNeeded(length: length)
      let strings = Integer(size).raised(to: length)
      let copied = (Rational(1) - error) * Rational(strings)
      let enough = Rational(states) >= copied && Rational(states - 1) < copied
      let least = UniformCopyBound.leastError(alphabetSize: size, length: length, states: states)
      let bits = bound.wholeBitsNeeded(length: Integer(length))
      guard let whole = Int(exactly: bits) else { return false }
      return enough && least <= error && (Integer(1) << whole) >= states
        && (whole == 0 || (Integer(1) << (whole - 1)) < states)
    }
  }

  @Test("both directions agree at sizes where no power can be written down")
  func huge() throws {
    for (size, bits) in [(3, 1_000_000_000), (50277, 10_000_000_000), (256, 999_999_999_999_999_999), (2, 1 << 62)] {
      let bound = UniformCopyBound(alphabetSize: size, error: Rational(1, 1000))
      let longest = try #require(bound.longestLength(bits: Integer(bits)))
      #expect(bound.wholeBitsNeeded(length: longest) <= Integer(bits))
      #expect(bound.wholeBitsNeeded(length: longest + 1) > Integer(bits))
    }
    // By log2 3 from another program, to 40 digits: 630929753.57...
    #expect(UniformCopyBound(alphabetSize: 3, error: 0).longestLength(bits: 1_000_000_000) == 630_929_753)
  }

  @Test("C2.8: below L log2 D - 1 bits the error is more than 1/2, and there it is 1/2")
  func corollary() {
    for length in 1...40 {
      let states = Integer(1) << (length - 1)
      #expect(UniformCopyBound.leastError(alphabetSize: 2, length: length, states: states) == Rational(1, 2))
      #expect(UniformCopyBound.leastError(alphabetSize: 2, length: length, states: states - 1) > Rational(1, 2))
    }
  }

  @Test("one token is copied at every length")
  func oneToken() {
    let bound = UniformCopyBound(alphabetSize: 1, error: 0)
    #expect(bound.longestLength(bits: 0) == nil)
    #expect(bound.wholeBitsNeeded(length: 1_000_000) == 0)
  }

  @Test("a receptive field caps the length whatever the bits")
  func receptiveField() {
    // 32 layers that see 4096 positions each, and one token more where a guess among two is good enough.
    func longest(_ size: Int, _ error: Rational, bits: Integer = 1 << 40) -> Integer? {
      let bound = UniformCopyBound(alphabetSize: size, error: error)
      return StateCapacity(bits: bits, receptiveField: 131_041, bound: bound).longestCopy
    }
    #expect(longest(26, Rational(1, 2)) == 131_041)
    #expect(longest(2, Rational(1, 2)) == 131_042)
    #expect(longest(2, 0, bits: 9) == 9)
  }
}
