public import Constructions
public import CopyTask

/// Two strings, each as short as possible: one that the copier does not copy and end, and one of whose tokens
/// it writes one wrongly.
///
/// Claim: `X.failure-set`, which says which strings fail, so how short they can be.
public struct BreakPuzzle: Puzzle {
  public static let name = PuzzleName.breakCopier

  /// n and D of the copier.
  public let parameters: NgramParameters

  /// A shortest string after which x_1 ... x_L EOS is not what is written.
  public let notEnded: [Token]

  /// A shortest string after which x_1 ... x_L is not what is written first.
  public let miscopied: [Token]

  /// - Precondition: the strings consist of content tokens, and those of n + 2 tokens are at most
  ///   `PuzzleLimits.mostStrings`.
  public init(_ parameters: NgramParameters, notEnded: [Token], miscopied: [Token]) {
    (self.parameters, self.notEnded, self.miscopied) = (parameters, notEnded, miscopied)
  }

  public func verdict() throws -> PuzzleVerdict {
    let trial = CopierTrial(parameters, NgramCopier(parameters).weights)
    let size = parameters.alphabetSize
    var checked = 0
    func verdict(_ counterexample: PuzzleCounterexample?) -> PuzzleVerdict {
      PuzzleVerdict(
        counterexample, checked: checked, of: counterexample == nil ? checked : nil,
        "strings that are an answer, or shorter than one, D = \(size)",
        shows:
          "For n = \(parameters.ngram), D = \(size) nothing shorter fails. "
          + "\(ClaimID.xFailureSet) says why for all n and D: an n-gram has to come twice, with two successors, "
          + "and the end may be one of them.")
    }
    for (answer, ended) in [(notEnded, true), (miscopied, false)] {
      let more = ended ? 1 : 0
      let what = ended ? "copied and ended" : "copied, token by token"
      checked += 1
      guard let mistake = try trial.mistake(on: answer, outputs: answer.count + more) else {
        let text = trial.alphabet.quoted(answer)
        return verdict(
          PuzzleCounterexample("x = \(text) is \(what): it does not break the copier", string: answer))
      }
      guard ended || mistake.wrote.count == 1 else {
        return verdict(PuzzleCounterexample(mistake, remark: ": nothing is written, so no token is written wrongly"))
      }
      for length in 1..<max(1, answer.count) {
        for string in AllStrings(alphabetSize: size, length: length) {
          checked += 1
          guard let mistake = try trial.mistake(on: string, outputs: length + more) else { continue }
          return verdict(
            PuzzleCounterexample(
              mistake, remark: ", and it is shorter than \(trial.alphabet.text(of: answer))"))
        }
      }
    }
    return verdict(nil)
  }
}
