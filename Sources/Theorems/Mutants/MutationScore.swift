import Arithmetic
public import Constructions
public import CopyTask
import Engines
import Transformers
import Workers

/// Which checks notice which changes of the construction.
public struct MutationScore: Sendable {
  /// The parameters of the construction that was changed.
  public let parameters: NgramParameters

  /// What became of a mutant.
  public struct Outcome: Sendable {
    /// The change that was made.
    public let mutant: Mutant
    /// The claim whose check found a counterexample first, or `nil` if none did.
    public let killer: ClaimID?
    /// Why the mutant is equivalent to the construction, if that is known.
    public let equivalence: String?
    /// What the engines make of the changed weights; `nil` for a change that is none of weights.
    public let engines: EngineOutcome?
  }

  /// What engines make of weights. There is no fourth outcome, and the third is a defect.
  public enum EngineOutcome: Sendable {
    /// They are not of the form that engines compute.
    case refused
    /// They are, and the packed engine wrote what the reference does, with the same numbers, on every string tried.
    case same
    /// They are, and it did not.
    case different
  }

  /// By the order of the mutants.
  public let outcomes: [Outcome]

  /// Those that no check noticed, and for which no reason is known why they should be equivalent.
  public var survivors: [Outcome] { outcomes.filter { $0.killer == nil && $0.equivalence == nil } }

  /// Those that are said to be equivalent although a check noticed them.
  public var wronglyExcused: [Outcome] { outcomes.filter { $0.killer != nil && $0.equivalence != nil } }

  /// Those that the engines accepted and computed wrongly.
  public var misread: [Outcome] { outcomes.filter { $0.engines == .different } }

  /// The claims whose checks run on changed weights, from the cheapest.
  private static let checks: [(ClaimID, Claim.VariantCheck)] = [
    (.t23Readout, Claim.checkReadout), (.t23Match, Claim.checkMatch), (.t23Gate, Claim.checkGate),
    (.t23Windows, Claim.checkWindows), (.t23Weight, Claim.checkWeight), (.t23, Claim.checkCopies),
  ]

  /// Applies the checks to every mutant.
  ///
  /// - Complexity: some thousand mutants for n = 2, each with a run of all strings with distinct n-grams.
  public init(_ parameters: NgramParameters, progress: Progress = Progress()) throws {
    self.parameters = parameters
    let mutants = Mutant.all(parameters)
    let strings = try CopyStrings(
      everything: [(parameters.ngram, parameters.alphabetSize)], random: 0, longest: 0)
    // A share at a time, so that there is something to report.
    let share = 64 * progress.threads
    var outcomes: [Outcome] = []
    let contexts = try FirstLayerContexts(parameters)
    for begin in stride(from: 0, to: mutants.count, by: share) {
      let part = mutants[begin..<min(begin + share, mutants.count)]
      outcomes += WorkerPool(threads: progress.threads).map(part.count, leastShare: 1) { range in
        range.map { MutationScore.outcome(of: part[begin + $0], strings, contexts) }
      }
      progress.advance(outcomes.count, of: mutants.count)
    }
    self.outcomes = outcomes + (try TieRule.allCases.map { try $0.outcome(parameters) })
  }

  private static func outcome(
    of mutant: Mutant, _ strings: CopyStrings, _ contexts: FirstLayerContexts
  ) -> Outcome {
    let killer = killer(of: mutant, strings)
    var equivalence = mutant.equivalence
    let weights = mutant.weights(contexts.parameters)
    if killer == nil, equivalence == nil {
      if (try? contexts.agree(with: weights)) == true { equivalence = FirstLayerContexts.reason }
    }
    return Outcome(
      mutant: mutant, killer: killer, equivalence: equivalence, engines: engineOutcome(of: weights, contexts.parameters)
    )
  }

  /// Compares the packed engine with the reference on strings of a few tokens, some that fail among them.
  private static func engineOutcome(of weights: TransformerWeights<Int>, _ parameters: NgramParameters) -> EngineOutcome
  {
    guard let form = try? PackedForm(of: weights) else { return .refused }
    let model = Transformer<Rational>(rounding: weights, to: ())
    let alphabet = Alphabet(size: parameters.alphabetSize)
    // Long enough for an n-gram to come twice, with another successor.
    let strings = (1...(parameters.ngram + 3)).flatMap { AllStrings(alphabetSize: parameters.alphabetSize, length: $0) }
    for index in stride(from: 0, to: strings.count, by: max(1, strings.count / aboutCompared)) {
      let content = strings[index]
      let prompt = Prompt(alphabet: alphabet, content: content)
      guard let due = try? CopyRun(of: prompt, by: model) else { return .different }
      let run = PackedEngine(form, prompt: prompt).run()
      guard run.generated == due.generated, run.uncertainty == due.uncertainty,
        run.minAttention?.value == due.minAttention?.value, run.minMargin?.value == due.minMargin?.value
      else { return .different }
    }
    return .same
  }

  /// A millisecond each; there are thousands of changes.
  private static let aboutCompared = 8

  /// The first claim whose check finds a counterexample, or cannot be carried out: where a forward pass has
  /// no value it is not what the claim says.
  private static func killer(of mutant: Mutant, _ strings: CopyStrings) -> ClaimID? {
    let variant = CopierVariant(change: mutant.change)
    for (id, check) in checks {
      guard let finding = try? check(variant, strings, Progress()), finding.holds else { return id }
    }
    return nil
  }
}
