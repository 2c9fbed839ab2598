// Lesson 7: the separation, both sides. See README.md beside this file.

import Arithmetic
import Constructions
import CopyTask
import Engines
import Lessons
import StateSpaces
import Transformers

// MARK: - Small, and counted: all strings over two tokens

let errors = try CopyErrorCount(NgramSpace(alphabetSize: 2, order: 4), upTo: 19)
var small = TextTable(["L", "transformer, n = 4", "p_ngram", "any machine of 8 bits"])
for length in [5, 6, 8, 9, 10, 12, 16, 19] {
  let floor = UniformCopyBound.leastError(alphabetSize: 2, length: length, states: 256)
  small.append(length, errors.error(length: length), errors.repeatProbability(length: length), ">= \(floor)")
}
print("share of the 2^L strings that are miscopied:\n\(small)")

// MARK: - The same size on both sides, while L grows

let model = try NgramParameters(ngram: 18, alphabetSize: 10)
let size = ConstructionSize(model)
var largest = 0
_ = NgramCopier(model).weights.map { entry in
  largest = max(largest, abs(entry))
  return entry
}
// Entries from -128 to 127 take eight bits each.
precondition(largest <= 127)
let bits = 8 * size.parameterCount
print("\ntransformer: n = 18, D = 10, \(size.parameterCount) entries of 8 bits, none above \(largest)")
print("machine: \(bits) bits of state, as many as all entries take")

/// A power of ten that 2^bits / 10^L does not exceed: so 1 less that is a floor of the error.
func floor(length: Integer) -> String {
  let digit = LogarithmicSum.log2(Integer(10))
  let missing = digit * Rational(length) - LogarithmicSum(Rational(bits))
  return missing.signum() <= 0 ? "0" : "1 - 10^-\(missing.floorOfQuotient(by: digit))"
}

let bound = UniformCopyBound(alphabetSize: 10, error: 0)
guard let longest = bound.longestLength(bits: bits).flatMap({ Int(exactly: $0) }) else { fatalError("D = 10") }
var sides = TextTable(["L", "transformer <=", "machine >=", "bits it lacks", "cache, bits"])
for length in [20, 1000, 100_000, longest, longest + 2, longest + 10, 2 * longest, 100_000_000] {
  let error = CopyBounds(alphabetSize: 10, length: length).repeatProbability(order: model.ngram)
  let lacking = max(0, bound.wholeBitsNeeded(length: Integer(length)) - bits)
  // R2.9: what attention keeps of BOS x COPY x.
  let cache = 2 * Integer(model.ngram + 1) * Integer(model.codeBits + 1) * Integer(2 * length + 3)
  sides.append(length, error.decimal(digits: 2, .up), floor(length: Integer(length)), lacking, cache)
}
print(sides)

// MARK: - De Bruijn strings: no error on one side

/// All strings in which every n-gram stands once: those that go on from here.
func everyNgramOnce(_ space: NgramSpace, from string: [Token] = [], used: Set<[Token]> = []) -> [[Token]] {
  if string.count == space.longestDistinctLength { return [string] }
  return (0..<space.alphabetSize).flatMap { token -> [[Token]] in
    let longer = string + [token]
    let ngram = longer.suffix(space.order)
    if ngram.count < space.order { return everyNgramOnce(space, from: longer, used: used) }
    return used.contains(Array(ngram))
      ? [] : everyNgramOnce(space, from: longer, used: used.union([Array(ngram)]))
  }
}

var once = TextTable(["D", "n", "L", "strings", "copied by the transformer", "by 4 bits, at most"])
for (size, n) in [(2, 1), (2, 2), (2, 3), (2, 4), (3, 1), (3, 2)] {
  let model = NgramCopier(try NgramParameters(ngram: n, alphabetSize: size))
  let strings = everyNgramOnce(NgramSpace(alphabetSize: size, order: n))
  let copied = try strings.count { string in
    try PackedEngine(model, prompt: Prompt(alphabet: Alphabet(size: size), content: string)).run().succeeded
  }
  once.append(size, n, model.parameters.maxLength, strings.count, copied, min(16, strings.count))
}
print("\n\(once)")

// MARK: - Larger: there are (D!)^(D^(n-1)) such strings

var larger = TextTable(["D", "n", "L", "entries", "bits of state to err on half or less"])
for n in 1...6 {
  let model = try NgramParameters(ngram: n, alphabetSize: 10)
  let factorial = (2...10).reduce(Integer(1)) { $0 * Integer($1) }
  let logarithm = LogarithmicSum.log2(factorial) * Rational(Integer(10).raised(to: n - 1))
  let least = (logarithm - LogarithmicSum(1)).ceiling
  larger.append(10, n, model.maxLength, ConstructionSize(model).parameterCount, least)
}
print("\n\(larger)")
