import Constructions
import CopyTask
import Engines

/// Runs a copy of a string that is never held as a whole.
struct LongCopyRunner {
  let source: LongSource
  let settings: CopySettings

  /// Whether to keep the line of progress to itself.
  let quiet: Bool

  /// Where to keep how far the copy is, if anywhere.
  let checkpointPath: String?

  /// Between checkpoints: no more than this is lost, and writing them costs nothing to speak of.
  private static let checkpointInterval = Duration.seconds(5)

  /// Runs the copy; `nil` if a step was not decided.
  ///
  /// - Throws: `Failure` if the checkpoint cannot be used, or if the user ended the run.
  func report() throws(Failure) -> CopyReport? {
    let (parameters, length) = (source.parameters, source.length)
    var checkpoint = Checkpoint(parameters, length: length, source: source.kind, seed: source.seed)
    if let checkpointPath { try checkpoint.resume(from: checkpointPath) }
    Interruption.await()
    var progress = ProgressLine(length: length, quiet: quiet, linearStart: checkpoint.certified)
    defer { progress?.clear() }
    var digest = TokenDigest(alphabetSize: parameters.alphabetSize)
    var beginning: [Token] = []
    let clock = ContinuousClock()
    let start = clock.now
    var lastWritten = start
    var otherString: Failure?
    var isCompared = false
    let result = source.copy.run(
      from: checkpoint.certified, workers: settings.workers,
      content: { block in
        digest.update(block)
        beginning += block.prefix(CopySubject.shown - beginning.count)
      },
      goOn: { done in
        // As for other kernels: BOS, L tokens and COPY are read, and L + 1 written.
        progress?.update(done.read + done.certified)
        checkpoint.certified = done.certified
        if done.read == length, checkpointPath != nil, checkpoint.sha256 == nil || !isCompared {
          isCompared = true
          do throws(Failure) { try checkpoint.take(sha256: digest.text, path: checkpointPath) } catch {
            otherString = error
            return false
          }
        }
        if clock.now - lastWritten > LongCopyRunner.checkpointInterval {
          lastWritten = clock.now
          // Should it fail now and then, the file still says what it said; the last one is written below.
          if let checkpointPath { try? checkpoint.write(to: checkpointPath) }
        }
        return !Interruption.isRequested
      })
    if let otherString { throw otherString }
    checkpoint.certified = result.certified
    if let checkpointPath {
      do { try checkpoint.write(to: checkpointPath) } catch {
        throw .limit("--checkpoint \(checkpointPath): it can no longer be written")
      }
    }
    if case .interrupted(let step) = result.outcome {
      throw Failure(
        status: .interrupted,
        message: "interrupted: \(step) of \(length + 1) steps were certified, all of them right")
    }
    let subject = CopySubject(
      parameters: parameters, alphabet: source.alphabet, length: length, source: source.source,
      sourceText: source.sourceText, ngramReason: source.ngramReason,
      statistics: .allDistinct(order: parameters.ngram, length: length), beginning: beginning,
      sha256: digest.text, conflict: nil)
    if case .undecided = result.outcome { return nil }
    return CopyReport(result, of: subject, settings: settings, seconds: (clock.now - start).seconds)
  }
}
