import Constructions
import CopyTask
import TestSupport

/// A string to trace, with its parameters.
struct TraceCase: CustomStringConvertible {
  let ngram, alphabetSize: Int
  let string: [Token]

  var description: String { "n = \(ngram), D = \(alphabetSize), \(string)" }

  func parameters() throws -> NgramParameters {
    try NgramParameters(ngram: ngram, alphabetSize: alphabetSize)
  }

  var prompt: Prompt { Prompt(alphabet: Alphabet(size: alphabetSize), content: string) }
}

/// Uniform strings of 1 to `longest` tokens over few tokens, so that n-grams repeat, ties occur, and some
/// strings are shorter than n. They shrink by leaving out tokens, then by lowering them.
func traceCases(longest: Int) -> Generator<TraceCase> {
  Generator(
    shrink: { value in
      let strings = Generator<[Token]>.tokens(alphabetSize: value.alphabetSize, count: 1...longest)
      return strings.shrink(value.string).map {
        TraceCase(ngram: value.ngram, alphabetSize: value.alphabetSize, string: $0)
      }
    },
    draw: { source in
      let ngram = 1 + source.next(below: 4)
      let size = [2, 3, 4, 5, 9][source.next(below: 5)]
      let string = Generator<[Token]>.tokens(alphabetSize: size, count: 1...longest).draw(&source)
      return TraceCase(ngram: ngram, alphabetSize: size, string: string)
    })
}
