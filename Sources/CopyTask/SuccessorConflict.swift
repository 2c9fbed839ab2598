/// Two steps of a copy that look the same to a decoder that sees the last n tokens written, but of which
/// different outputs are right.
///
/// At step `t` of the copy of `x_1 ... x_L` the decoder sees the n-gram of the last `n` tokens of
/// `x_1 ... x_t`, padded on the left with BOS where `t < n`. Its right output, the successor, is `x_{t+1}`,
/// or the end at `t = L`. A string with a conflict among the steps `0 ..< L` is miscopied by every decoder
/// that is a function of the prompt and those `n` tokens; n-gram lookup fails on no other string. With the
/// end counted as a successor the same is true of copying *and* stopping.
///
/// Strings with pairwise distinct n-grams have no conflict of either kind. With the end counted the converse
/// holds too: if the same successor follows both times, the n-grams that end with it are equal as well, and
/// so on up to the end, which follows only one of the two. Without it, it does not: aa, n = 1.
///
/// *Why lookup fails on a conflict, in the construction.* Let s be the first step with an n-gram and s' the
/// first later one whose successor c' differs from c, that of s; let their codes differ in h bits. If the
/// model is right at s, c leads c' there: the votes of the winning keys, in units of one winner, and a rest
/// below h/8 together favor c. At s' the votes of the prompt are the same; each of the j >= 1 copies written
/// since says c and adds h, and the rest changes by less than h/4: c still leads, so c' is not written. If c'
/// is the end the same holds with 4d j for the copies and less than 7d/4 for the change of the rest.
/// Conversely, without a conflict all winners agree, and the readout's lemma gives the right output. QED
/// (X.failure-set).
public struct SuccessorConflict: Hashable, Sendable {
  /// The right output of a step.
  public enum Successor: Hashable, Sendable {
    /// The next token of the string.
    case token(Token)
    /// The end of the string.
    case end
  }

  /// The earliest step whose n-gram is that of `secondStep` and whose successor is another.
  public let firstStep: Int

  /// The smallest step that is in conflict with an earlier one.
  public let secondStep: Int

  /// What is right at `firstStep`.
  public let firstSuccessor: Successor

  /// What is right at `secondStep`.
  public let secondSuccessor: Successor

  /// The first conflict of the string `tokens`, or nil if there is none.
  ///
  /// - Parameters:
  ///   - tokens: The content `x_1 ... x_L`.
  ///   - order: The number of tokens of an n-gram, `n`.
  ///   - countingEnd: Whether step `L`, whose successor is the end, counts.
  /// - Precondition: `order >= 1`, and `tokens.count <= SuffixArray.longestText`.
  /// - Complexity: O(L), whatever `n` is; O(L log L) if tokens exceed L.
  public init?(in tokens: [Token], order: Int, countingEnd: Bool) {
    self.init(in: tokens, classes: NgramClasses(of: tokens, order: order), countingEnd: countingEnd)
  }

  /// The first conflict of a string whose n-grams are indexed already.
  ///
  /// - Precondition: `classes` is the index of `tokens`.
  /// - Complexity: O(L).
  public init?(in tokens: [Token], classes: NgramClasses, countingEnd: Bool) {
    let order = classes.order
    // A padded n-gram tells its step by the number of its BOS, so only steps t >= n can be in conflict; the
    // n-gram of step t begins at position t - n of the tokens.
    let first = classes.firstPositions()
    for (position, ngram) in classes.classOf.enumerated() {
      let step = position + order
      if step == tokens.count && !countingEnd { break }
      // All earlier occurrences have the successor of the first one, or the search had ended before.
      let firstStep = first[Int(ngram)] + order
      guard firstStep < step else { continue }
      let successor: Successor = step < tokens.count ? .token(tokens[step]) : .end
      let firstSuccessor: Successor = .token(tokens[firstStep])
      guard successor != firstSuccessor else { continue }
      self.firstStep = firstStep
      self.secondStep = step
      self.firstSuccessor = firstSuccessor
      self.secondSuccessor = successor
      return
    }
    return nil
  }
}
