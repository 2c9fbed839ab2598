public import Arithmetic
public import Constructions
public import CopyTask
import Transformers
public import Workers

/// Copying by an index of n-grams: each step certified in constant time by the theorem's own inequality, so
/// that strings are in reach whose length rules out looking at every key at every step.
///
/// At step t >= n let the last n tokens occur once in the string. Then the key after them, at position t + 1,
/// is the only visible one that agrees with the query in all n tokens (keys of the copy repeat those of the
/// first t positions, which differ), and every other one is cut off by a boundary or differs in a token: two
/// points behind at least. At step t < n the key whose boundary is as far back as the query's is the only one
/// to get the bonus, and all others are two points behind. So with v visible keys in all,
///
///     r <= (v - 1) 4^-beta,    p = 1/(1 + r),
///
/// and if r < 1/7 the readout's lemma gives the argmax. (With a scale that does not depend on the length the
/// bounds of X.scale take the place of the first inequality: `CertifiedRest`.) That is an enclosure for every
/// number of the step, not its exact value. A step whose n-gram occurs again is evaluated exactly, over all
/// keys.
public struct IndexedEngine: Sendable {
  /// What the model computes, as its weights say.
  public let form: PackedForm
  /// What is to be copied.
  public let prompt: Prompt

  private let classes: NgramClasses

  /// How often the n-gram of each class occurs.
  private let occurrences: [Int32]

  /// How often the n-gram that occurs most often does; 1 if there is none.
  private let mostOccurrences: Int

  /// The inequality r < 1/7 holds at steps below this one. For lengths that the construction is scaled for
  /// these are all steps.
  private let stepsInScale: Int

  /// - Precondition: `prompt` has the alphabet of the form, and `classes` is the index of its
  ///   content for n-grams of this n.
  /// - Complexity: O(L).
  public init(_ form: PackedForm, prompt: Prompt, classes: NgramClasses) {
    precondition(prompt.alphabet.size == form.alphabetSize && classes.order == form.ngram)
    precondition(classes.classOf.count == max(0, prompt.length - form.ngram + 1))
    self.form = form
    self.prompt = prompt
    self.classes = classes
    occurrences = classes.occurrences()
    mostOccurrences = occurrences.max().map(Int.init) ?? 1
    stepsInScale = CertifiedRest(form, mostOccurrences: mostOccurrences).stepsInScale(length: prompt.length)
  }

  /// Bytes needed for a string of this length with distinct n-grams. (One that repeats them takes what
  /// `PackedEngine` takes as well.)
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

  /// Copies the prompt's string by greedy decoding, with every step certain, up to the first mistake.
  ///
  /// As in `PackedEngine.run`, each step is decided on the premise that the copy is right so far. A string
  /// that repeats an n-gram fails at some step; there decoding stops, since the claim is settled and what
  /// would follow takes a look at every key for every token.
  ///
  /// - Complexity: O(L), and O(L n d / 64) for each step up to the first mistake whose n-gram occurs again.
  public func run(
    workers: WorkerPool = WorkerPool(threads: 1), progress: (Int) -> Void = { _ in }
  ) -> Result {
    let repeats = repeatedSteps()
    var exact = StepExtremes()
    var evaluated = 0
    var mistake: (step: Int, token: Token?, uncertainty: ArgmaxError?)?
    if !repeats.isEmpty {
      let packed = PackedEngine(form, prompt: prompt)
      var batch = 4 * workers.threads
      while evaluated < repeats.count, mistake == nil {
        let steps = Array(repeats[evaluated..<min(evaluated + batch, repeats.count)])
        let findings = workers.map(steps.count, leastShare: 1) { range in
          range.map { Finding(packed.exactStep(steps[$0]), due: packed.prompt.expectedOutput(atStep: steps[$0])) }
        }
        for (step, finding) in zip(steps, findings) where mistake == nil {
          evaluated += 1
          exact.add(finding.weight, finding.margin, at: step)
          if finding.token != prompt.expectedOutput(atStep: step) {
            mistake = (step, finding.token, finding.uncertainty)
          }
        }
        progress(prompt.count + (steps.last ?? 0))
        batch = min(2 * batch, 4096)
      }
    }
    let end = mistake.map { $0.step } ?? prompt.length + 1
    var bounds = IndexedBounds(form, mostOccurrences: mostOccurrences)
    var certified = 0
    // Between two undecided steps all are certified.
    var next = 0
    for step in repeats.prefix(while: { $0 < end }) + [end] {
      certified += step - next
      bounds.addCertified(next..<step, length: prompt.length)
      next = step + 1
    }
    bounds.add(exact)
    let generated = mistake.map { prompt.content.prefix($0.step) + ($0.token.map { [$0] } ?? []) }
    return Result(
      run: bounds.run(
        of: prompt, generated: generated.map { Array($0) } ?? prompt.expectedOutput,
        uncertainty: mistake?.uncertainty),
      certifiedByIndex: certified, evaluatedExactly: evaluated)
  }

  /// A step that was evaluated exactly.
  private struct Finding {
    let weight, margin: Rational
    let token: Token?
    let uncertainty: ArgmaxError?

    init(_ exact: ExactStep, due: Token) {
      weight = exact.rightWeight
      margin = exact.margin(of: due)
      do {
        token = try exact.argmax()
        uncertainty = nil
      } catch {
        token = nil
        uncertainty = error
      }
    }
  }

  /// Whether the index does not decide a step.
  private func isUndecided(_ step: Int) -> Bool {
    step >= stepsInScale
      || step >= form.ngram && occurrences[Int(classes.classOf[step - form.ngram])] > 1
  }

  /// How many steps up to `last` the index does not decide: a run evaluates them over all keys, up to its first
  /// mistake.
  ///
  /// - Complexity: O(L).
  public func undecidedSteps(through last: Int) -> Int { repeatedSteps().prefix { $0 <= last }.count }

  /// The steps that the index does not decide.
  private func repeatedSteps() -> [Int] { prompt.steps.filter(isUndecided) }
}
