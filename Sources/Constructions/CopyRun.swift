public import Arithmetic
public import CopyTask
public import Transformers
public import Workers

/// One copy by greedy decoding: what was written, and how clear the decisions were.
public struct CopyRun<Element: Scalar>: Sendable {
  /// A value and the step at which it was seen.
  public struct Extreme: Sendable {
    /// The value.
    public let value: Element
    /// The step t: t tokens had been written.
    public let step: Int

    /// A value seen at a step.
    public init(value: Element, step: Int) {
      self.value = value
      self.step = step
    }
  }

  /// The first step at which something else was written than was due.
  public struct Mismatch: Hashable, Sendable {
    /// The step t: t tokens had been written.
    public let step: Int
    /// What was written, or `nil` if decoding had ended, or stopped because the argmax was not certain.
    public let wrote: Token?
    /// What was due: x_{t+1}, or EOS for t = L.
    public let due: Token
  }

  /// What was asked for.
  public let prompt: Prompt

  /// Everything written, EOS included if it was.
  public let generated: [Token]

  /// The smallest attention weight of the right key, over the steps up to the first mistake: after it no key
  /// is the right one.
  public let minAttention: Extreme?

  /// The smallest lead of the due token's logit over all others, over the same steps: negative if another
  /// token won.
  public let minMargin: Extreme?

  /// Why decoding stopped before EOS and before L + 1 tokens, if it did: at step `generated.count` the
  /// argmax was not certain.
  public let uncertainty: ArgmaxError?

  /// The first difference from x_1...x_L EOS, if there is one.
  public var firstMismatch: Mismatch? {
    let due = prompt.expectedOutput
    for step in due.indices {
      let wrote = step < generated.count ? generated[step] : nil
      if wrote != due[step] { return Mismatch(step: step, wrote: wrote, due: due[step]) }
    }
    return nil
  }

  /// How many of the L tokens were written where they belong.
  public var copied: Int {
    zip(prompt.content, generated).count { $0 == $1 }
  }

  /// Whether EOS came right after the L-th token.
  public var terminated: Bool {
    generated.count == prompt.length + 1 && generated.last == prompt.alphabet.eos
  }

  /// Whether x_1...x_L EOS was written, and nothing else.
  public var succeeded: Bool { generated == prompt.expectedOutput }

  /// The record of a copy that was made elsewhere.
  public init(
    of prompt: Prompt, generated: [Token], minAttention: Extreme?, minMargin: Extreme?,
    uncertainty: ArgmaxError?
  ) {
    self.prompt = prompt
    self.generated = generated
    self.minAttention = minAttention
    self.minMargin = minMargin
    self.uncertainty = uncertainty
  }

  /// Reads the prompt and decodes greedily until EOS, until L + 1 tokens are written, or until an argmax is
  /// not certain.
  ///
  /// `progress` is called after every token read or written with the number of them so far, of 2L + 2.
  /// `observing`, if given, is told of every token that was read, and what the model made of it.
  ///
  /// - Precondition: the prompt's alphabet has the size the model was made for.
  /// - Throws: `ScalarError` where an attention score has no power of two in the number type; with a
  ///   constructed model, whose scores are integers, that does not happen.
  /// - Complexity: O(L^2 n d).
  public init(
    of prompt: Prompt, by model: Transformer<Element>, workers: WorkerPool = WorkerPool(threads: 1),
    progress: (Int) -> Void = { _ in }, observing: ((Token, Activations<Element>) -> Void)? = nil
  ) throws(ScalarError) {
    self.prompt = prompt
    var extremes = (attention: Extreme?.none, margin: Extreme?.none)
    var isRight = true
    let decoding = try GreedyDecoding(
      after: prompt.tokens, end: prompt.alphabet.eos, limit: prompt.length + 1, by: model, workers: workers,
      evaluatesPrompt: observing != nil,
      observer: { reading in
        if let activations = reading.activations { observing?(reading.token, activations) }
        progress(reading.count)
      },
      choosing: { (step, activations) throws(ArgmaxError) in
        if isRight { CopyRun.record(activations, of: prompt, at: step, in: &extremes) }
        let token = try certainArgmax(activations.logits)
        isRight = isRight && token == prompt.expectedOutput(atStep: step)
        return token
      })
    (minAttention, minMargin) = extremes
    generated = decoding.generated
    uncertainty = decoding.uncertainty
  }

  private static func record(
    _ activations: Activations<Element>, of prompt: Prompt, at step: Int,
    in extremes: inout (attention: Extreme?, margin: Extreme?)
  ) {
    if let head = activations.layers.last?.heads[0] {
      let weight = head.weight(at: prompt.position(ofRightKeyAtStep: step))
      extremes.attention = smaller(extremes.attention, weight, at: step)
    }
    let due = prompt.expectedOutput(atStep: step)
    var rival: Element?
    for (token, logit) in activations.logits.enumerated() where token != due {
      rival = rival.map { .maximum($0, logit) } ?? logit
    }
    if let rival {
      extremes.margin = smaller(extremes.margin, activations.logits[due] - rival, at: step)
    }
  }

  /// The smaller of two values, with the step of the first one that is not certainly larger than another.
  private static func smaller(_ extreme: Extreme?, _ value: Element, at step: Int) -> Extreme {
    guard let extreme else { return Extreme(value: value, step: step) }
    return Extreme(
      value: .minimum(extreme.value, value),
      step: Element.order(value, extreme.value) == .less ? step : extreme.step)
  }
}
