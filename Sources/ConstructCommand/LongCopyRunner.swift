import Constructions
import CopyTask
import Engines

/// Runs a copy of a de Bruijn string that is never held as a whole.
struct LongCopyRunner {
  let parameters: NgramParameters
  let length: Int
  let settings: CopySettings

  /// Whether to keep the line of progress to itself.
  let quiet: Bool

  /// Runs the copy; `nil` if a step was not decided.
  func report() throws(Failure) -> CopyReport? {
    let sequence = DeBruijnSequence(alphabetSize: parameters.alphabetSize, order: parameters.ngram)
    let copy = LongCopy(parameters, length: length, source: sequence)
    var progress = ProgressLine(length: length, quiet: quiet, isLinear: true)
    defer { progress?.clear() }
    var digest = TokenDigest(alphabetSize: parameters.alphabetSize)
    var beginning: [Token] = []
    let clock = ContinuousClock()
    let start = clock.now
    let result = copy.run(
      workers: settings.workers,
      content: { block in
        digest.update(block)
        beginning += block.prefix(CopySubject.shown - beginning.count)
      },
      goOn: { done in
        // As for other kernels: BOS, L tokens and COPY are read, and L + 1 written.
        progress?.update(done.read + done.certified)
        return true
      })
    let subject = CopySubject(
      parameters: parameters, alphabet: Alphabet(size: parameters.alphabetSize), length: length,
      source: CopySource.deBruijn.rawValue, sourceText: sequence.sourceText(length: length), ngramReason: nil,
      statistics: .allDistinct(order: parameters.ngram, length: length), beginning: beginning,
      sha256: digest.text, conflict: nil)
    if case .undecided = result.outcome { return nil }
    return CopyReport(result, of: subject, settings: settings, seconds: (clock.now - start).seconds)
  }
}
