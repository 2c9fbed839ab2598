import Arithmetic
public import CopyTask

/// A seeded recurrence over real number formats, as a generalized state space model.
///
/// The state is the row of its numbers' bit patterns, so that two states are equal only if they agree bit
/// for bit; a NaN has one pattern, the two zeros have two. Every operation is rounded to the format, to
/// nearest with ties to even, in the order that stands at the cell. The state before the first token is all
/// zeros.
///
/// What is written is the content token with the greatest logit, the lowest such token where several are
/// equal; a logit that is NaN is never greater. Logit v is 0 + R_v0 s_0 + R_v1 s_1 + ... from left to right
/// over the visible numbers of the state, in the same format, with R uniform within 1/sqrt(their count),
/// drawn by rows after the weights of the cell. The bounds hold for any output, so nothing hangs on this
/// choice.
public struct SeededRecurrence: GeneralizedStateSpaceModel {
  /// What was built.
  public let description: RecurrenceDescription

  public let alphabet: Alphabet

  public let start: [UInt32]

  private let cell: CellOnCodes

  /// Builds the machine that is described.
  ///
  /// - Complexity: proportional to the number of weights.
  public init(_ description: RecurrenceDescription) {
    self.description = description
    alphabet = Alphabet(size: description.alphabetSize)
    // All bits clear is positive zero in every format.
    start = [UInt32](repeating: 0, count: description.elements)
    cell =
      switch description.format {
      case .float32: cellOnCodes(description, Float.self)
      case .float16: cellOnCodes(description, Binary16.self)
      case .bfloat16: cellOnCodes(description, BFloat16.self)
      case .float8e4m3: cellOnCodes(description, Float8E4M3.self)
      case .float8e5m2: cellOnCodes(description, Float8E5M2.self)
      }
  }

  public func update(_ state: [UInt32], reading token: Token) -> [UInt32] {
    cell.update(state, token)
  }

  public func output(in state: [UInt32]) -> Token { cell.output(state) }
}

/// A cell whose number format is known only when the program runs.
///
/// Two functions rather than a protocol: they are made where the types are known, and compiled for them.
private struct CellOnCodes: Sendable {
  let update: @Sendable (_ state: [UInt32], _ token: Token) -> [UInt32]
  let output: @Sendable (_ state: [UInt32]) -> Token

  @inline(__always)
  init<Cell: RecurrentCell>(_ cell: Cell, alphabetSize: Int, from source: inout WeightSource) {
    let whole = CellWithLogits(cell, alphabetSize: alphabetSize, from: &source)
    update = { whole.update($0, reading: $1) }
    output = { whole.output(in: $0) }
  }
}

/// A cell with its logits.
private struct CellWithLogits<Cell: RecurrentCell>: Sendable {
  let cell: Cell
  let logits: CellMatrix<Cell.Number>
  let alphabetSize: Int

  init(_ cell: Cell, alphabetSize: Int, from source: inout WeightSource) {
    self.cell = cell
    self.alphabetSize = alphabetSize
    logits = CellMatrix(
      rows: alphabetSize, columns: cell.visible, scale: 1 / Double(cell.visible).squareRoot(), from: &source)
  }

  func update(_ state: [UInt32], reading token: Token) -> [UInt32] {
    cell.update(state.map { Cell.Number(code: $0) }, reading: token).map { $0.code }
  }

  func output(in state: [UInt32]) -> Token {
    let visible = state.prefix(cell.visible).map { Cell.Number(code: $0) }
    var best = 0
    var greatest = logits.sum(from: .zero, row: 0, times: visible)
    for token in 1..<alphabetSize {
      let logit = logits.sum(from: .zero, row: token, times: visible)
      if logit > greatest { (best, greatest) = (token, logit) }
    }
    return best
  }
}

private func cellOnCodes<Number: StateNumber>(
  _ description: RecurrenceDescription, _: Number.Type
) -> CellOnCodes {
  let (hidden, size) = (description.hidden, description.alphabetSize)
  let vocabulary = Alphabet(size: size).vocabularySize
  var source = WeightSource(seed: description.seed)
  switch description.family {
  case .lstm:
    let cell = LSTMCell<Number>(hidden: hidden, vocabulary: vocabulary, from: &source)
    return CellOnCodes(cell, alphabetSize: size, from: &source)
  case .gru:
    let cell = GRUCell<Number>(hidden: hidden, vocabulary: vocabulary, from: &source)
    return CellOnCodes(cell, alphabetSize: size, from: &source)
  case .ssm:
    let cell = DiagonalCell<Number>(hidden: hidden, vocabulary: vocabulary, from: &source)
    return CellOnCodes(cell, alphabetSize: size, from: &source)
  case .mamba:
    let cell = SelectiveScan<Number>(hidden: hidden, vocabulary: vocabulary, from: &source)
    return CellOnCodes(cell, alphabetSize: size, from: &source)
  case .linearAttention, .retention:
    let decay: Double? = description.family == .retention ? 31.0 / 32 : nil
    let cell = OuterProductCell<Number>(hidden: hidden, vocabulary: vocabulary, decay: decay, from: &source)
    return CellOnCodes(cell, alphabetSize: size, from: &source)
  }
}
