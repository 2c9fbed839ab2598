// Lesson 8: what is proved, what is trusted. From a run to a certificate, and what becomes of a lie. See
// README.md beside this file.

import Certificates
import ConstructCommand
import Constructions
import CopyTask
import Engines
import Figures
import Lessons
import StateSpaces
import Transformers

// MARK: - A run, and what it claims

let model = try NgramParameters(ngram: 2, alphabetSize: 3)
let alphabet = Alphabet.letters(3)
let string = Array(DeBruijnSequence(alphabetSize: 3, order: 2))
let run = try PackedEngine(NgramCopier(model), prompt: Prompt(alphabet: alphabet, content: string)).run()
print("the engine says: \(alphabet.text(of: string)) is copied: \(run.succeeded)")

let certificate = try CertificateIssuer.copy(
  model, content: string, isDeBruijn: false, succeeded: run.succeeded)
guard case .copy(let copy) = certificate else { fatalError("no certificate of a copy") }
print("certificate: \(certificate.kind), by \(certificate.claim), \(certificate.text.utf8.count) bytes")
print("weights: sha256 \(copy.model.sha256.prefix(16))...")
var steps = TextTable(["step", "looks at", "attention", "lead"])
for block in copy.blocks { steps.append(block.first, block.position, block.weight, block.margin) }
print(steps)

// MARK: - Checked by somebody else: the reference, not the engine

/// What a verifier says of a text.
func verdict(_ text: String, by verifier: CertificateVerifier = CertificateVerifier()) -> String {
  do {
    try verifier.check(Certificate(Array(text.utf8)))
    return "holds"
  } catch {
    let words =
      switch error {
      case .malformed(let why): "is no certificate: \(why)"
      case .rejected(let why): "is refused: \(why)"
      }
    // Digests are long.
    return words.count <= 76 ? words : "\(words.prefix(73))..."
  }
}

print("\nthe certificate \(verdict(certificate.text))")

// MARK: - Lies

/// The certificate with one thing changed.
func lie(_ change: (inout CopyCertificate) -> Void) -> String {
  var changed = copy
  change(&changed)
  return Certificate.copy(changed).text
}

let margin = copy.blocks[0].margin
let neverMade = try CertificateIssuer.copy(model, content: [0, 1, 0, 1], isDeBruijn: false, succeeded: true)
let lies: [(String, String)] = [
  ("a larger lead", lie { $0.blocks[0].margin = "8" }),
  ("the same lead, spelled otherwise", lie { $0.blocks[0].margin = "0\(margin)" }),
  ("another place", lie { $0.blocks[3].position = 3 }),
  ("a step left out", lie { $0.blocks.removeLast() }),
  ("another string", lie { $0.string.source = .tokens(string.reversed()) }),
  ("other weights", lie { $0.model.sha256 = String($0.model.sha256.reversed()) }),
  ("a rounded number", certificate.text.replacing("\"\(margin)\"", with: "7.7")),
  ("a copy of abab that was never made", neverMade.text),
]
print("\nlies:")
for (name, text) in lies { print("\(name)\n  \(verdict(text))") }

// MARK: - A verifier that is wrong

let wrong = CertificateVerifier { parameters in
  // One weight is another: the flag that ends the copy counts for less.
  var weights = NgramCopier(parameters).weights
  weights.unembedding = weights.unembedding.map { $0 == 3 * parameters.codeBits ? $0 - 1 : $0 }
  return weights
}
print("\nthe true certificate, by a verifier with one wrong weight\n  \(verdict(certificate.text, by: wrong))")

// MARK: - The other side: two strings that a machine takes for one

let witness = CollisionWitness(try PigeonholeFigure.pair(), of: SeededRecurrence(try PigeonholeFigure.machine()))
let pigeonhole = try CertificateIssuer.witness(witness)
print("\n\(pigeonhole.kind), by \(pigeonhole.claim): it \(verdict(pigeonhole.text))")
