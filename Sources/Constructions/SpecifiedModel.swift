public import Arithmetic
public import CopyTask

/// What the construction is specified to compute, from the tokens themselves: no matrices, no residual
/// stream.
///
/// Written from the specification of windows, gate, scores and readout, for any sequence that starts with
/// BOS: a second way to the same function, which the weights are compared with, exactly. It shares nothing
/// with the gadgets but the parameters.
public struct SpecifiedModel {
  /// n, D and what follows from them.
  public let parameters: NgramParameters
  /// The tokens: D of content, BOS, COPY and EOS.
  public let alphabet: Alphabet

  /// The model that is specified for these parameters.
  public init(_ parameters: NgramParameters) {
    self.parameters = parameters
    alphabet = Alphabet(size: parameters.alphabetSize)
  }

  /// A token as the model writes it: a code of signs, or none for BOS, COPY and EOS; and a flag.
  public struct Piece: Hashable, Sendable {
    /// d signs, or zeros.
    public var code: [Int]
    /// 1 for BOS and COPY.
    public var flag: Int

    /// Code and flag, as they stand in a slot of the residual stream.
    public var coordinates: [Rational] { (code + [flag]).map { Rational($0) } }
  }

  /// The piece of a token.
  public func piece(_ token: Token) -> Piece {
    let bits = parameters.codeBits
    if alphabet.content.contains(token) {
      return Piece(code: (0..<bits).map { (token >> $0) & 1 == 1 ? 1 : -1 }, flag: 0)
    }
    return Piece(code: Array(repeating: 0, count: bits), flag: token == alphabet.eos ? 0 : 1)
  }

  private var silence: Piece { Piece(code: Array(repeating: 0, count: parameters.codeBits), flag: 0) }

  private func isBoundary(_ token: Token) -> Bool { token == alphabet.bos || token == alphabet.copy }

  /// Q_0...Q_{n-1} at a position: the last tokens, back to the nearest boundary and no further.
  public func query(_ tokens: [Token], at position: Int) -> [Piece] {
    gated(tokens, offsets: (0..<parameters.ngram).map { position - $0 })
  }

  /// K_1...K_n at a position: the tokens before it, back to the nearest boundary. BOS has nothing before it.
  public func key(_ tokens: [Token], at position: Int) -> [Piece] {
    if tokens[position] == alphabet.bos { return Array(repeating: silence, count: parameters.ngram) }
    return gated(tokens, offsets: (1...parameters.ngram).map { position - $0 })
  }

  private func gated(_ tokens: [Token], offsets: [Int]) -> [Piece] {
    var open = true
    return offsets.map { position in
      guard open, position >= 0 else { return silence }
      if isBoundary(tokens[position]) { open = false }
      return piece(tokens[position])
    }
  }

  /// The score of the key at `other` for the query at `position`.
  public func score(_ tokens: [Token], from position: Int, to other: Int) -> Int {
    let query = query(tokens, at: position)
    let key = key(tokens, at: other)
    let points = zip(query, key).reduce(0) { sum, pieces in
      sum + zip(pieces.0.code, pieces.1.code).reduce(0) { $0 + $1.0 * $1.1 }
        + parameters.boundaryBonus * pieces.0.flag * pieces.1.flag
    }
    return parameters.scale * points
  }

  /// The attention weights of the second layer at a position.
  public func attention(_ tokens: [Token], at position: Int) -> [Rational] {
    let powers = (0...position).map { Rational.powerOfTwo(score(tokens, from: position, to: $0)) }
    let total = powers.reduce(0, +)
    return powers.map { $0 / total }
  }

  /// The logits after the last token.
  public func logits(_ tokens: [Token]) -> [Rational] {
    let weights = attention(tokens, at: tokens.count - 1)
    var code = [Rational](repeating: 0, count: parameters.codeBits)
    var flag: Rational = 0
    for (token, weight) in zip(tokens, weights) {
      let piece = piece(token)
      for bit in code.indices { code[bit] += weight * Rational(piece.code[bit]) }
      flag += weight * Rational(piece.flag)
    }
    let content = alphabet.content.map { token in
      4 * zip(piece(token).code, code).reduce(Rational(0)) { $0 + Rational($1.0) * $1.1 }
    }
    return content + [0, 0, 3 * Rational(parameters.codeBits) * flag]
  }
}
