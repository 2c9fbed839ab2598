import Arithmetic
import CopyTask
import TestSupport
import Testing

@Suite("What the paper's bounds say about a length")
struct CopyBoundsTests {
  @Test("state bits are the smallest integer that is at least L log2 D, found by computing D^L")
  func stateBits() {
    forAll(.pair(.int(in: 1...300), .int(in: 0...400)), trials: 30) { size, length in
      // The smallest b with 2^b >= D^L.
      let strings = Integer(size).raised(to: length)
      let expected = strings == 1 ? 0 : (strings - 1).bitLength
      return CopyBounds(alphabetSize: size, length: length).stateBits == Integer(expected)
    }
  }

  @Test("state bits are right where D^L is within one of a power of two, and for lengths of 60 bits")
  func edges() {
    // 3 = 2^2 - 1, 5 = 2^2 + 1, 9 = 2^3 + 1, 127 = 2^7 - 1, 257 = 2^8 + 1.
    for (size, bits) in [(3, 2), (4, 2), (5, 3), (8, 3), (9, 4), (127, 7), (128, 7), (129, 8), (257, 9)] {
      #expect(CopyBounds(alphabetSize: size, length: 1).stateBits == Integer(bits))
    }
    #expect(CopyBounds(alphabetSize: 256, length: 1 << 60).stateBits == Integer(1 << 60) * 8)
    // floor(2^60 log2 10) + 1, from 80 digits of log2 10 = 3.3219280948873623478703194294893901758648...
    let long = CopyBounds(alphabetSize: 10, length: 1 << 60).stateBits
    #expect(long == Integer("3829922337353294528"))
  }

  @Test("L2.4: the repeat probability bounds the share of all D^L strings that repeat an n-gram")
  func repeats() {
    for (size, order, length) in [(2, 2, 4), (2, 3, 9), (3, 2, 6), (4, 1, 3), (2, 5, 4), (2, 1, 2)] {
      let strings = Array(AllStrings(alphabetSize: size, length: length))
      let repeating = strings.count { !NgramStatistics(of: $0, order: order).areDistinct }
      let share = Rational(Integer(repeating), Integer(strings.count))
      let bound = CopyBounds(alphabetSize: size, length: length).repeatProbability(order: order)
      #expect(share <= bound)
      #expect(bound <= 1)
    }
    // C(9997, 2) / 10^4 is far above 1; C(3, 2) / 2^2 is not.
    #expect(CopyBounds(alphabetSize: 10, length: 10000).repeatProbability(order: 4) == 1)
    #expect(CopyBounds(alphabetSize: 2, length: 4).repeatProbability(order: 2) == Rational(3, 4))
    #expect(CopyBounds(alphabetSize: 2, length: 3).repeatProbability(order: 9) == 0)
  }
}
