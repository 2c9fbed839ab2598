// Lesson 4: matching, softmax in base 2, and why the scale matters. See README.md beside this file.

import Arithmetic
import Constructions
import CopyTask
import Engines
import Lessons

// MARK: - Points, and what softmax makes of them

let alphabet = Alphabet(size: 3)
let n = 2
let string = Array(DeBruijnSequence(alphabetSize: alphabet.size, order: n))
let prompt = Prompt(alphabet: alphabet, content: string)

/// The copier for n and D with another scale of the scores than its own.
func copier(_ n: Int, _ size: Int, scale: Int) throws -> NgramParameters {
  try NgramParameters(
    ngram: n, alphabetSize: size,
    scaleRule: .chosen(scale: scale, bonus: ConstructionConstants.boundaryBonus))
}

let step = 5
let read = prompt.tokens + string.prefix(step)
let last = prompt.position(ofQueryAtStep: step)
let right = prompt.position(ofRightKeyAtStep: step)
let scales = [1, 2, 4]
let weights = try scales.map {
  SpecifiedModel(try copier(n, alphabet.size, scale: $0)).attention(read, at: last)
}
let points = SpecifiedModel(try copier(n, alphabet.size, scale: 1))
var keys = TextTable(["j", "before", "token", "points"] + scales.map { "beta = \($0)" }, left: [1, 2])
for position in read.indices {
  let before = read[max(0, position - n)..<position]
  let row = [
    "\(position)\(position == right ? " *" : "  ")", alphabet.text(of: before),
    alphabet.text(of: read[position]),
    "\(points.score(read, from: last, to: position))",
  ]
  keys.append(row: row + weights.map { $0[position].decimal(digits: 4) })
}
print("\(alphabet.text(of: string)), \(alphabet.text(of: string.prefix(step))) is written:\n\(keys)")

// MARK: - The scale turned up

var runs = TextTable(["beta", "least weight", "", "promised", "4^beta", "8 (2L + 1)", "written"], left: [6])
for scale in 1...5 {
  let run = try PackedEngine(NgramCopier(copier(n, alphabet.size, scale: scale)), prompt: prompt).run()
  guard let weight = run.minAttention?.value else { continue }
  let power = Integer(4).raised(to: scale)
  let others = Rational(2 * prompt.length + 1)
  // T2.3.weight: 2L + 1 other keys, each with at most 4^-beta of the right key's weight.
  let bound = 1 / (1 + others / Rational(power))
  runs.append(
    scale, weight, weight.decimal(digits: 4, .down), bound.decimal(digits: 4, .down), power, 8 * others,
    alphabet.text(of: run.generated) + (run.uncertainty == nil ? "" : " and a tie"))
}
print("\n\(runs)")

// MARK: - The first scale that copies, and the one that is proved to

var scaled = TextTable(["n", "D", "L", "first that copies", "4^beta > 8 (2L + 1)", "independent of L"])
for (n, size) in [(1, 2), (1, 4), (2, 3), (3, 2), (3, 3), (4, 3), (6, 2), (9, 2)] {
  let content = Array(DeBruijnSequence(alphabetSize: size, order: n))
  let prompt = Prompt(alphabet: Alphabet(size: size), content: content)
  var first = 1
  while try !PackedEngine(NgramCopier(copier(n, size, scale: first)), prompt: prompt).run().succeeded { first += 1 }
  scaled.append(
    n, size, content.count, first, try NgramParameters(ngram: n, alphabetSize: size).scale,
    try NgramParameters(ngram: n, alphabetSize: size, scaleRule: .lengthFree).scale)
}
print("\nlinear de Bruijn strings:\n\(scaled)")
