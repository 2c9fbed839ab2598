/// A de Bruijn sequence drawn by a seed: the cyclic one of ``DeBruijnSequence`` begun at another place, with
/// its tokens exchanged.
///
/// Every string of up to `D^n + n - 1` tokens taken from its front has pairwise distinct n-grams, as neither
/// the place nor the names of the tokens matter to that. It is as lazy as the sequence it comes from. Of all
/// strings with distinct n-grams it reaches few: those of one cycle, D! times as many.
/// ``DistinctNgramString`` reaches all, and has to hold them.
///
/// What is drawn from `SplitMix64(seed:)`: the permutation of the tokens, by Fisher and Yates from the last
/// place down, each time with `next(below: place + 1)`; then n tokens, each with `next(below: D)`. The
/// sequence begins with the first Lyndon word, in the order of the cyclic one, that is not less than those n
/// tokens, so the places where it can begin are the beginnings of Lyndon words, longer ways between them
/// being more likely to be skipped.
///
/// - Complexity: as `DeBruijnSequence`, and O(D) memory for the permutation.
public struct RotatedDeBruijnSequence: Sequence, Sendable {
  /// The n-grams that occur once each.
  public let space: NgramSpace

  private let names: [Token]
  private let start: [Token]

  /// The sequence for `D = alphabetSize`, `n = order` and a seed.
  ///
  /// - Precondition: `alphabetSize >= 1` and `order >= 1`.
  public init(alphabetSize: Int, order: Int, seed: UInt64) {
    space = NgramSpace(alphabetSize: alphabetSize, order: order)
    var generator = SplitMix64(seed: seed)
    names = generator.permutation(of: alphabetSize)
    start = (0..<order).map { _ in generator.next(below: alphabetSize) }
  }

  /// The number of tokens, `D^n + n - 1`; nil if it exceeds `Int.max`.
  public var length: Int? { space.longestDistinctLength }

  public func makeIterator() -> Iterator {
    Iterator(DeBruijnSequence.Iterator(space, from: start), names: names, length: length)
  }

  /// The tokens one by one.
  public struct Iterator: IteratorProtocol, Sendable {
    private var cycle: DeBruijnSequence.Iterator
    private let names: [Token]

    /// How many tokens are left. Nobody takes the `Int.max` of a longer sequence.
    private var rest: Int

    fileprivate init(_ cycle: DeBruijnSequence.Iterator, names: [Token], length: Int?) {
      self.cycle = cycle
      self.names = names
      rest = length ?? .max
    }

    public mutating func next() -> Token? {
      guard rest > 0 else { return nil }
      rest -= 1
      return names[cycle.nextAround()]
    }
  }
}
