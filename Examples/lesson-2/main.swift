// Lesson 2: reading the last n tokens with windows. See README.md beside this file.

import Arithmetic
import Constructions
import CopyTask
import Lessons
import Transformers

let n = 2
let parameters = try NgramParameters(ngram: n, alphabetSize: 3)
let alphabet = Alphabet(size: 3)
let tokens = Prompt(alphabet: alphabet, content: try alphabet.tokens(in: "abca")).tokens

// MARK: - Tokens as pieces

/// A token as numbers: the signs of its bits, and a flag for BOS and COPY.
func piece(_ token: Token) -> [Rational] { SpecifiedModel(parameters).piece(token).coordinates }

func text(_ numbers: [Rational]) -> String { numbers.map { "\($0)" }.joined(separator: " ") }

/// The token whose piece this is. BOS and COPY have the same: both are a boundary of the string.
func spelled(_ numbers: [Rational]) -> String {
  if numbers == piece(alphabet.bos) { return "boundary" }
  return alphabet.content.first { piece($0) == numbers }.map { alphabet.text(of: $0) } ?? "no token"
}

var pieces = TextTable(["token", "piece: bits as signs, flag"], left: [0, 1])
for token in 0..<alphabet.eos { pieces.append(alphabet.text(of: token), text(piece(token))) }
print(pieces)

// MARK: - Means of windows, by hand

/// What a head with the window of the last `size` positions reads at a position: the mean of their pieces, or
/// of all if there are fewer.
func mean(_ size: Int, at position: Int) -> [Rational] {
  let window = tokens[max(0, position - size + 1)...position].map(piece)
  return window[0].indices.map { coordinate in
    window.map { $0[coordinate] }.reduce(0, +) / Rational(window.count)
  }
}

var means = TextTable(["i", "token"] + (1...n + 1).map { "h_\($0)" }, left: Set(1...n + 2))
for position in tokens.indices {
  let row = (1...n + 1).map { text(mean($0, at: position)) }
  means.append(row: ["\(position)", alphabet.text(of: tokens[position])] + row)
}
print("\nmeans of the last pieces:\n\(means)")

// MARK: - Differences give the pieces back

/// G_k = (k + 1) h_{k+1} - k h_k.
func gathered(_ offset: Int, at position: Int) -> [Rational] {
  zip(mean(offset + 1, at: position), mean(max(offset, 1), at: position)).map { larger, smaller in
    Rational(offset + 1) * larger - Rational(offset) * smaller
  }
}

var differences = TextTable(["i", "token"] + (0...n).flatMap { ["G_\($0)", "is"] }, left: Set(1...2 * n + 3))
for position in tokens.indices {
  let row = (0...n).map { gathered($0, at: position) }.flatMap { [text($0), spelled($0)] }
  differences.append(row: ["\(position)", alphabet.text(of: tokens[position])] + row)
}
print("\nG_k = (k + 1) h_{k+1} - k h_k:\n\(differences)")

// MARK: - The same in the transformer

/// The slots G_0...G_n at each position after the first layer's attention, as the matrices compute them.
func slots(_ weights: TransformerWeights<Int>) throws -> [[[Rational]]] {
  var first = weights
  first.layers.removeLast()
  var decoder = Decoder(Transformer<Rational>(rounding: first, to: ()), capacity: tokens.count)
  return try tokens.map { token in
    let residual = try decoder.step(token).layers[0].afterAttention
    return ResidualSlots(parameters).gathered.map { Array(residual[$0]) }
  }
}

let weights = NgramCopier(parameters).weights
let byHand = tokens.indices.map { position in (0...n).map { gathered($0, at: position) } }
print("\nthe transformer's slots are the same: \(try slots(weights) == byHand)")

// MARK: - One window too few

var fewer = weights
fewer.layers[0].heads[n].window = .last(n)
var wrong = TextTable(["i", "token", "G_\(n)", "is"], left: [1, 2, 3])
for (position, slot) in try slots(fewer).enumerated() {
  wrong.append(position, alphabet.text(of: tokens[position]), text(slot[n]), spelled(slot[n]))
}
print("\nthe largest window as large as the next one, \(n):\n\(wrong)")
