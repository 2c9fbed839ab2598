/// The explorer: a page that runs the construction in a browser, on a string that its reader types, and shows
/// every number of it as an exact fraction; beside it a state space model that reads the same string.
///
/// The page is one file. It loads nothing, from disk or network, and works where it lies. Its model is written
/// in JavaScript, from the matrices on, with integers alone; that it computes what this package computes is
/// tested without a browser (`Tools/explorer/model`), and in one what it shows (`Tools/explorer/views`).
public struct ExplorerPage: Sendable, Hashable {
  /// The n that can be chosen on the page: with more its table of slots would not fit a screen.
  public static let ngrams = 1...8

  /// The D that can be chosen: tokens are lower-case letters. A string with other characters takes an alphabet of its
  /// own.
  public static let alphabetSizes = 2...26

  /// The longest string that can be typed: the page computes with one thread, and is to answer at once.
  public static let longestString = 200

  /// The n that the page opens with.
  public let ngram: Int

  /// The D that the page opens with.
  public let alphabet: Int

  /// The string that the page opens with.
  public let string: String

  /// beta, or `nil` for what T2.3 asks for.
  public let scale: Int?

  /// B, or `nil` for what T2.3 asks for.
  public let boundaryBonus: Int?

  /// A page that opens with this string.
  ///
  /// Any string will do: where it has other characters than the first D letters, the page takes those that it has.
  /// Of one that is too long the page says so.
  ///
  /// - Precondition: n and D are in `ngrams` and `alphabetSizes`; a scale is at least 1, a bonus at least 0.
  public init(ngram: Int, alphabet: Int, string: String, scale: Int?, boundaryBonus: Int? = nil) {
    precondition(ExplorerPage.ngrams.contains(ngram), "n = \(ngram): expected \(ExplorerPage.ngrams)")
    precondition(
      ExplorerPage.alphabetSizes.contains(alphabet), "D = \(alphabet): expected \(ExplorerPage.alphabetSizes)")
    precondition(scale.map { $0 >= 1 } ?? true, "a scale is an integer >= 1")
    precondition(boundaryBonus.map { $0 >= 0 } ?? true, "a boundary bonus is an integer >= 0")
    (self.ngram, self.alphabet, self.string) = (ngram, alphabet, string)
    (self.scale, self.boundaryBonus) = (scale, boundaryBonus)
  }

  /// The page, a whole HTML document.
  public var html: String {
    let scripts = ExplorerSources.scripts.map { "\n\($0)" }
    let style = "\n\(Embedded.style)"
    // The state comes last: whatever is in the string, nothing is replaced in it.
    return Embedded.page
      .replacing("<!-- policy -->", with: ExplorerPolicy.text(scripts: scripts, style: style))
      .replacing("<!-- style -->", with: "<style>\(style)</style>")
      .replacing("<!-- scripts -->", with: scripts.map { "<script>\($0)</script>" }.joined(separator: "\n"))
      .replacing("<!-- initial -->", with: initialState)
  }

  /// What the page opens with and what can be chosen on it, in JSON.
  private var initialState: String {
    let limits = """
      {"ngrams":[\(ExplorerPage.ngrams.lowerBound),\(ExplorerPage.ngrams.upperBound)],\
      "alphabets":[\(ExplorerPage.alphabetSizes.lowerBound),\(ExplorerPage.alphabetSizes.upperBound)],\
      "length":\(ExplorerPage.longestString)}
      """
    let numbers = [scale, boundaryBonus].map { $0.map(String.init) ?? "null" }
    return """
      {"ngram":\(ngram),"alphabet":\(alphabet),"string":"\(string.escapedForScript)",\
      "scale":\(numbers[0]),"bonus":\(numbers[1]),"limits":\(limits)}
      """
  }
}

extension String {
  /// The inside of a JSON string that may stand in an HTML script element: letters, digits and what is harmless
  /// as they are, everything else as UTF-16 in hexadecimal digits. So it holds no quote, backslash, `<` or `&`
  /// of the string's own, and no separator of lines.
  var escapedForScript: String {
    var escaped = ""
    for unit in utf16 {
      switch unit {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20:  // digits, letters, space
        escaped.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      default:
        let digits = String(unit, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      }
    }
    return escaped
  }
}
