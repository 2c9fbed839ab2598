import CopyTask
import StateSpaces
import Testing

/// A model that remembers the last token it read.
private struct LastToken: GeneralizedStateSpaceModel {
  let alphabet = Alphabet(size: 3)
  let start: Token = 0
  func update(_ state: Token, reading token: Token) -> Token { alphabet.content.contains(token) ? token : state }
  func output(in state: Token) -> Token { state }
}

@Suite("A generalized state space model")
struct GeneralizedStateSpaceModelTests {
  @Test("reads the prompt, then what it writes")
  func generation() {
    let model = LastToken()
    #expect(model.state(after: [2, 1, 2]) == 2)
    #expect(model.generate(3, from: 1) == [1, 1, 1])
    #expect(model.copy(of: [0, 2, 1]) == [1, 1, 1])
    #expect(model.copies([1]) && model.copies([2, 2]) && !model.copies([0, 1]))
    #expect(model.copies([]))
  }
}
