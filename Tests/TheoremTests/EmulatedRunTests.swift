import Arithmetic
import Constructions
import CopyTask
import Rounding
import Testing
import Theorems
import Transformers

/// The emulated formats are the library's own, where it has them.
@Suite("Emulated forward passes")
struct EmulatedRunTests {
  /// The first token of a string at which a logit differs from the one of the type.
  private func difference<Number: Scalar>(
    _ type: Number.Type, _ format: FloatFormat, _ parameters: NgramParameters, _ tokens: [Token],
    _ typeFormat: Number.Format, _ double: (Number) -> Double
  ) throws -> String? {
    let weights = NgramCopier(parameters).weights
    var typed = Decoder(Transformer<Number>(rounding: weights, to: typeFormat), capacity: tokens.count)
    var emulated = Decoder(
      Transformer<EmulatedFloat>(rounding: weights, to: FloatArithmetic(format)), capacity: tokens.count)
    for (position, token) in tokens.enumerated() {
      let (due, found) = (try typed.step(token).logits.map(double), try emulated.step(token).logits.map(\.value))
      // Bit for bit but for the payload of what is no number, and the sign of zero, which no argmax sees.
      for (a, b) in zip(due, found) where !(a == b || a.isNaN && b.isNaN) {
        return "\(format.name), n = \(parameters.ngram), D = \(parameters.alphabetSize), \(tokens): at \(position) "
          + "\(found), not \(due)"
      }
    }
    return nil
  }

  @Test("in the reference's order have the logits of the types, token by token, on any tokens")
  func logits() throws {
    var source = SplitMix64(seed: 7)
    var differences: [String?] = []
    for (ngram, size) in [(1, 2), (2, 3), (1, 5), (3, 2)] {
      for rule in [ScaleRule.lengthDependent, .lengthFree, .chosen(scale: 200, bonus: 3)] {
        let parameters = try NgramParameters(ngram: ngram, alphabetSize: size, scaleRule: rule)
        // Content, and boundaries and EOS where no prompt has them; scores of 200 saturate, and overflow.
        let tokens =
          [size]
          + (0..<7).map { _ in source.next(below: 8) == 0 ? size + source.next(below: 3) : source.next(below: size) }
        differences += [
          try difference(BFloat16.self, .bfloat16, parameters, tokens, ()) { Double($0) },
          try difference(Float8E4M3.self, .float8e4m3, parameters, tokens, ()) { Double($0) },
          try difference(Float8E5M2.self, .float8e5m2, parameters, tokens, ()) { Double($0) },
          try difference(Float.self, .float32, parameters, tokens, ()) { Double($0) },
          try difference(Double.self, .float64, parameters, tokens, ()) { $0 },
        ]
        #if !(os(macOS) && arch(x86_64))
          differences.append(try difference(Float16.self, .float16, parameters, tokens, ()) { Double($0) })
        #endif
      }
    }
    let found = differences.compactMap(\.self)
    #expect(found.isEmpty, "\(found.first ?? "")")
  }

  @Test("write what the types write, also where that is wrong")
  func copies() throws {
    let parameters = try NgramParameters(ngram: 4, alphabetSize: 10)
    let alphabet = Alphabet(size: 10)
    let emulated = RoundedCopier(parameters, in: FloatArithmetic(.float8e5m2))
    let typed = Transformer<Float8E5M2>(rounding: NgramCopier(parameters).weights, to: ())
    for string in [[0, 0, 0], [0, 0, 0, 0], [3, 1, 4, 1, 5]] {
      let run = try CopyRun(of: Prompt(alphabet: alphabet, content: string), by: typed)
      let (found, due) = (try FailingRun(of: string, by: emulated)?.mismatch, run.firstMismatch)
      #expect(found?.step == due?.step && found?.wrote == due?.wrote && found?.due == due?.due)
    }
    let failure = try #require(try FailingRun(of: [0, 0, 0, 0], by: emulated)).mismatch
    #expect(failure.step == 4 && failure.wrote == 0 && failure.due == alphabet.eos)
  }
}
