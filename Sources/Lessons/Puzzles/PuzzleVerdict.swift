public import CopyTask

/// What the check of an answer found.
public struct PuzzleVerdict: Sendable, Hashable {
  /// What went wrong first; `nil` if the puzzle is solved.
  public let counterexample: PuzzleCounterexample?

  /// Where the answer first differs from what a lemma says, on the way to the counterexample, if that is
  /// known; or, where the counterexample is one to the lemma alone, that the copier copies all the same.
  public let reason: String?

  /// How many things were checked, the one of the counterexample included.
  public let checked: Int

  /// How many there are to check; `nil` where the check ended before that was known.
  public let total: Int?

  /// What they are, in the plural: "strings with distinct 2-grams".
  public let kind: String

  /// How far this goes: what it shows if nothing went wrong, and what it does not.
  public let shows: String

  /// Whether nothing went wrong.
  public var isSolved: Bool { counterexample == nil }

  init(
    _ counterexample: PuzzleCounterexample?, reason: String? = nil, checked: Int, of total: Int?,
    _ kind: String,
    shows: String
  ) {
    (self.counterexample, self.reason) = (counterexample, reason)
    (self.checked, self.total, self.kind, self.shows) = (checked, total, kind, shows)
  }
}

/// A case in which an answer does not do what the puzzle asks for: enough to replay it.
public struct PuzzleCounterexample: Sendable, Hashable {
  /// The case in words.
  public let text: String

  /// The string, if it is one that is to be copied or looked at.
  public let string: [Token]?

  /// The number of tokens that had been written when it went wrong, if something was written.
  public let step: Int?

  /// What was written at that step; the tokens that are tied, if there are several.
  public let wrote: [Token]

  /// What was due at that step.
  public let due: Token?

  init(
    _ text: String, string: [Token]? = nil, step: Int? = nil, wrote: [Token] = [], due: Token? = nil
  ) {
    (self.text, self.string, self.step, self.wrote, self.due) = (text, string, step, wrote, due)
  }
}

extension PuzzleCounterexample {
  /// A string, and the first step at which something else was written than was due.
  init(_ string: [Token], in alphabet: Alphabet, step: Int, wrote: [Token], due: Token) {
    let place = step < string.count ? "at token \(step + 1)" : "at the end"
    let words = wrote.map { alphabet.text(of: $0) }.joined(separator: ", ")
    let outcome = wrote.count == 1 ? "wrote \(words)" : "\(words) cannot be told apart"
    self.init(
      "x = \(alphabet.quoted(string)): \(place) \(outcome), due was \(alphabet.text(of: due))",
      string: string, step: step, wrote: wrote, due: due)
  }

  /// The same case with more words.
  init(_ other: PuzzleCounterexample, remark: String) {
    self.init(other.text + remark, string: other.string, step: other.step, wrote: other.wrote, due: other.due)
  }
}

extension Alphabet {
  /// A string of tokens, or words for the empty one.
  func quoted(_ tokens: [Token]) -> String { tokens.isEmpty ? "(the empty string)" : text(of: tokens) }
}
