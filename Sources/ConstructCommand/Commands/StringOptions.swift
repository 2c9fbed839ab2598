import ArgumentParser
import Constructions
import CopyTask

/// The options that say which string a command is about, and by n-grams of which size it is copied.
struct StringOptions: ParsableArguments {
  @Option(
    "string",
    """
    Copy these letters, a to z, or these token numbers with commas between them, as in 0,4,7,1. D is the smallest, \
    2 or more, that has them all. Without --ngram, n is one more than the length of the longest substring that \
    occurs twice.
    """)
  var string: String?

  // Numbers are parsed without conditions: "--ngram -1" is then a number too small, not a value missing.
  @Option("n", "How many tokens a lookup compares, n >= 1. Needed unless --string or --text is given.")
  var ngram: Int?

  @Option("L", "How many tokens to copy, 1 <= L <= D^n + n - 1.")
  var length: Int?

  @Option("D", "How many tokens the alphabet has, D >= 2. (default: the smallest with D^n + n - 1 >= L)")
  var alphabet: Int?

  @Option(
    "source",
    """
    What to copy: 'de-bruijn', the first L tokens of a linear de Bruijn sequence, which has every n-gram \
    once; 'distinct', a random string with distinct n-grams; 'rotated', a de Bruijn sequence that begins \
    anywhere, with its tokens exchanged; 'uniform', independent random tokens, whose \
    n-grams may repeat. (default: de-bruijn)
    """)
  var source: CopySource?

  @Option("seed", "The seed of a random source, 0 <= seed < 2^64. (default: 0)")
  var seed: UInt64?

  @Option(
    "file",
    """
    Copy the bytes of this file, D = 256. Without --ngram, n is one more than the length of the longest \
    substring that occurs twice.
    """)
  var text: String?

  @Option("scale", ScaleRule.optionHelp)
  var scale: ScaleRule?

  /// The string that was described.
  func request() -> StringRequest {
    StringRequest(
      typed: string, text: text, source: source, seed: seed, ngram: ngram, length: length, alphabet: alphabet,
      scaleRule: scale ?? .lengthDependent)
  }
}
