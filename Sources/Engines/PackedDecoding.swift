import Arithmetic
import Constructions
import CopyTask
import Transformers

/// Greedy decoding step by step, with the keys of what was really written: what follows a first mistake.
struct PackedDecoding {
  private let engine: PackedEngine
  private var window: PackedWindow
  private var keys: PackedKeys

  /// What was written so far.
  private(set) var generated: [Token]

  /// Decoding after x_1...x_t were copied, t = `copied`.
  init(_ engine: PackedEngine, copied: Int) {
    self.engine = engine
    window = PackedWindow(engine.form)
    keys = PackedKeys(engine.form, capacity: engine.prompt.length + 1)
    generated = []
    for token in engine.prompt.content.prefix(copied) { write(token) }
  }

  private mutating func write(_ token: Token) {
    keys.append(window, value: token)
    window.append(token)
    generated.append(token)
  }

  /// Decodes until EOS, until L + 1 tokens are written, or until an argmax is not certain, which is returned.
  mutating func finish(progress: (Int) -> Void) -> ArgmaxError? {
    while generated.count <= engine.prompt.length {
      let scores = PackedScores(engine.form, query: window, kernel: engine.kernel)
      do {
        let tally = ValueTally(scores, prompt: engine.keys, generated: keys, visible: keys.count)
        let token = try tally.argmax(tally.approximateArgmax())
        guard engine.prompt.alphabet.content.contains(token) else {
          // EOS. BOS and COPY both have logit 0, so neither is ever the certain argmax.
          generated.append(token)
          return nil
        }
        write(token)
      } catch {
        return error
      }
      progress(generated.count)
    }
    return nil
  }
}
