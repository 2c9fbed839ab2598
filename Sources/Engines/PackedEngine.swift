public import Arithmetic
public import Constructions
public import CopyTask
import Transformers
public import Workers

/// Exact dense attention over packed n-grams: the function that the construction computes, from the bits of
/// the tokens instead of its matrices, at the speed of exclusive or and population count.
///
/// Every key of the prompt and of what was generated takes part in every step, as in the reference, and every
/// number reported is exact. Property tests compare it with the rational reference, number by number.
public struct PackedEngine: Sendable {
  /// What the model computes, as its weights say.
  public let form: PackedForm
  /// What is to be copied.
  public let prompt: Prompt
  /// How scores are counted. All kernels give the same ones.
  public let kernel: BitKernel

  /// The keys of the positions after BOS: x_1, ..., x_L, COPY.
  let keys: PackedKeys

  /// - Precondition: `prompt` has the alphabet of the form, and this processor can run
  ///   `kernel`.
  /// - Complexity: O(L n d / 64).
  public init(_ form: PackedForm, prompt: Prompt, kernel: BitKernel = .best) {
    var keys = PackedKeys(form, capacity: prompt.length + 1)
    var window = PackedWindow(form)
    for token in prompt.content {
      keys.append(window, value: token)
      window.append(token)
    }
    keys.append(window, value: nil)
    self.init(form, prompt: prompt, kernel: kernel, keys: keys)
  }

  /// An engine with the given keys: tests give it wrong ones.
  init(_ form: PackedForm, prompt: Prompt, kernel: BitKernel, keys: PackedKeys) {
    precondition(prompt.alphabet.size == form.alphabetSize && kernel.isAvailable)
    precondition(keys.count == prompt.length + 1)
    self.form = form
    self.prompt = prompt
    self.kernel = kernel
    self.keys = keys
  }

  /// Bytes needed for a string of this length by this many threads.
  public static func bytes(_ form: PackedForm, length: Int, threads: Int) -> Integer {
    let n = Integer(form.ngram)
    let bits = n * Integer(form.codeBits)
    let words = (bits + 63) / 64
    let keys = (Integer(length) + 1) * (words * 8 + 16)
    let bonus = Integer(form.boundaryBonus)
    // A logit's numerator has up to beta (2 n d + B) bits; it is copied once to be compared.
    let numerators =
      2 * (Integer(form.alphabetSize) + 3) * (Integer(form.scale) * (2 * bits + bonus) / 8 + 64)
    let tally = (2 * bits + bonus + 1) * (Integer(form.codeBits) + 2) * 8
    // The keys of the prompt, and after a mistake those of what is written; two doubles for each step; for
    // each thread the points of all keys and a step that is evaluated exactly.
    return 2 * keys + (Integer(length) + 1) * 32
      + Integer(threads) * ((Integer(length) + 1) * 12 + numerators + tally)
  }

  /// Scores for the query at step t, given that x_1...x_t are written: its tokens are those of the key t.
  func scores(atStep step: Int) -> PackedScores {
    PackedScores(form, query: keys.window(of: step, form), kernel: kernel)
  }

  /// Step t evaluated exactly, given that x_1...x_t are written.
  ///
  /// - Precondition: `0 <= step <= L`.
  /// - Complexity: that of `valueTally` and of `ExactStep`.
  public func exactStep(_ step: Int) -> ExactStep {
    let scores = scores(atStep: step)
    return ExactStep(valueTally(scores, step), form, rightPoints: scores.pointsOfRightKey)
  }

  /// The values of all keys visible at step t, given that x_1...x_t are written, by their `scores` at that
  /// step.
  func valueTally(_ scores: PackedScores, _ step: Int) -> ValueTally {
    ValueTally(scores, prompt: keys, generated: keys, visible: step)
  }

  /// The points of all keys visible at step t, given that x_1...x_t are written, by their `scores` at that
  /// step.
  ///
  /// The copy repeats the string: the key at the i-th position after COPY has the same tokens, boundary and
  /// value as the one at the i-th position after BOS. So the keys of what was generated are those of the
  /// first t positions of the string, counted once more.
  func pointCounts(_ scores: PackedScores, _ step: Int) -> PointCounts {
    var counts = PointCounts(form)
    counts.add(1, atPoints: PackedScores.pointsOfBOS)
    scores.count(keys, 0..<step, times: 2, into: &counts)
    scores.count(keys, step..<keys.count, times: 1, into: &counts)
    return counts
  }

  /// Copies the prompt's string by greedy decoding.
  ///
  /// All steps are evaluated at once, on the following induction. *Claim:* if at every step t = 0...L the
  /// certain argmax, given that x_1...x_t are written, is x_{t+1} (EOS for t = L), then greedy decoding
  /// writes x_1...x_L EOS. *Proof:* after no step nothing is written, which is x_1...x_0. If x_1...x_t are
  /// written before step t, the premise says that it writes x_{t+1}, so x_1...x_{t+1} are written before
  /// step t + 1; and step L writes EOS. QED. Each premise concerns one step alone, so they can be checked in
  /// any order and on all processors.
  ///
  /// Where the premise fails, at step s, the induction still shows what was written before, and decoding goes
  /// on from there step by step with what it really writes.
  ///
  /// `progress` is called now and then with the number of tokens read or written, of 2L + 2.
  ///
  /// - Complexity: O(L^2 n d / 64), and O(d) more for each key at steps whose n-gram occurs again and at
  ///   those after a mistake.
  public func run(
    workers: WorkerPool = WorkerPool(threads: 1), progress: (Int) -> Void = { _ in }
  ) -> CopyRun<Rational> {
    var survey = PackedSurvey(self)
    let failure = survey.firstFailure(workers: workers) { progress(prompt.count - 1 + $0) }
    // The extremes are those of the steps up to the first mistake: after it there is no right key any more.
    let end = failure.map { $0 + 1 } ?? prompt.length + 1
    let extremes = survey.extremes(before: end, workers: workers)
    var generated = prompt.expectedOutput
    var uncertainty: ArgmaxError?
    if let failure {
      var decoding = PackedDecoding(self, copied: failure)
      uncertainty = decoding.finish { progress(prompt.count - 1 + $0) }
      generated = decoding.generated
    }
    return CopyRun(
      of: prompt, generated: generated, minAttention: extremes.attention, minMargin: extremes.margin,
      uncertainty: uncertainty)
  }
}
