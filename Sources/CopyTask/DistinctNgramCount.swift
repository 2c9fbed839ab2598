public import Arithmetic

/// How many strings there are of each length whose n-grams are pairwise distinct, counted without listing
/// them.
///
/// Such a string is a trail, a walk that uses no edge twice, in the graph whose nodes are the (n-1)-grams and
/// whose edges are the n-grams. All that decides how a trail can go on is which edges it used and where it
/// ends; strings that agree in that are counted together.
///
/// - Complexity: there are at most C(D^n, k) D^(n-1) classes of strings with k n-grams, far fewer than D^L
///   strings; for n = 1 the classes are not needed.
public struct DistinctNgramCount: Hashable, Sendable {
  /// The n-grams.
  public let space: NgramSpace

  /// Element L is the number of strings of L tokens with distinct n-grams, from L = 0.
  public let counts: [Integer]

  /// Why strings cannot be counted.
  public enum CountError: Error, Hashable, CustomStringConvertible {
    /// The set of used n-grams does not fit into a word.
    case tooManyNgrams(Integer)
    /// More classes of strings than wanted.
    case tooManyClasses(length: Int, limit: Int)

    public var description: String {
      switch self {
      case .tooManyNgrams(let count): "D^n = \(count) n-grams > 64: a set of them is kept in 64 bits"
      case .tooManyClasses(let length, let limit):
        "strings of \(length) tokens have more than \(limit) different sets of n-grams"
      }
    }
  }

  /// Counts the strings of 0 to `longest` tokens.
  ///
  /// `limit` is the most classes of strings of one length, each of which takes some 100 bytes.
  ///
  /// - Precondition: `longest >= 0`.
  /// - Throws: `CountError` if D^n > 64 with n > 1, or if there are more classes than `limit`.
  public init(_ space: NgramSpace, upTo longest: Int, limit: Int = 1 << 22) throws(CountError) {
    precondition(longest >= 0, "a string has 0 tokens or more, not \(longest)")
    self.space = space
    if space.order == 1 {
      // All tokens are different: D (D - 1) (D - 2) ...
      var counts: [Integer] = [1]
      for used in 0..<longest { counts.append(counts[used] * Integer(max(0, space.alphabetSize - used))) }
      self.counts = counts
      return
    }
    let ngrams = Integer(space.alphabetSize).raised(to: space.order)
    guard let edges = Int(exactly: ngrams), edges <= UInt64.bitWidth else { throw .tooManyNgrams(ngrams) }
    counts = try DistinctNgramCount.trails(space, edges: edges, upTo: longest, limit: limit)
  }

  /// The set of used n-grams, a bit for each, and the last n - 1 tokens as a number.
  private struct Trail: Hashable {
    var used: UInt64
    var node: Int
  }

  private static func trails(
    _ space: NgramSpace, edges: Int, upTo longest: Int, limit: Int
  ) throws(CountError) -> [Integer] {
    let size = space.alphabetSize
    let nodes = edges / size
    var counts: [Integer] = []
    // Strings shorter than n have no n-grams.
    for length in 0..<min(space.order, longest + 1) { counts.append(Integer(size).raised(to: length)) }
    var trails: [Trail: Integer] = [:]
    for node in 0..<nodes { trails[Trail(used: 0, node: node)] = 1 }
    while counts.count <= longest {
      var longer: [Trail: Integer] = [:]
      for (trail, count) in trails {
        for token in 0..<size {
          let ngram = trail.node * size + token
          let bit: UInt64 = 1 << UInt64(ngram)
          guard trail.used & bit == 0 else { continue }
          longer[Trail(used: trail.used | bit, node: ngram % nodes), default: 0] += count
        }
        guard longer.count <= limit else { throw .tooManyClasses(length: counts.count, limit: limit) }
      }
      trails = longer
      counts.append(trails.values.reduce(0, +))
    }
    return counts
  }
}
