// Lesson 3: the boundary and the gate. See README.md beside this file.

import Arithmetic
import Constructions
import CopyTask
import Lessons
import Transformers

let alphabet = Alphabet(size: 3)

/// The copier for three letters, with another strength of the gate than M = 4.
func copier(
  _ n: Int, gate strength: Int = ConstructionConstants.gateStrength
) throws -> TransformerWeights<Int> {
  var weights = NgramCopier(try NgramParameters(ngram: n, alphabetSize: alphabet.size)).weights
  if let gate = weights.layers[0].perceptron {
    let input = gate.input.map { $0 == -ConstructionConstants.gateStrength ? -strength : $0 }
    weights.layers[0].perceptron = Perceptron(input: input, bias: gate.bias, output: gate.output)
  }
  return weights
}

/// The pieces that the first layer leaves in these slots, position by position.
func pieces(
  _ slots: [ResidualSlot], _ weights: TransformerWeights<Int>, _ tokens: [Token]
) throws -> [[[Rational]]] {
  var first = weights
  first.layers.removeLast()
  var decoder = Decoder(Transformer<Rational>(rounding: first, to: ()), capacity: tokens.count)
  return try tokens.map { token in
    let residual = try decoder.step(token).layers[0].output
    return slots.compactMap { weights.layout[$0].map { Array(residual[$0]) } }
  }
}

let parameters = try NgramParameters(ngram: 3, alphabetSize: alphabet.size)

/// Pieces as letters: "|" for the flag of a boundary, "." for zero, "~" for what is no token.
func spelled(_ pieces: [[Rational]]) -> String {
  let model = SpecifiedModel(parameters)
  return pieces.map { numbers in
    if numbers.allSatisfy({ $0 == 0 }) { return "." }
    if numbers == model.piece(alphabet.copy).coordinates { return "|" }
    let token = alphabet.content.first { model.piece($0).coordinates == numbers }
    return token.map { alphabet.text(of: $0) } ?? "~"
  }.joined()
}

// MARK: - What the gate lets through

let prompt = Prompt(alphabet: alphabet, content: try alphabet.tokens(in: "cabc"))
let tokens = prompt.tokens + prompt.content
let weights = try copier(3)
let gathered = try pieces([.gathered(0), .gathered(1), .gathered(2), .gathered(3)], weights, tokens)
let queries = try pieces([.query(0), .query(1), .query(2)], weights, tokens)
let keys = try pieces([.key(1), .key(2), .key(3)], weights, tokens)
var table = TextTable(["i", "token", "gathered", "query", "key"], left: [1, 2, 3, 4])
for (position, token) in tokens.enumerated() {
  table.append(
    position, alphabet.text(of: token), spelled(gathered[position]), spelled(queries[position]),
    spelled(keys[position]))
}
print("n = 3, the newest piece first:\n\(table)")

// MARK: - A weaker gate

/// All strings of `length` letters.
func strings(_ length: Int) -> [[Token]] {
  length == 0 ? [[]] : strings(length - 1).flatMap { head in alphabet.content.map { head + [$0] } }
}

let slots: [ResidualSlot] = [.query(0), .query(1), .key(1), .key(2)]
let promised = (1...5).flatMap(strings).filter { NgramStatistics(of: $0, order: 2).areDistinct }
var gates = TextTable(
  ["M", "slots", "wrong", "copied", "least weight", "first failure", "writes"], left: [5, 6])
for strength in 0...ConstructionConstants.gateStrength {
  let weakened = try copier(2, gate: strength)
  let model = Transformer<Rational>(rounding: weakened, to: ())
  var (all, wrong) = (0, 0)
  var runs: [CopyRun<Rational>] = []
  for string in promised {
    let prompt = Prompt(alphabet: alphabet, content: string)
    let tokens = prompt.tokens + string
    let found = try pieces(slots, weakened, tokens).joined()
    all += found.count
    wrong += zip(found, try pieces(slots, copier(2), tokens).joined()).count { $0 != $1 }
    runs.append(try CopyRun(of: prompt, by: model))
  }
  let least = runs.compactMap { $0.minAttention?.value }.min() ?? 0
  let failed = runs.first { !$0.succeeded }
  gates.append(
    strength, all, wrong, runs.count(where: \.succeeded), least.decimal(digits: 4, .down),
    failed.map { alphabet.text(of: $0.prompt.content) } ?? "none",
    failed.map { alphabet.text(of: $0.generated) + ($0.uncertainty == nil ? "" : " and a tie") } ?? "")
}
print("\nn = 2, all \(promised.count) strings of 1 to 5 letters with distinct 2-grams:\n\(gates)")

// MARK: - Why it fails

let short = Prompt(alphabet: alphabet, content: try alphabet.tokens(in: "bc")).tokens
var open = TextTable(["i", "token", "query", "key", "query, M = 0", "key, M = 0"], left: [1, 2, 3, 4, 5])
let columns = try [4, 0].flatMap { strength in
  try [[ResidualSlot.query(0), .query(1)], [.key(1), .key(2)]].map { try pieces($0, copier(2, gate: strength), short) }
}
for (position, token) in short.enumerated() {
  open.append(row: ["\(position)", alphabet.text(of: token)] + columns.map { spelled($0[position]) })
}
print("\nn = 2, the prompt of bc:\n\(open)")
