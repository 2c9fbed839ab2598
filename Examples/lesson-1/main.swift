// Lesson 1: the copy task, and copying by looking up the last n tokens. See README.md beside this file.

import Constructions
import CopyTask
import Engines
import Lessons

// MARK: - Lookup, by hand

/// Copies a string by looking up the last n tokens written.
struct Lookup {
  let prompt: Prompt
  let n: Int

  /// The n tokens before a place of a string, with BOS where the string has not begun.
  func ngram(before place: Int, of string: [Token]) -> [Token] {
    let padded = Array(repeating: prompt.alphabet.bos, count: n) + string
    return Array(padded[place..<place + n])
  }

  /// What follows the last n tokens written wherever they stand in the input, from left to right. After the
  /// whole string follows EOS.
  func successors(of written: [Token]) -> [Token] {
    let wanted = ngram(before: written.count, of: written)
    let due = prompt.expectedOutput
    return due.indices.filter { ngram(before: $0, of: prompt.content) == wanted }.map { due[$0] }
  }

  /// Writes what follows the first place that is found, until that is EOS or L + 1 tokens are written.
  func copy() -> [Token] {
    var written: [Token] = []
    while written.last != prompt.alphabet.eos, written.count <= prompt.length {
      guard let next = successors(of: written).first else { break }
      written.append(next)
    }
    return written
  }
}

// MARK: - Some words

let letters = Alphabet(size: 26)
var words = TextTable(["string", "n", "n-grams", "distinct", "written", "copied"], left: [0, 4, 5])
for (word, orders) in [("abcabd", 1...3), ("banana", 1...4), ("abracadabra", 1...5)] {
  for n in orders {
    let prompt = Prompt(alphabet: letters, content: try letters.tokens(in: word))
    let written = Lookup(prompt: prompt, n: n).copy()
    let count = NgramStatistics(of: prompt.content, order: n)
    let isCopied = written.prefix(prompt.length) == prompt.content[...]
    let verdict = isCopied ? written == prompt.expectedOutput ? "and ended" : "not ended" : "no"
    words.append(word, n, count.positionCount, count.distinctCount, letters.text(of: written), verdict)
  }
}
print(words)

// MARK: - Where it goes wrong

print("\nabcabd, n = 2, step by step:")
let doubtful = Lookup(prompt: Prompt(alphabet: letters, content: try letters.tokens(in: "abcabd")), n: 2)
var steps = TextTable(["written", "looks up", "finds", "due"], left: [0, 1, 2, 3])
for (step, due) in doubtful.prompt.expectedOutput.enumerated() {
  let written = Array(doubtful.prompt.content.prefix(step))
  let found = doubtful.successors(of: written).map { letters.text(of: $0) }.joined(separator: ", ")
  steps.append(
    letters.text(of: written), letters.text(of: doubtful.ngram(before: step, of: written)), found,
    letters.text(of: due))
}
print(steps)

// MARK: - All strings

let bits = Alphabet(size: 2)
let model = try NgramParameters(ngram: 3, alphabetSize: bits.size)
var counts = TextTable(
  ["L", "strings", "distinct", "copied", "and ended", "transformer: copied", "and ended"])
for length in 3...11 {
  var (distinct, copied, ended, copiedByModel, endedByModel) = (0, 0, 0, 0, 0)
  for code in 0..<(1 << length) {
    let prompt = Prompt(alphabet: bits, content: (0..<length).map { (code >> $0) & 1 })
    if NgramStatistics(of: prompt.content, order: model.ngram).areDistinct { distinct += 1 }
    let written = Lookup(prompt: prompt, n: model.ngram).copy()
    if written.prefix(length) == prompt.content[...] { copied += 1 }
    if written == prompt.expectedOutput { ended += 1 }
    let run = try PackedEngine(NgramCopier(model), prompt: prompt).run()
    if run.copied == length { copiedByModel += 1 }
    if run.succeeded { endedByModel += 1 }
  }
  counts.append(length, 1 << length, distinct, copied, ended, copiedByModel, endedByModel)
}
print("\nstrings of L bits, n = 3:\n\(counts)")
