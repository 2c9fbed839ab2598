import Constructions
import CopyTask

/// The last n tokens written, as bits: what a query or a key of the second layer consists of.
///
/// Piece k, the token at offset k, has its code in the bits k d ... k d + d - 1. Pieces beyond a boundary are
/// zero in the model; here `length` says how many there are before it, and bits beyond them mean nothing.
struct PackedWindow {
  /// Enough words for n d bits, lowest first.
  private(set) var words: [UInt64]

  /// m: how many tokens lie between here and the nearest boundary, n if there are n or more.
  private(set) var length = 0

  private let form: PackedForm

  init(_ form: PackedForm) {
    self.form = form
    words = Array(repeating: 0, count: PackedWindow.wordCount(form))
  }

  /// A window with these words.
  init(_ form: PackedForm, words: [UInt64], length: Int) {
    self.form = form
    self.words = words
    self.length = length
  }

  /// How many words hold n d bits.
  static func wordCount(_ form: PackedForm) -> Int {
    (form.ngram * form.codeBits + 63) / 64
  }

  /// Appends a content token: every piece moves up by one offset.
  mutating func append(_ token: Token) {
    let bits = form.codeBits
    var carry = form.code(token)
    for index in words.indices {
      let next = words[index] >> (64 - bits)
      words[index] = words[index] << bits | carry
      carry = next
    }
    length = min(length + 1, form.ngram)
  }

  /// The code of the token at an offset, below `length`: its bits, lowest first.
  func code(ofPiece offset: Int) -> UInt64 {
    let bits = form.codeBits
    let (word, shift) = (offset * bits).quotientAndRemainder(dividingBy: 64)
    var code = words[word] >> UInt64(shift)
    // The rest stands at the bottom of the next word.
    if shift + bits > 64 { code |= words[word + 1] << UInt64(64 - shift) }
    return code & ((1 << UInt64(bits)) - 1)
  }

  /// A mask of the bits of the first `count` pieces.
  static func mask(ofPieces count: Int, _ form: PackedForm) -> [UInt64] {
    let bits = count * form.codeBits
    return (0..<wordCount(form)).map { index in
      let inWord = min(max(bits - 64 * index, 0), 64)
      return inWord == 64 ? .max : (1 << UInt64(inWord)) - 1
    }
  }
}

/// The keys of consecutive positions after a boundary, with the tokens at those positions.
///
/// Key i describes the position i + 1 after BOS or COPY: the window of the i tokens before it.
struct PackedKeys {
  /// Word w of key i is at `w * stride + i`.
  private(set) var planes: [UInt64]

  /// How many keys there is room for.
  let stride: Int

  /// What stands at the position of each key: a content token, or `nil` for COPY, whose value is a flag.
  private(set) var values: [Token?] = []

  private let words: Int
  private let ngram: Int

  init(_ form: PackedForm, capacity: Int) {
    words = PackedWindow.wordCount(form)
    ngram = form.ngram
    stride = capacity
    planes = Array(repeating: 0, count: words * capacity)
    values.reserveCapacity(capacity)
  }

  var count: Int { values.count }

  /// Adds the key of the next position.
  ///
  /// - Precondition: there is room for it, and `window` holds the tokens before it.
  mutating func append(_ window: PackedWindow, value: Token?) {
    precondition(count < stride && window.length == length(of: count))
    for word in 0..<words { planes[word * stride + count] = window.words[word] }
    values.append(value)
  }

  /// m of key i: how many tokens it holds before the boundary, n if there are n or more.
  func length(of index: Int) -> Int { min(index, ngram) }

  /// The window of key i: the tokens before its position.
  func window(of index: Int, _ form: PackedForm) -> PackedWindow {
    PackedWindow(
      form, words: (0..<words).map { planes[$0 * stride + index] }, length: length(of: index))
  }
}
