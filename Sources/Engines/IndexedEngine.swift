public import Arithmetic
public import Constructions
public import CopyTask
public import Transformers

/// Copying by an index of n-grams: each step certified in constant time by the theorem's own inequality, so that
/// strings are in reach whose length rules out looking at every key at every step.
///
/// At step t >= n let the last n tokens occur once in the string. Then the key after them, at position t + 1, is
/// the only visible one that agrees with the query in all n tokens (keys of the copy repeat those of the first t
/// positions, which differ), and every other one is cut off by a boundary or differs in a token: two points behind
/// at least. At step t < n the key whose boundary is as far back as the query's is the only one to get the bonus,
/// and all others are two points behind. So with v visible keys in all,
///
///     r <= (v - 1) 4^-beta,    p = 1/(1 + r),
///
/// and if r < 1/7 the readout's lemma gives the argmax. That is an enclosure for every number of the step, not
/// its exact value. A step whose n-gram occurs again is evaluated exactly, over all keys.
public struct IndexedEngine: Sendable {
  public let parameters: NgramParameters
  public let prompt: Prompt

  private let classes: NgramClasses

  /// How often the n-gram of each class occurs.
  private let occurrences: [Int32]

  /// The inequality (v - 1) 4^-beta < 1/7 holds at steps below this one. For lengths that the construction is
  /// scaled for these are all steps.
  private let stepsInScale: Int

  /// - Precondition: `prompt` has an alphabet of the size of `parameters`, and `classes` is the index of its
  ///   content for n-grams of this n.
  /// - Complexity: O(L).
  public init(_ parameters: NgramParameters, prompt: Prompt, classes: NgramClasses) {
    precondition(prompt.alphabet.size == parameters.alphabetSize && classes.order == parameters.ngram)
    precondition(classes.classOf.count == max(0, prompt.length - parameters.ngram + 1))
    self.parameters = parameters
    self.prompt = prompt
    self.classes = classes
    occurrences = classes.occurrences()
    // v - 1 = L + 1 + t.
    let keys = ((Integer(4).raised(to: parameters.scale) - 1) / 7) - Integer(prompt.length)
    stepsInScale = Int(exactly: keys) ?? .max
  }

  /// Bytes needed for a string of this length.
  public static func bytes(length: Int) -> Integer {
    // The string as source, prompt, expected output and what was written; suffixes, their common prefixes,
    // classes, first positions and counts, and what sorting the suffixes takes meanwhile.
    (Integer(length) + 2) * (4 * 8 + 2 * 8 + 6 * 4)
  }

  /// A copy, and how it was certified.
  public struct Result: Sendable {
    /// What was written. The extremes are enclosures of the exact ones.
    public let run: CopyRun<Interval>

    /// How many steps were decided by the index and the inequality, and how many over all keys.
    public let certifiedByIndex, evaluatedExactly: Int
  }

  /// Copies the prompt's string by greedy decoding, with every step certain.
  ///
  /// As in `PackedEngine.run`, each step is decided on the premise that the copy is right so far, and the first
  /// step that is not right, if there is one, is where decoding goes on token by token.
  ///
  /// - Complexity: O(L), and O(L n d / 64) for each step whose n-gram occurs again.
  public func run(
    workers: Workers = Workers(threads: 1), progress: (Int) -> Void = { _ in }
  ) -> Result {
    var bounds = IndexedBounds(parameters)
    let (repeats, certified) = survey(&bounds)
    guard !repeats.isEmpty else {
      progress(2 * prompt.length + 2)
      return Result(
        run: bounds.run(of: prompt, generated: prompt.expectedOutput, uncertainty: nil),
        certifiedByIndex: certified, evaluatedExactly: 0)
    }
    let packed = PackedEngine(parameters, prompt: prompt)
    var evaluated = 0
    for start in stride(from: 0, to: repeats.count, by: IndexedEngine.batch) {
      let steps = repeats[start..<min(start + IndexedEngine.batch, repeats.count)]
      let exact = workers.map(steps.count, leastShare: 1) { range in
        range.map { packed.exactStep(steps[steps.startIndex + $0]) }
      }
      for (step, finding) in zip(steps, exact) {
        evaluated += 1
        guard (try? finding.argmax()) == prompt.expectedOutput(atStep: step) else {
          return finish(packed, from: step, evaluated: evaluated, progress: progress)
        }
        bounds.add(finding, at: step, due: prompt.expectedOutput(atStep: step))
      }
      progress(prompt.count + (steps.last ?? 0))
    }
    return Result(
      run: bounds.run(of: prompt, generated: prompt.expectedOutput, uncertainty: nil),
      certifiedByIndex: certified, evaluatedExactly: evaluated)
  }

  /// How many steps are evaluated exactly between reports of progress.
  private static let batch = 64

  /// The steps that the index does not decide, and the number of others, whose bounds are added.
  private func survey(
    _ bounds: inout IndexedBounds, before end: Int = .max
  ) -> (repeats: [Int], certified: Int) {
    var repeats: [Int] = []
    var certified = 0
    for step in prompt.steps where step < end {
      let occursAgain =
        step >= parameters.ngram && occurrences[Int(classes.classOf[step - parameters.ngram])] > 1
      if occursAgain || step >= stepsInScale {
        repeats.append(step)
      } else {
        certified += 1
        bounds.addCertified(step, length: prompt.length)
      }
    }
    return (repeats, certified)
  }

  /// Goes on token by token after x_1...x_t, t = `step`, where the argmax is not x_{t+1} or not certain.
  private func finish(
    _ packed: PackedEngine, from step: Int, evaluated: Int, progress: (Int) -> Void
  ) -> Result {
    // Bounds of the steps before it only, and then the exact numbers of all that follow.
    var bounds = IndexedBounds(parameters)
    let (repeats, certified) = survey(&bounds, before: step)
    for earlier in repeats {
      bounds.add(packed.exactStep(earlier), at: earlier, due: prompt.expectedOutput(atStep: earlier))
    }
    var extremes = StepExtremes()
    var decoding = PackedDecoding(packed, copied: step)
    let uncertainty = decoding.finish(&extremes) { progress(prompt.count + $0) }
    bounds.add(extremes)
    return Result(
      run: bounds.run(of: prompt, generated: decoding.generated, uncertainty: uncertainty),
      certifiedByIndex: certified,
      evaluatedExactly: evaluated - 1 + decoding.generated.count - step + (uncertainty == nil ? 0 : 1))
  }
}
