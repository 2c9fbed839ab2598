public import Arithmetic
public import Constructions
public import CopyTask
public import Transformers
public import Workers

/// One copy by greedy decoding, with everything that the model did on the way: what stood in its residual
/// slots at every position, what it attended to at every step, and what it wrote.
///
/// Nothing here is derived from the string. The weights are multiplied in exact arithmetic, as in
/// `CopyRun`, and the slots of the residual stream are read by their names; a model with other weights
/// gives another trace.
public struct CopyTrace: Sendable {
  /// What the model was constructed for.
  public let parameters: NgramParameters

  /// The slots of the residual stream.
  public let layout: ResidualLayout

  /// Every position that was read, first to last: the prompt, and what was written but for the last token.
  public let positions: [Position]

  /// The steps t = 0, 1, ... up to the one that decoding ended at.
  public let steps: [Step]

  /// The same copy as `CopyRun` reports it.
  public let run: CopyRun<Rational>

  /// What was asked for.
  public var prompt: Prompt { run.prompt }

  /// Copies the prompt's string with the construction for these parameters.
  ///
  /// Decoding ends as that of `CopyRun` does: at EOS, when L + 1 tokens are written, or where an argmax is
  /// not certain. It goes on after a mistake.
  ///
  /// Of every step the `keys` best keys are kept, all of them if `nil`; the right key is kept besides. `progress` is
  /// called after every position with the number of those read, of 2L + 2 at most.
  ///
  /// - Precondition: the prompt's alphabet has the size that the parameters say, its string has a token or
  ///   more, and `keys`, if given, is at least 1.
  /// - Throws: `ScalarError` never for the construction, whose scores are integers.
  /// - Complexity: see `CopyTraceSize`.
  public init(
    of prompt: Prompt, _ parameters: NgramParameters, keys: Int? = nil,
    workers: WorkerPool = WorkerPool(threads: 1), progress: (Int) -> Void = { _ in }
  ) throws(ScalarError) {
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    try self.init(of: prompt, parameters, by: model, keys: keys, workers: workers, progress: progress)
  }

  /// Copies the prompt's string with any model that has the slots of the construction: tests give wrong ones.
  init(
    of prompt: Prompt, _ parameters: NgramParameters, by model: Transformer<Rational>, keys: Int? = nil,
    workers: WorkerPool = WorkerPool(threads: 1), progress: (Int) -> Void = { _ in }
  ) throws(ScalarError) {
    precondition(prompt.alphabet.size == parameters.alphabetSize, "a prompt of another alphabet")
    precondition(prompt.length >= 1, "a string to trace has a token or more")
    precondition(keys.map { $0 >= 1 } ?? true, "a step keeps a key or more")
    let slots = ResidualSlots(parameters)
    precondition(model.weights.layout == slots.layout, "a model with other slots than the construction's")
    var positions: [Position] = []
    var steps: [Step] = []
    var isRight = true
    run = try CopyRun(of: prompt, by: model, workers: workers, progress: progress) { token, activations in
      let position = positions.count
      positions.append(Position(position, token: token, activations, slots))
      guard position >= prompt.positionOfCopy else { return }
      // What is read after COPY is what was written at the step before.
      isRight = isRight && (steps.last.map { $0.due == token } ?? true)
      let due = isRight ? prompt.expectedOutput(atStep: steps.count) : nil
      steps.append(Step(steps.count, position: position, due: due, keys: keys, activations, slots))
    }
    for (step, token) in run.generated.enumerated() { steps[step].wrote = token }
    switch run.uncertainty {
    case .tie(let candidates)?, .undecided(let candidates)?: steps[steps.count - 1].tied = candidates
    case nil: break
    }
    self.parameters = parameters
    layout = slots.layout
    self.positions = positions
    self.steps = steps
  }
}
