import CopyTask
import TestSupport
import Testing

@Suite struct PromptTests {
  @Test func spelledOut() {
    let prompt = Prompt(alphabet: .letters(3), content: [2, 0, 1])
    #expect(prompt.tokens == [3, 2, 0, 1, 4])
    #expect(prompt.expectedOutput == [2, 0, 1, 5])
    #expect(prompt.count == 5)
    #expect(prompt.alphabet.text(of: prompt.tokens) == "⟨BOS⟩cab⟨COPY⟩")
  }

  @Test func emptyContentIsAllowed() {
    let prompt = Prompt(alphabet: .letters(2), content: [])
    #expect(prompt.tokens == [2, 3])
    #expect(prompt.expectedOutput == [4])
    #expect(prompt.steps == 0...0)
    #expect(prompt.position(ofRightKeyAtStep: 0) == prompt.positionOfCopy)
  }

  @Test func positionsHoldWhatTheyAreNamedAfter() {
    forAll(.tokens(alphabetSize: 5, count: 0...12)) { content in
      let prompt = Prompt(alphabet: .letters(5), content: content)
      let all = prompt.tokens + prompt.expectedOutput
      guard all[prompt.positionOfBOS] == 5, all[prompt.positionOfCopy] == 6 else { return false }
      for i in content.indices where all[prompt.position(ofContent: i + 1)] != content[i] { return false }
      for t in prompt.steps {
        let right = prompt.expectedOutput[t]
        let key = prompt.tokens[prompt.position(ofRightKeyAtStep: t)]
        // The key at which the copy ends holds COPY, everything else is read as it is.
        guard prompt.expectedOutput(atStep: t) == right, key == (t < content.count ? right : 6) else {
          return false
        }
        guard all[prompt.position(ofQueryAtStep: t) + 1] == right else { return false }
      }
      return prompt.count == prompt.tokens.count && prompt.steps.count == content.count + 1
    }
  }
}
