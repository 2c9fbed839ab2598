// Lesson 5: exponential length. De Bruijn strings, and one token more. See README.md beside this file.

import Arithmetic
import Constructions
import CopyTask
import Engines
import Lessons
import Transformers

// MARK: - A string in which every 3-gram stands once

let alphabet = Alphabet.letters(2)
let n = 3
let string = Array(DeBruijnSequence(alphabetSize: alphabet.size, order: n))
let ngrams = string.indices.dropLast(n - 1).map { alphabet.text(of: string[$0..<$0 + n]) }
print("\(alphabet.text(of: string)): \(string.count) tokens, \(Set(ngrams).count) different \(n)-grams:")
print(ngrams.joined(separator: " "))

// MARK: - It is copied: the matrices are multiplied, in fractions

let model = try NgramParameters(ngram: n, alphabetSize: alphabet.size)
let transformer = Transformer<Rational>(rounding: NgramCopier(model).weights, to: ())
let run = try CopyRun(of: Prompt(alphabet: alphabet, content: string), by: transformer)
print("\ncopied and ended: \(run.succeeded)")
if let attention = run.minAttention, let margin = run.minMargin {
  print("attention on the right key: \(attention.value) or more; \(attention.value.decimal(digits: 4))")
  print("lead of the right logit: \(margin.value) or more; \(margin.value.decimal(digits: 4))")
}

// MARK: - One token more

print("\none token more:")
do {
  try model.requireProven(length: string.count + 1)
} catch {
  print("\(error)".replacing(", ", with: ",\n"))
}
var more = TextTable(["string", "repeats", "written", "ended"], left: [0, 1, 2, 3])
for token in alphabet.content {
  let longer = string + [token]
  let statistics = NgramStatistics(of: longer, order: n)
  let written = try PackedEngine(NgramCopier(model), prompt: Prompt(alphabet: alphabet, content: longer)).run()
  let twice = statistics.firstRepeat.map { alphabet.text(of: longer[$0.second..<$0.second + n]) }
  more.append(
    alphabet.text(of: longer), twice ?? "nothing", alphabet.text(of: written.generated), written.terminated)
}
print(more)

// MARK: - Several tokens more, all of them

/// All strings of `count` tokens.
func strings(_ count: Int, over size: Int) -> [[Token]] {
  count == 0 ? [[]] : strings(count - 1, over: size).flatMap { head in (0..<size).map { head + [$0] } }
}

var all = TextTable(["tokens more", "continuations", "tokens all right", "and ended"])
for count in 0...5 {
  let runs = try strings(count, over: alphabet.size).map { tail in
    try PackedEngine(NgramCopier(model), prompt: Prompt(alphabet: alphabet, content: string + tail)).run()
  }
  all.append(
    count, runs.count, runs.count { $0.copied == $0.prompt.length }, runs.count { $0.succeeded })
}
print("\n\(all)")

// MARK: - Exponential against quadratic

var sizes = TextTable(["n", "longest string", "width", "entries", "entries / n^2"])
for n in [1, 2, 4, 8, 16, 32] {
  let model = try NgramParameters(ngram: n, alphabetSize: alphabet.size)
  let size = ConstructionSize(model)
  let share = Rational(size.parameterCount, Integer(n * n))
  sizes.append(n, model.maxLength, size.width, size.parameterCount, share.decimal(digits: 4))
}
print("\n\(sizes)")

// MARK: - A long run, decided by the theorem's inequality at every step

let large = try NgramParameters(ngram: 20, alphabetSize: 2)
let form = try PackedForm(of: NgramCopier(large))
let long = LongCopy(form, length: large.maxLength, source: DeBruijnSequence(alphabetSize: 2, order: 20)).run()
var last = TextTable(["n", "L", "steps decided", "copied and ended"])
last.append(large.ngram, large.maxLength, long.certified, long.outcome == .copied)
print("\n\(last)")
