import Arithmetic
import Constructions
import CopyTask
import Engines

/// A copy of a string that is never held as a whole.
extension CopyPlan {
  /// Refuses a long copy that does not fit this machine.
  func requireMemoryForLong() throws(Failure) {
    let (parameters, length) = (string.parameters, string.length)
    let needed =
      CopyMemory.ofModel(parameters, for: .indexed) + LongCopy.bytes(PackedForm(parameters), length: length)
      + string.bytesBegunAnew
    try CopyMemory.require(needed, for: string, by: .indexed)
  }

  /// Between checkpoints: no more than this is lost, and writing them costs nothing to speak of. Tests that kill the
  /// program have no time for that.
  private static var checkpointInterval: Duration {
    Platform.variable("VERBATIM_CHECKPOINT_MILLISECONDS").flatMap(Int.init).map { .milliseconds($0) } ?? .seconds(5)
  }

  /// Runs the copy; `nil` if a step was not decided.
  ///
  /// - Throws: `Failure` if the checkpoint cannot be used, or if the user ended the run.
  func longRun(_ model: CopyModel) throws -> CopyReport? {
    guard let copy = string.longCopy(try model.form()) else { return nil }
    let (parameters, length) = (string.parameters, string.length)
    var state = Checkpoint(string)
    if let checkpoint { try state.resume(from: checkpoint) }
    let resumedAt = state.certified > 0 ? state.certified : nil
    Interruption.watch()
    let progress = CopyProgress(length: length, quiet: quiet, linearStart: state.certified)
    defer { progress?.clear() }
    var digest = TokenDigest(alphabetSize: parameters.alphabetSize)
    var beginning: [Token] = []
    let (watch, interval) = (Stopwatch(), CopyPlan.checkpointInterval)
    var (lastWritten, written) = (ContinuousClock.now, state)
    var otherString: Failure?
    var isCompared = false
    let result = copy.run(
      from: state.certified, workers: method.workers,
      content: { block in
        digest.update(block)
        beginning += block.prefix(CopySubject.shown - beginning.count)
      },
      goOn: { done in
        // As for other kernels: BOS, L tokens and COPY are read, and L + 1 written.
        progress?.update(done.read + done.certified)
        state.certified = done.certified
        guard let checkpoint else { return !Interruption.isRequested }
        if done.read == length, state.sha256 == nil || !isCompared {
          isCompared = true
          do throws(Failure) { try state.take(sha256: digest.text, path: checkpoint) } catch {
            otherString = error
            return false
          }
        }
        if state != written, ContinuousClock.now - lastWritten > interval {
          (lastWritten, written) = (.now, state)
          // Should it fail now and then, the file still says what it said; the last one is written below.
          try? state.write(to: checkpoint)
        }
        return !Interruption.isRequested
      })
    if let otherString { throw otherString }
    state.certified = result.certified
    if let checkpoint {
      do { try state.write(to: checkpoint) } catch {
        throw Failure.limit("--checkpoint \(checkpoint): it can no longer be written")
      }
    }
    switch result.outcome {
    case .interrupted(let step):
      throw Failure(
        status: .interrupted,
        message: "interrupted: \(step) of \(length + 1) steps were certified, all of them right")
    case .undecided: return nil
    case .copied, .contradicted: break
    }
    let subject = CopySubject(
      string: string, statistics: .allDistinct(order: parameters.ngram, length: length), beginning: beginning,
      sha256: digest.text)
    return CopyReport(
      result, of: subject, with: model, by: method, seconds: watch.seconds, resumedAt: resumedAt)
  }
}

extension StringPlan {
  /// Whether the string can be made twice, token by token, instead of being held.
  var canBeBegunAnew: Bool {
    switch origin {
    case .file, .sequence(.deBruijn, _), .sequence(.rotated, _): true
    case .typed, .sequence(.distinct, _), .sequence(.uniform, _): false
    }
  }

  /// The copy without holding the string; `nil` if it has to be held.
  fileprivate func longCopy(_ form: PackedForm) -> LongCopy? {
    let (size, order) = (parameters.alphabetSize, parameters.ngram)
    switch origin {
    case .sequence(.deBruijn, _):
      return LongCopy(
        form, length: length, source: DeBruijnSequence(alphabetSize: size, order: order))
    case .sequence(.rotated, let seed):
      return LongCopy(
        form, length: length, source: RotatedDeBruijnSequence(alphabetSize: size, order: order, seed: seed))
    case .file(let file):
      return LongCopy(form, length: length) {
        var start = 0
        return { count in
          defer { start += count }
          return file.tokens(start..<start + count)
        }
      }
    case .typed, .sequence(.distinct, _), .sequence(.uniform, _): return nil
    }
  }

  /// Bytes that the source itself takes then.
  fileprivate var bytesBegunAnew: Integer {
    switch origin {
    case .file(let file): Integer(file.count)
    // The permutation, twice where it is being made.
    case .sequence(.rotated, _): Integer(parameters.alphabetSize) * (2 * 8)
    case .typed, .sequence: 0
    }
  }
}
