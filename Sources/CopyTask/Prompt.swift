/// The input of the copying task: `BOS x_1 ... x_L COPY`.
///
/// Positions count from 0, so BOS stands at 0, `x_i` at `i` and COPY at `L + 1`. Step `t`, for `t` in
/// `0 ... L`, is the prediction made after `t` outputs: of `x_{t+1}` while `t < L`, and of EOS at `t = L`.
public struct Prompt: Hashable, Sendable {
  /// The alphabet of the content, which also numbers BOS, COPY and EOS.
  public let alphabet: Alphabet

  /// The string to be copied, `x_1 ... x_L`; it may be empty.
  public let content: [Token]

  /// The prompt that asks for a copy of `content`.
  ///
  /// - Precondition: every token of `content` is in `0 ..< alphabet.size`.
  /// - Complexity: O(L).
  public init(alphabet: Alphabet, content: [Token]) {
    precondition(
      content.allSatisfy(alphabet.content.contains),
      "the content of a prompt consists of tokens in 0 ..< \(alphabet.size)"
    )
    self.alphabet = alphabet
    self.content = content
  }

  /// The number of content tokens, `L`.
  public var length: Int { content.count }

  /// The number of tokens of the prompt, `L + 2`.
  public var count: Int { length + 2 }

  /// `BOS x_1 ... x_L COPY`.
  public var tokens: [Token] { [alphabet.bos] + content + [alphabet.copy] }

  /// What a correct copier emits: `x_1 ... x_L EOS`.
  public var expectedOutput: [Token] { content + [alphabet.eos] }
}

// MARK: - Positions

extension Prompt {
  /// The steps at which something is predicted: `0 ... L`, the last one being that of EOS.
  public var steps: ClosedRange<Int> { 0...length }

  /// The position of BOS: 0.
  public var positionOfBOS: Int { 0 }

  /// The position of COPY: `L + 1`.
  public var positionOfCopy: Int { length + 1 }

  /// The position of `x_i`: `i`.
  ///
  /// - Precondition: `1 <= i <= L`.
  public func position(ofContent i: Int) -> Int {
    precondition(i >= 1 && i <= length, "there is no x_\(i) in a string of \(length) tokens")
    return i
  }

  /// The position from which step `t` predicts, in the prompt followed by the output: `L + 1 + t`.
  ///
  /// It holds COPY for `t = 0` and the `t`-th output otherwise.
  ///
  /// - Precondition: `0 <= t <= L`.
  public func position(ofQueryAtStep t: Int) -> Int {
    precondition(steps.contains(t), "there is no step \(t) in the copy of \(length) tokens")
    return positionOfCopy + t
  }

  /// The position of the key that is right at step `t`: `t + 1`.
  ///
  /// It holds the token that step `t` must read: `x_{t+1}`, or COPY, which is read as the end, for `t = L`.
  ///
  /// - Precondition: `0 <= t <= L`.
  public func position(ofRightKeyAtStep t: Int) -> Int {
    precondition(steps.contains(t), "there is no step \(t) in the copy of \(length) tokens")
    return t + 1
  }

  /// The output that is right at step `t`: `x_{t+1}`, or EOS for `t = L`.
  ///
  /// - Precondition: `0 <= t <= L`.
  public func expectedOutput(atStep t: Int) -> Token {
    precondition(steps.contains(t), "there is no step \(t) in the copy of \(length) tokens")
    return t < length ? content[t] : alphabet.eos
  }
}
