import Arithmetic
import Constructions

extension PuzzleVerdict {
  /// What it shows if all strings that the theorem promises were copied.
  static func showsTheorem(_ parameters: NgramParameters) -> String {
    let (n, size) = (parameters.ngram, parameters.alphabetSize)
    return
      "With these weights T2.3 holds for n = \(n), D = \(size): the strings checked are all that it speaks of. "
      + "Of other n and D this says nothing; the proof does."
  }

  /// The coordinates of a piece.
  static func text(_ piece: [Rational]) -> String {
    "(" + piece.map { "\($0)" }.joined(separator: ", ") + ")"
  }
}
