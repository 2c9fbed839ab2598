/// The kinds of recurrence. What each computes, operation by operation, stands at its cell.
public enum RecurrenceFamily: String, CaseIterable, Hashable, Sendable {
  /// Long short-term memory, Hochreiter and Schmidhuber 1997, with a forget gate.
  case lstm
  /// Gated recurrent unit, Cho et al. 2014.
  case gru
  /// A real diagonal linear recurrence, as S4D-Real and LRU have it.
  case ssm
  /// A selective scan with a step that depends on the input, as in Mamba, arXiv:2312.00752.
  case mamba
  /// Linear attention: outer products are added, Katharopoulos et al., arXiv:2006.16236.
  case linearAttention = "linear-attention"
  /// Linear attention with decay 31/32, that of the first head of RetNet, arXiv:2307.08621.
  case retention
}

/// Everything that fixes a seeded recurrence: the same description builds the same machine, bit for bit.
public struct RecurrenceDescription: Hashable, Sendable {
  /// What the machine computes.
  public let family: RecurrenceFamily

  /// The format of every number in it: state, weights, intermediate results.
  public let format: StateFormat

  /// Units of an LSTM or GRU, channels of a scan, rows and columns of an outer product.
  public let hidden: Int

  /// The number of content tokens, D.
  public let alphabetSize: Int

  /// Where the weights come from.
  public let seed: UInt64

  /// Sizes that can be built: 256 units make 2.6e5 weights for a gated cell and as many for each matrix of an
  /// outer product, and the issue is not one of size.
  public static let hiddenSizes = 1...256

  /// Alphabets that can be built: the columns of 1024 tokens stay below the recurrent weights' order of size.
  public static let alphabetSizes = 2...1024

  /// The most numbers that the inputs of all tokens may take together: 2^25 of them are 128 MiB.
  public static let mostInputs = 1 << 25

  /// - Throws: `RecurrenceError` where a size is out of its range.
  public init(
    family: RecurrenceFamily, format: StateFormat, hidden: Int, alphabetSize: Int, seed: UInt64
  ) throws(RecurrenceError) {
    guard Self.hiddenSizes.contains(hidden) else { throw .hidden(hidden) }
    guard Self.alphabetSizes.contains(alphabetSize) else { throw .alphabet(alphabetSize) }
    (self.family, self.format, self.hidden) = (family, format, hidden)
    (self.alphabetSize, self.seed) = (alphabetSize, seed)
    guard inputs <= Self.mostInputs else { throw .inputs(inputs) }
  }

  /// The numbers that the state consists of.
  public var elements: Int {
    switch family {
    case .lstm: 2 * hidden
    case .gru, .ssm: hidden
    case .mamba: hidden * SelectiveScan<Float>.statesPerChannel
    case .linearAttention, .retention: hidden * hidden
    }
  }

  /// The bits of the state: numbers times bits of a number. Patterns that never occur, such as those of other
  /// NaNs, are counted too: the bound is then a little weaker, and holds.
  public var bits: Int { elements * format.bits }

  /// The products that one update takes, about: for deciding how long a search may go on.
  public var productsPerUpdate: Int {
    switch family {
    case .lstm: 4 * hidden * (hidden + 8)
    case .gru: 3 * hidden * (hidden + 8)
    case .ssm, .mamba, .linearAttention, .retention: elements
    }
  }

  /// The numbers that are held for all tokens, about.
  package var inputs: Int { inputsPerToken * (alphabetSize + 3) }

  /// The numbers that are held for each token, about.
  private var inputsPerToken: Int {
    switch family {
    case .lstm: 4 * hidden
    case .gru: 3 * hidden
    case .ssm, .linearAttention, .retention: elements
    case .mamba: 2 * elements
    }
  }
}

/// Why a description describes nothing.
public enum RecurrenceError: Error, Hashable, CustomStringConvertible {
  /// The hidden size is out of range.
  case hidden(Int)
  /// The alphabet is out of range.
  case alphabet(Int)
  /// The inputs of all tokens are too many.
  case inputs(Int)

  public var description: String {
    switch self {
    case .hidden(let size):
      "hidden size \(size): expected \(RecurrenceDescription.hiddenSizes.lowerBound) to "
        + "\(RecurrenceDescription.hiddenSizes.upperBound)"
    case .alphabet(let size):
      "D = \(size): expected \(RecurrenceDescription.alphabetSizes.lowerBound) to "
        + "\(RecurrenceDescription.alphabetSizes.upperBound)"
    case .inputs(let count):
      "the inputs of all tokens are \(count) numbers > \(RecurrenceDescription.mostInputs): expected a smaller "
        + "hidden size or alphabet"
    }
  }
}
