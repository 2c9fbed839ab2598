import Arithmetic
import CopyTask
import StateSpaces
import Testing

@Suite("The shift register")
struct ShiftRegisterTests {
  @Test(
    "X.tight: with s = D^m states it errs 1 - s / D^L exactly, and not at all for m = L",
    arguments: [
      (2, 1, 1), (2, 1, 4), (2, 2, 5), (2, 3, 3), (2, 3, 7), (2, 6, 6), (3, 2, 4), (3, 2, 5), (4, 3, 3), (1, 2, 3),
    ])
  func attainsTheBound(size: Int, width: Int, length: Int) {
    let machine = ShiftRegister(alphabet: Alphabet(size: size), width: width, length: length)
    let states = Integer(size).raised(to: width)
    #expect(Integer(machine.stateCount) == states)
    #expect(machine.reachableStates(limit: 1000)?.count == machine.stateCount)
    let least = UniformCopyBound.leastError(alphabetSize: size, length: length, states: states)
    #expect(machine.copyError(length: length) == least)
    #expect(least == 0 || width < length)
  }

  @Test("copies long strings of its period, and no others")
  func periodic() {
    let machine = ShiftRegister(alphabet: Alphabet(size: 26), width: 5, length: 10_003)
    var string = (0..<10_003).map { [7, 0, 25, 25, 3][$0 % 5] }
    #expect(machine.copies(string))
    string[5000] = 1
    #expect(!machine.copies(string))
  }
}
