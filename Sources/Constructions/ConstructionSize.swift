public import Arithmetic
public import Transformers

/// How large the construction for given parameters is, computed without building it.
///
/// The numbers are exact integers of any size: parameters that make a model larger than the machine can be
/// asked about too, which is how they are refused.
public struct ConstructionSize: Sendable, Hashable {
  /// What the size follows from.
  public let parameters: NgramParameters

  /// The size of the construction with these parameters.
  public init(_ parameters: NgramParameters) {
    self.parameters = parameters
  }

  private var n: Integer { Integer(parameters.ngram) }
  private var d: Integer { Integer(parameters.codeBits) }
  private var alphabet: Integer { Integer(parameters.alphabetSize) }

  /// Coordinates of a piece: a token code and a flag.
  private var piece: Integer { d + 1 }

  /// The number of layers.
  public static let layers = 2

  /// Heads of the first layer and of the second: n + 1 and 1.
  public var heads: (first: Integer, second: Integer) { (n + 1, 1) }

  /// r: coordinates of the residual stream: (d + 2) + (n + 1)(d + 1) + 2n(d + 1) + (d + 1), which is
  /// O(n log D).
  public var width: Integer { (d + 2) + (n + 1) * piece + 2 * n * piece + piece }

  /// Hidden units of the first layer: 2n(2d + 2).
  public var hidden: Integer { 2 * n * (2 * d + 2) }

  /// V: content tokens, BOS, COPY and EOS.
  public var vocabulary: Integer { alphabet + 3 }

  /// Coordinates of a query or key of the second layer: n(d + 1).
  public var keySize: Integer { n * piece }

  /// Bits of the key-value cache, or fewer, after a string of L tokens is copied (R2.9): of each of the 2L + 3 tokens
  /// read n + 1 pieces are kept, whose coordinates are -1, 0 or 1, so that two bits hold one.
  public func cacheBits(length: Integer) -> Integer { 2 * (n + 1) * piece * (2 * length + 3) }

  /// Entries of all tensors, as they are exported: dense, every head of a layer with one size for queries,
  /// keys and values.
  public var parameterCount: Integer {
    let firstHeads = heads.first * piece
    let tables = 2 * vocabulary * width
    let attention = 4 * (firstHeads + keySize) * width
    return tables + attention + 2 * hidden * width + hidden
  }

  /// All of it, as it is counted where the weights are built.
  public var model: ModelSize {
    ModelSize(
      heads: [heads.first, heads.second], width: width, hidden: hidden, parameters: parameterCount, nonzeros: nonzeros)
  }

  /// Entries that are not zero, biases included: O(n^2 d + D d).
  public var nonzeros: Integer {
    // Embedding and readout: d entries for each content token; flag and start of BOS, flag of COPY; one for
    // EOS.
    let tables = 2 * alphabet * d + 3 + 1
    // n + 1 heads read a piece; all but the last write to two slots.
    let windows = (n + 1) * piece + (2 * n + 1) * piece
    // A piece behind k silencers has 2d rows with 1 + k entries, one with k and one with 1 + k; queries have
    // k = 0...n - 1, keys k = 1...n, together n^2 silencers. Then 2d + 1 biases, and 3d + 1 entries that
    // add the units up.
    let gate = n * n * (2 * d + 2) + 2 * n * (2 * d + 1) + 2 * n * (2 * d + 1) + 2 * n * (3 * d + 1)
    // Queries and keys, then a piece read and written.
    let match = 2 * keySize + 2 * piece
    return tables + windows + gate + match
  }
}
