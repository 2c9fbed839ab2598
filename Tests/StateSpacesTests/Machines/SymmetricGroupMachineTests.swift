import Arithmetic
import CopyTask
import StateSpaces
import Testing

@Suite("Word problems of groups")
struct SymmetricGroupMachineTests {
  @Test(
    "X.state-tracking: the product of 20,000 permutations, from as many states as there are",
    arguments: [
      2, 3, 4, 5,
    ])
  func products(degree: Int) {
    let machine = SymmetricGroupMachine(degree: degree)
    let order = (1...degree).reduce(1, *)
    #expect(machine.elements.count == order && Set(machine.elements).count == order)
    var source = SplitMix64(seed: UInt64(degree))
    let word = UniformString(alphabetSize: order, length: 20_000).tokens(using: &source)
    // Where each of the things ends up, moved one permutation after the other.
    var places = Array(0..<degree)
    for token in word { for thing in 0..<degree { places[thing] = machine.elements[token][places[thing]] } }
    let state = machine.state(after: [machine.alphabet.bos] + word + [machine.alphabet.copy])
    #expect(machine.elements[machine.output(in: state)] == places)
    #expect(machine.reachableStates(limit: order)?.count == order)
  }

  @Test("120 states are 7 bits, whatever the length; two states are parity")
  func bits() {
    #expect(StateTrackingBound.bits(groupOrder: 120).ceiling == 7)
    let parity = SymmetricGroupMachine(degree: 2)
    #expect(parity.output(in: parity.state(after: [1, 0, 1, 1])) == 1)
    #expect(parity.output(in: parity.state(after: [1, 0, 1, 0])) == 0)
  }
}
