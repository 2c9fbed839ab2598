// Lesson 9: what floats forget. See README.md beside this file.

import Arithmetic
import Constructions
import CopyTask
import Lessons
import Rounding
import Theorems
import Transformers

// MARK: - 1.0 is a rounded number

let small = try NgramParameters(ngram: 2, alphabetSize: 10)
let weights = NgramCopier(small).weights
let prompt = Prompt(alphabet: Alphabet(size: 10), content: Array(DeBruijnSequence(alphabetSize: 10, order: 2)))

/// The least attention that a run reports, and whether the string was copied and ended.
func observed(_ format: FloatFormat, _ order: SummationOrder) throws -> (least: Double, succeeded: Bool) {
  let model = Transformer<EmulatedFloat>(rounding: weights, to: FloatArithmetic(format, order: order))
  let run = try CopyRun(of: prompt, by: model)
  return (run.minAttention?.value.value ?? 0, run.succeeded)
}

let exact = try CopyRun(of: prompt, by: Transformer<Rational>(rounding: weights, to: ()))
var attention = TextTable(["numbers", "order of sums", "least attention", "copied"], left: [0, 1])
attention.append("exact", "any", (exact.minAttention?.value ?? 0).decimal(digits: 4, .down), exact.succeeded)
for (format, order) in [
  (FloatFormat.bfloat16, SummationOrder.product), (.bfloat16, .balanced), (.bfloat16, .random(seed: 1)),
  (.float8e5m2, .product), (.float32, .product),
] {
  let run = try observed(format, order)
  attention.append(format.name, order.name, (Rational(exactly: run.least) ?? 0).decimal(digits: 4), run.succeeded)
}
print("n = 2, D = 10, the de Bruijn string of \(prompt.length) tokens:\n\(attention)")

// MARK: - Stagnation helps

/// 10,004 weights of 2^-18 and the right key's, 1, at this place among them.
func normalizer(_ place: Int) -> [Double] {
  var terms = [Double](repeating: 0x1p-18, count: 10_005)
  terms[place] = 1
  return terms
}

var sums = TextTable(["the 1 stands", "order of sums", "sum in bfloat16"], left: [0, 1])
for (name, place) in [("first", 0), ("in the middle", 5000), ("last", 10_004)] {
  for (order, tree) in [("one accumulator", SummationTree.sequential(10_005)), ("pairwise", .balanced(10_005))] {
    let sum = tree.sum(normalizer(place), in: .bfloat16)
    sums.append(name, order, (Rational(exactly: sum) ?? 0).decimal(digits: 6))
  }
}
let others = SummationTree.sequential(10_004).sum([Double](repeating: 0x1p-18, count: 10_004), in: .bfloat16)
let all = Rational(10_004) * .powerOfTwo(-18)
print("\n10,004 weights of 2^-18: \(all.decimal(digits: 4)) together. In one accumulator they reach", terminator: "")
print(" \(Rational(exactly: others) ?? 0).\n\(sums)")

// MARK: - Two lemmas

/// The largest |sum - 1| / r of this order, over lists of a 1 and weights that are powers of two, r together.
func worst(_ format: FloatFormat, terms: Int, lists: Int, _ tree: (inout SplitMix64) -> SummationTree) -> Rational {
  var source = SplitMix64(seed: 9)
  var largest: Rational = 0
  for _ in 0..<lists {
    let first = 3 + source.next(below: 6)
    var list = [1.0]
    for _ in 1..<terms { list.append(format.powerOfTwo(-Double(first + source.next(below: 8)))) }
    let rest = Rational(exactly: list.dropFirst().reduce(0, +)) ?? 0
    let sum = Rational(exactly: tree(&source).sum(list, in: format)) ?? 0
    largest = max(largest, (sum - 1).magnitude / rest)
  }
  return largest
}

let terms = 200
var lemmas = TextTable(["format", "one accumulator", "at most", "any tree", "at most"])
for format in [FloatFormat.float8e5m2, .float8e4m3, .bfloat16, .float16, .float32] {
  let sequential = worst(format, terms: terms, lists: 400) { source in
    .sequential(source.permutation(of: terms))
  }
  let tree = worst(format, terms: terms, lists: 400) { source in
    let permutation = source.permutation(of: terms)
    return .split(terms, permutation: permutation) { 1 + source.next(below: $0 - 1) }
  }
  var growth = GrowthFactor(format)
  let bound = 2 * (Rational(exactly: growth.bound(terms: terms, enough: 1)) ?? 0)
  lemmas.append(format.name, sequential.decimal(digits: 4), 4, tree.decimal(digits: 4), bound.decimal(digits: 4, .up))
}
print("\n|sum - 1| / r for 1 and \(terms - 1) other weights, 400 random lists and orders:\n\(lemmas)")

// MARK: - Where it fails: scores

let copier = try NgramParameters(ngram: 4, alphabetSize: 10)
let letters = Alphabet(size: 10)
let unit = FloatFormat.float8e5m2.round(Double(copier.scale))
var (partial, score) = ([Int](), 0.0)
for _ in 0..<(copier.ngram * copier.codeBits) {
  score = FloatFormat.float8e5m2.round(score + unit)
  partial.append(Int(score))
}
print("\nfloat8e5m2, beta = \(copier.scale), rounded to \(Int(unit)); a score, term by term:")
print(partial.map { "\($0)" }.joined(separator: " "))

/// What a run does wrong.
func report(_ failure: FailingRun?) -> String {
  guard let failure else { return "copied and ended" }
  let (wrote, due) = (failure.mismatch.wrote.map { letters.text(of: $0) } ?? "nothing certain", failure.mismatch.due)
  return "step \(failure.mismatch.step): wrote \(wrote), due is \(letters.text(of: due))"
}

for string in ["aaa", "aaaa", "abcd"] {
  let model = RoundedCopier(copier, in: FloatArithmetic(.float8e5m2))
  print("\(string)  \(report(try FailingRun(of: letters.tokens(in: string), by: model)))")
}

// MARK: - A tree for float8e4m3

let cell = try FrontierCell(copier, in: FloatArithmetic(.float8e4m3), orders: .any)
let tree = WorstTree(unit: Double(copier.scale), count: copier.ngram * copier.codeBits, in: .float8e4m3)
print("\nfloat8e4m3, 16 terms of 9: in this tree \(Int(tree.all)), with one of them -9: \(Int(tree.other))")
print(tree.tree.description)
if let failure = cell.search.failure {
  print("\(letters.text(of: failure.string)), scores in this order: \(report(failure))")
}

// MARK: - A scale that is a power of two

var safe = TextTable(["format", "length-dependent", "length-free", "power-of-two"])
for format in FloatFormat.named {
  let cells = try [ScaleRule.lengthDependent, .lengthFree, .powerOfTwo].map { rule in
    try FrontierCell(
      NgramParameters(ngram: 4, alphabetSize: 10, scaleRule: rule), in: FloatArithmetic(format), orders: .any)
  }
  safe.append(row: [format.name] + cells.map { $0.verdict == .certain ? "all" : "L <= \($0.safeLength)" })
}
print("\nn = 4, D = 10, summed in any order: which strings are certain to be copied\n\(safe)")
