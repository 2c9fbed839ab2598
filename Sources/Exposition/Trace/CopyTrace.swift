public import Arithmetic
public import Constructions
public import CopyTask
public import Transformers

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
    workers: Workers = Workers(threads: 1), progress: (Int) -> Void = { _ in }
  ) throws(ScalarError) {
    let model = Transformer<Rational>(rounding: NgramCopier(parameters).weights, to: ())
    try self.init(of: prompt, parameters, by: model, keys: keys, workers: workers, progress: progress)
  }

  /// Copies the prompt's string with any model that has the slots of the construction: tests give wrong ones.
  init(
    of prompt: Prompt, _ parameters: NgramParameters, by model: Transformer<Rational>, keys: Int? = nil,
    workers: Workers = Workers(threads: 1), progress: (Int) -> Void = { _ in }
  ) throws(ScalarError) {
    precondition(prompt.alphabet.size == parameters.alphabetSize, "a prompt of another alphabet")
    precondition(prompt.length >= 1, "a string to trace has a token or more")
    precondition(keys.map { $0 >= 1 } ?? true, "a step keeps a key or more")
    let slots = TraceSlots(model.weights.layout, ngram: parameters.ngram)
    var decoder = Decoder(model, capacity: 2 * prompt.length + 2, workers: workers)
    var positions: [Position] = []
    var steps: [Step] = []
    var generated: [Token] = []
    var uncertainty: ArgmaxError?
    var isRight = true
    var next: Token? = prompt.alphabet.bos
    while let token = next {
      let position = decoder.position
      let activations = try decoder.step(token)
      progress(decoder.position)
      positions.append(Position(position, token: token, activations, slots))
      next = nil
      guard position >= prompt.positionOfCopy else {
        next = prompt.tokens[position + 1]
        continue
      }
      let due = isRight ? prompt.expectedOutput(atStep: generated.count) : nil
      var step = Step(generated.count, position: position, due: due, keys: keys, activations, slots)
      do {
        let wrote = try certainArgmax(activations.logits)
        step.wrote = wrote
        generated.append(wrote)
        isRight = isRight && wrote == due
        if wrote != prompt.alphabet.eos, generated.count <= prompt.length { next = wrote }
      } catch {
        uncertainty = error
        switch error {
        case .tie(let candidates), .undecided(let candidates): step.tied = candidates
        }
      }
      steps.append(step)
    }
    self.parameters = parameters
    layout = model.weights.layout
    self.positions = positions
    self.steps = steps
    // The right key is known up to the first mistake, and with it the lead.
    let attention = CopyTrace.least(steps) { $0.rightKey?.weight }
    let margin = CopyTrace.least(steps, \.margin)
    run = CopyRun(
      of: prompt, generated: generated, minAttention: attention, minMargin: margin, uncertainty: uncertainty)
  }

  /// The smallest value, at the first step that has it.
  private static func least(
    _ steps: [Step], _ value: (Step) -> Rational?
  ) -> CopyRun<Rational>.Extreme? {
    var least: CopyRun<Rational>.Extreme?
    for step in steps {
      guard let value = value(step), least.map({ value < $0.value }) ?? true else { continue }
      least = CopyRun.Extreme(value: value, step: step.step)
    }
    return least
  }
}
