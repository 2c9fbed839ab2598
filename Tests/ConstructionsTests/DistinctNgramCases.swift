import CopyTask
import TestSupport

/// By definition: no two positions start the same n tokens.
func hasDistinctNgrams(_ string: [Token], _ ngram: Int) -> Bool {
  guard string.count >= ngram else { return true }
  let ngrams = (0...(string.count - ngram)).map { Array(string[$0..<($0 + ngram)]) }
  return Set(ngrams).count == ngrams.count
}

/// A random string with distinct n-grams, with its parameters: (n, D, string). Shrinks by cutting off tokens
/// at either end, which keeps n-grams distinct.
func distinctNgramCases(longest: Int) -> Generator<(Int, Int, [Token])> {
  let shrink = { (value: (Int, Int, [Token])) -> [(Int, Int, [Token])] in
    let (ngram, size, string) = value
    guard string.count > 1 else { return [] }
    let half = string.count / 2
    return [string.prefix(half), string.suffix(half), string.dropLast(), string.dropFirst()]
      .map { (ngram, size, Array($0)) }
  }
  return Generator(shrink: shrink) { source in
    while true {
      let ngram = 1 + source.next(below: 5)
      let size = 2 + source.next(below: 8)
      let space = NgramSpace(alphabetSize: size, order: ngram)
      let most = min(longest, space.longestDistinctLength ?? longest)
      // Full length as often as any other, since that is where it is tight.
      let length = source.next(below: 4) == 0 ? most : 1 + source.next(below: most)
      guard let string = try? DistinctNgramString(alphabetSize: size, order: ngram, length: length) else {
        continue
      }
      return (ngram, size, string.tokens(using: &source))
    }
  }
}
