public import Constructions
public import CopyTask

/// A string of D^n + n - 1 tokens in which every n-gram stands once, of which some tokens are given: as long
/// as any string that the copier copies.
///
/// Claim: `T2.3`, and that its bound on L is attained.
public struct DeBruijnPuzzle: Puzzle {
  public static let name = PuzzleName.deBruijn

  /// n and D of the copier.
  public let parameters: NgramParameters

  /// The tokens that are given, `nil` where the answer is free.
  public let pattern: [Token?]

  /// The answer.
  public let string: [Token]

  /// - Precondition: the tokens are content tokens.
  public init(_ parameters: NgramParameters, pattern: [Token?], string: [Token]) {
    (self.parameters, self.pattern, self.string) = (parameters, pattern, string)
  }

  public func verdict() throws -> PuzzleVerdict {
    let (n, size) = (parameters.ngram, parameters.alphabetSize)
    let trial = CopierTrial(parameters, NgramCopier(parameters).weights)
    let alphabet = trial.alphabet
    var checked = 0
    func verdict(_ counterexample: PuzzleCounterexample?, reason: String? = nil) -> PuzzleVerdict {
      PuzzleVerdict(
        counterexample, reason: reason, checked: checked, of: size + 1,
        "strings: the answer, and each with one token more",
        shows:
          "\(string.count) = \(size)^\(n) + \(n) - 1 tokens are copied, and none of the \(size) strings with one "
          + "token more: a string of that length repeats an n-gram, however it is chosen.")
    }
    guard pattern.count <= parameters.maxLength else {
      return verdict(
        PuzzleCounterexample("\(pattern.count) tokens are given, and there is room for \(parameters.maxLength)"))
    }
    guard string.count == parameters.maxLength else {
      return verdict(
        PuzzleCounterexample(
          "\(string.count) tokens; due are D^n + n - 1 = \(size)^\(n) + \(n) - 1 = \(parameters.maxLength)",
          string: string))
    }
    for (index, given) in pattern.enumerated() {
      guard let given, index < string.count, given != string[index] else { continue }
      return verdict(
        PuzzleCounterexample(
          "token \(index + 1) is \(alphabet.text(of: string[index])), and given is \(alphabet.text(of: given))",
          string: string))
    }
    checked += 1
    if let mistake = try trial.mistake(on: string, outputs: string.count + 1) {
      return verdict(mistake, reason: firstRepeat)
    }
    // What is asked for, whatever the copier does: D^n n-grams of which no two are equal are all there are.
    if let firstRepeat { return verdict(PuzzleCounterexample(firstRepeat, string: string)) }
    for token in alphabet.content {
      checked += 1
      let longer = string + [token]
      if try trial.mistake(on: longer, outputs: longer.count + 1) == nil {
        return verdict(
          PuzzleCounterexample(
            "x = \(alphabet.text(of: longer)) is copied, although it is longer", string: longer))
      }
    }
    return verdict(nil)
  }

  /// The n-gram that stands twice, in words.
  private var firstRepeat: String? {
    NgramStatistics(of: string, order: parameters.ngram).firstRepeat.map { found in
      let ngram = string[found.first..<(found.first + parameters.ngram)]
      return
        "\(Alphabet(size: parameters.alphabetSize).text(of: ngram)) stands at tokens \(found.first + 1) and "
        + "\(found.second + 1)"
    }
  }
}
