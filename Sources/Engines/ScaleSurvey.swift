public import Arithmetic
public import Constructions
public import CopyTask
import Transformers
public import Workers

/// X.scale at one (n, D): what is guaranteed for every string with distinct n-grams, and what one copy of the
/// greatest length measured, both exactly.
public struct ScaleSurvey: Sendable {
  /// Which of the strings that have every n-gram once.
  public enum Source: String, Sendable, CaseIterable {
    /// The lexicographically least linear de Bruijn sequence.
    case deBruijn = "de-bruijn"

    /// The same cycle, read from its second token on: 0^(n-1) 1 ... 0^n, for which the bounds of X.scale are
    /// attained.
    case extremal
  }

  /// n, D, beta and B.
  public let parameters: NgramParameters
  /// Which string was copied.
  public let source: Source

  /// L = D^n + n - 1.
  public let length: Int

  /// The copy, exactly.
  public let run: CopyRun<Rational>

  /// r at step 0 and at step L: the two at which the bounds can be attained.
  public let restAtStart, restAtEnd: Rational

  /// The largest r of all steps, and the step that has it.
  public var largestRest: CopyRun<Rational>.Extreme? {
    run.minAttention.map { CopyRun.Extreme(value: 1 / $0.value - 1, step: $0.step) }
  }

  /// The bound on r that X.scale gives for these beta and B.
  public var provedRest: Rational { RestBound(parameters).largest(length: length) }

  /// What the right key's attention weight is at least, by X.scale.
  public var guaranteedWeight: Rational { 1 / (1 + provedRest) }

  /// Whether the copy bears the theorem out: every token was written, then EOS, and no step has a larger r
  /// than proved.
  public var holds: Bool {
    guard let largestRest else { return false }
    return run.succeeded && largestRest.value <= provedRest
  }

  /// Copies a string of length D^n + n - 1 by the packed engine; `progress` is told as in `PackedEngine.run`.
  ///
  /// - Precondition: the string fits the machine; see `PackedEngine.bytes`.
  /// - Throws: `PackedFormError` if the construction were not of the form that the engine computes.
  /// - Complexity: O(L^2 n d / 64).
  public init(
    _ parameters: NgramParameters, source: Source = .deBruijn, workers: WorkerPool = WorkerPool(threads: 1),
    progress: (Int) -> Void = { _ in }
  ) throws(PackedFormError) {
    self.parameters = parameters
    self.source = source
    let content = source.tokens(alphabetSize: parameters.alphabetSize, order: parameters.ngram)
    length = content.count
    let prompt = Prompt(alphabet: Alphabet(size: parameters.alphabetSize), content: content)
    let engine = PackedEngine(try PackedForm(of: NgramCopier(parameters)), prompt: prompt)
    run = engine.run(workers: workers, progress: progress)
    restAtStart = 1 / engine.exactStep(0).rightWeight - 1
    restAtEnd = 1 / engine.exactStep(length).rightWeight - 1
  }
}

extension ScaleSurvey.Source {
  /// The string: D^n + n - 1 tokens, every n-gram once.
  ///
  /// - Precondition: they fit the machine.
  public func tokens(alphabetSize: Int, order: Int) -> [Token] {
    let sequence = Array(DeBruijnSequence(alphabetSize: alphabetSize, order: order))
    // The linear sequence is the cycle and its first n - 1 tokens again; after these the cycle goes on with
    // its n-th token, a zero.
    return self == .deBruijn ? sequence : Array(sequence.dropFirst()) + [sequence[order - 1]]
  }
}
