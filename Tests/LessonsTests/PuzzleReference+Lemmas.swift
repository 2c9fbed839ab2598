import Arithmetic
import CopyTask

/// What the lemmas say of the reference's choices, by brute force over all beginnings of strings: the second way to
/// what the puzzles show by counting cases.
extension PuzzleReference {
  /// BOS and all strings of up to `length` tokens, of which one may be COPY.
  private func beginnings(_ length: Int) -> [[Token]] {
    var level: [[Token]] = [[alphabet.bos]]
    var all = level
    for _ in 0..<length {
      level = level.flatMap { tokens in
        (Array(alphabet.content) + [alphabet.copy]).filter { $0 != alphabet.copy || !tokens.contains($0) }
          .map { tokens + [$0] }
      }
      all += level
    }
    return all
  }

  /// Whether G_k is the piece k places back, for tokens that fill the longest window that is drawn.
  var gathersPieces: Bool {
    beginnings((windows.max() ?? 0) + 1).allSatisfy { tokens in
      (0...min(ngram, tokens.count - 1)).allSatisfy { offset in
        gathered(tokens[...], coefficients[offset]) == piece(tokens[tokens.count - 1 - offset])
      }
    }
  }

  /// Whether what is gathered comes through if no boundary is nearer, and else nothing does; also for codes, flags and
  /// boundaries of which no string has so many.
  var silencesBoundaries: Bool {
    let none = [Rational](repeating: 0, count: bits + 1)
    let plain = (0...2).allSatisfy { silence in
      [-1, 0, 1].allSatisfy { value in
        [0, 1].allSatisfy { flag in
          let piece = [Rational](repeating: Rational(value), count: bits) + [Rational(flag)]
          return gated(piece, Rational(silence)) == (silence == 0 ? piece : none)
        }
      }
    }
    return plain
      && beginnings(ngram + 3).allSatisfy { tokens in
        let slots = coefficients.map { gathered(tokens[...], $0) }
        let start: Rational = tokens.count == 1 ? 1 : 0
        let silences =
          (0..<ngram).map { k in (k, slots[..<k].reduce(0) { $0 + $1[bits] }) }
          + (1...ngram).map { k in (k, slots[1..<k].reduce(start) { $0 + $1[bits] }) }
        return silences.allSatisfy { k, silence in gated(slots[k], silence) == (silence == 0 ? slots[k] : none) }
      }
  }
}
