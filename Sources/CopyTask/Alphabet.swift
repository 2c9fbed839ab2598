/// The content tokens `0 ..< size` of a copying task, the three special tokens that follow them, and how
/// they are spelled for people.
///
/// The numbering is the construction's: content first, then BOS, COPY, EOS. The script only decides how
/// tokens are written and read (see ``text(of:)-(Token)`` and ``tokens(in:)``), never what they mean.
public struct Alphabet: Hashable, Sendable {
  /// How content tokens are written.
  public enum Script: Hashable, Sendable {
    /// Token `i` is the `i`-th lower-case Latin letter; strings are written without separators.
    case letters
    /// Token `i` is the byte `i`: itself if it is printable ASCII, otherwise an escape.
    case bytes
    /// Token `i` is the decimal number `i`; strings are written with spaces between the numbers.
    case integers
  }

  /// The number of content tokens, `D`; at least 1.
  public let size: Int

  /// How content tokens are written.
  public let script: Script

  private init(size: Int, script: Script) {
    self.size = size
    self.script = script
  }

  /// The alphabet of `size` tokens, spelled as letters if 26 are enough and as integers otherwise.
  ///
  /// - Precondition: `size >= 1`, and `size + 3` tokens can be numbered.
  public init(size: Int) {
    self = size <= Alphabet.latin ? .letters(size) : .integers(size)
  }

  /// The first `size` lower-case Latin letters.
  ///
  /// - Precondition: `1 <= size <= 26`.
  public static func letters(_ size: Int) -> Alphabet {
    precondition((1...latin).contains(size), "an alphabet of letters has 1 to 26 of them, not \(size)")
    return Alphabet(size: size, script: .letters)
  }

  /// All 256 bytes.
  public static let bytes = Alphabet(size: 256, script: .bytes)

  /// The integers `0 ..< size`.
  ///
  /// - Precondition: `size >= 1`, and `size + 3` tokens can be numbered.
  public static func integers(_ size: Int) -> Alphabet {
    precondition(size >= 1, "an alphabet has at least one token, not \(size)")
    precondition(size <= Int.max - specials, "the special tokens of \(size) tokens cannot be numbered")
    return Alphabet(size: size, script: .integers)
  }

  /// The number of lower-case Latin letters.
  internal static let latin = 26

  /// BOS, COPY and EOS.
  internal static let specials = 3
}

// MARK: - Special tokens

extension Alphabet {
  /// The token that begins every prompt: `size`.
  public var bos: Token { size }

  /// The token that ends the prompt and asks for the copy: `size + 1`.
  public var copy: Token { size + 1 }

  /// The token that ends the output: `size + 2`.
  public var eos: Token { size + 2 }

  /// The number of tokens, special ones included: `size + 3`.
  public var vocabularySize: Int { size + Alphabet.specials }

  /// The content tokens, `0 ..< size`.
  public var content: Range<Token> { 0..<size }
}
