import Arithmetic
import Constructions
import CopyTask

/// What the question asks of windows and coefficients, for every position of strings of every length.
extension WindowPuzzle {
  /// Whether G_k is the piece k places back at every position i >= k, whatever the tokens are.
  ///
  /// G_k at position i is a sum over j <= i of shares, which depend on the windows and coefficients alone, times the
  /// pieces j places back. Code coordinates of tokens can be chosen freely among -1 and 1, so G_k is the piece k back
  /// for all tokens exactly if its share is 1 and all others are 0. From i = the longest window on the shares stay
  /// what they are.
  func lemma() -> LemmaCheck {
    var checked = 0
    func check(_ counterexample: PuzzleCounterexample?) -> LemmaCheck {
      LemmaCheck(
        claim: .t23Windows, checked: checked, kind: "pairs of a slot and a position, beyond which nothing changes",
        counterexample: counterexample)
    }
    for position in 0..<max(windows.max() ?? 0, parameters.ngram + 1) {
      for offset in 0...min(position, parameters.ngram) {
        checked += 1
        var errors = shares(of: offset, at: position)
        errors[offset] -= 1
        guard errors.contains(where: { $0 != 0 }) else { continue }
        return check(counterexample(offset, position, errors))
      }
    }
    return check(nil)
  }

  /// The shares of the pieces 0, 1, ... places back in G_k.
  private func shares(of offset: Int, at position: Int) -> [Rational] {
    var shares = [Rational](repeating: 0, count: position + 1)
    for (window, coefficient) in zip(windows, coefficients[offset]) where window > 0 {
      let size = min(window, position + 1)
      for place in 0..<size { shares[place] += Rational(coefficient) / Rational(size) }
    }
    return shares
  }

  /// A string, after which G_k is not the piece: all errors of its tokens have one sign in the lowest bit.
  private func counterexample(_ offset: Int, _ position: Int, _ errors: [Rational]) -> PuzzleCounterexample {
    let specified = SpecifiedModel(parameters)
    let string: [Token] = errors.dropLast().reversed().map { $0 > 0 ? 1 : 0 }
    let tokens = [specified.alphabet.bos] + string
    let due = specified.piece(tokens[position - offset]).coordinates
    var found = due
    for (place, error) in errors.enumerated() {
      for (index, value) in specified.piece(tokens[position - place]).coordinates.enumerated() {
        found[index] += error * value
      }
    }
    func text(_ piece: [Rational]) -> String { "(" + piece.map { "\($0)" }.joined(separator: ", ") + ")" }
    return PuzzleCounterexample(
      "after \(specified.alphabet.text(of: tokens)), at position \(position), G_\(offset) is \(text(found)), and the "
        + "piece \(offset) back is \(text(due))",
      string: string)
  }
}
