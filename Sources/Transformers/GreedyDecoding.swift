public import Arithmetic
public import Workers

/// What a model writes after a prompt, token by token: the loop that every run of the reference goes through.
public struct GreedyDecoding<Element: Scalar>: Sendable {
  /// A token that the model has read, and what it made of it.
  public struct Reading {
    /// The token.
    public let token: Int
    /// How many tokens had been written when it was read; `nil` within the prompt.
    public let step: Int?
    /// How many tokens have been read, this one included.
    public let count: Int
    /// What the model computed; `nil` within the prompt unless it was asked for.
    public let activations: Activations<Element>?
  }

  /// Which token is written where the model has computed this, at a step; `nil` ends decoding.
  public typealias Choice = (_ step: Int, _ activations: Activations<Element>) throws(ArgmaxError) -> Int?

  /// Everything written, the end token included if it was.
  public private(set) var generated: [Int] = []

  /// Why decoding stopped before the end token and before the limit, if it did: at step `generated.count` the
  /// argmax was not certain.
  public private(set) var uncertainty: ArgmaxError?

  /// Reads a prompt and writes until the end token, until `limit` tokens are written, or until a choice is not
  /// certain.
  ///
  /// - Parameters:
  ///   - prompt: Tokens of the vocabulary, one or more.
  ///   - end: The token that ends decoding.
  ///   - limit: How many tokens are written at most.
  ///   - model: What computes the logits.
  ///   - workers: The threads that share the keys of a head; what is computed does not depend on their number.
  ///   - evaluatesPrompt: Whether logits are asked for within the prompt too. They cost as much as elsewhere.
  ///   - observer: Is told of every token that was read.
  ///   - choose: By default the certain argmax of the logits.
  /// - Throws: `ScalarError` where an attention score has no power of two in the number type.
  public init(
    after prompt: [Int], end: Int, limit: Int, by model: Transformer<Element>,
    workers: WorkerPool = WorkerPool(threads: 1), evaluatesPrompt: Bool = false,
    observer: (Reading) -> Void = { _ in },
    choosing choose: Choice = { (_, activations) throws(ArgmaxError) in try certainArgmax(activations.logits) }
  ) throws(ScalarError) {
    precondition(!prompt.isEmpty, "nothing follows an empty prompt")
    var decoder = Decoder(model, capacity: prompt.count + limit, workers: workers)
    for token in prompt.dropLast() {
      var activations: Activations<Element>?
      if evaluatesPrompt { activations = try decoder.step(token) } else { try decoder.read(token) }
      observer(Reading(token: token, step: nil, count: decoder.position, activations: activations))
    }
    var token = prompt[prompt.count - 1]
    while generated.count < limit, generated.last != end {
      let activations = try decoder.step(token)
      observer(Reading(token: token, step: generated.count, count: decoder.position, activations: activations))
      do throws(ArgmaxError) {
        guard let next = try choose(generated.count, activations) else { return }
        token = next
      } catch {
        uncertainty = error
        return
      }
      generated.append(token)
    }
  }
}
