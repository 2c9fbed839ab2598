import CopyTask

/// The number of an n-gram, its tokens as digits to the base D with the first one highest, from that of the
/// n-gram before it.
struct NgramRoll: Sendable {
  let order: Int
  private let alphabetSize: Int

  /// D^(n-1): what the first digit counts.
  private let leading: Int

  /// - Precondition: D^n fits into an `Int`.
  init(_ space: NgramSpace) {
    guard let count = space.count else { preconditionFailure("the n-grams cannot be numbered") }
    order = space.order
    alphabetSize = space.alphabetSize
    leading = count / space.alphabetSize
  }

  /// The number of the n tokens from `start` on.
  func number(_ tokens: [Token], from start: Int) -> Int {
    var number = 0
    for token in tokens[start..<start + order] { number = number * alphabetSize + token }
    return number
  }

  /// The number when `first` leaves the n-gram and `next` enters it.
  ///
  /// - Precondition: `first` is the first digit of `number`, and `next` a token: nothing overflows then.
  @inline(__always)
  func next(_ number: Int, dropping first: Token, adding next: Token) -> Int {
    (number &- first &* leading) &* alphabetSize &+ next
  }
}
