import Arithmetic
import Constructions
import CopyTask
import TestSupport
import Testing
import Transformers

@testable import Engines

/// The comparison with the reference is worth as much as the mistakes it finds. Here the engine gets keys
/// with one mistake each, and the comparison has to notice.
@Suite("A broken engine is told from the reference")
struct BrokenEngineTests {
  /// What is done to the keys.
  enum Fault: String, CaseIterable {
    /// One bit of the first token of every window is wrong.
    case wrongBit
    /// Each window lacks its newest token: the window is off by one.
    case offByOne
    /// One key in the middle repeats the one before it, so that its own n-gram is missing.
    case droppedKey
    /// COPY is read as a token.
    case noEnd
  }

  private func broken(
    _ fault: Fault, _ parameters: NgramParameters, _ prompt: Prompt
  ) throws -> PackedEngine {
    let form = try form(parameters)
    var keys = PackedKeys(form, capacity: prompt.length + 1)
    var windows = [PackedWindow(form)]
    for token in prompt.content {
      var window = windows[windows.count - 1]
      window.append(fault == .wrongBit ? token ^ 1 : token)
      windows.append(window)
    }
    for index in 0...prompt.length {
      var window = windows[index]
      if fault == .offByOne, index > parameters.ngram { window = windows[index - 1] }
      if fault == .droppedKey, index == prompt.length / 2, index > parameters.ngram { window = windows[index - 1] }
      let value = index < prompt.length ? prompt.content[index] : nil
      keys.append(window, value: value ?? (fault == .noEnd ? 0 : nil))
    }
    return PackedEngine(form, prompt: prompt, kernel: .best, keys: keys)
  }

  /// A string for which the engine differs from the reference, in what it writes or in a number.
  private func difference(
    _ engine: (NgramParameters, Prompt) throws -> PackedEngine
  ) throws -> Counterexample<[Token]>? {
    // D = 4, so that a token with a wrong bit is still a token.
    let parameters = try NgramParameters(ngram: 2, alphabetSize: 4)
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    let tokens = Generator<[Token]>.tokens(alphabetSize: 4, count: 1...9)
    return counterexample(seeds: 0..<3, trials: 10, tokens) { content in
      let prompt = Prompt(alphabet: Alphabet(size: 4), content: content)
      let expected = try CopyRun(of: prompt, by: model)
      let run = try engine(parameters, prompt).run()
      return run.generated == expected.generated && run.minAttention?.value == expected.minAttention?.value
        && run.minMargin?.value == expected.minMargin?.value
    }
  }

  @Test("whichever the mistake", arguments: Fault.allCases)
  func differs(fault: Fault) throws {
    #expect(try difference { try broken(fault, $0, $1) } != nil)
  }

  @Test("and the engine without a mistake is not")
  func agrees() throws {
    #expect(try difference { try PackedEngine(form($0), prompt: $1) } == nil)
  }
}
