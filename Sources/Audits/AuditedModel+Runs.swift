public import Arithmetic
public import CopyTask
import Transformers

/// What a model does with a string.
public enum StringVerdict: Hashable, Sendable {
  /// It is copied and ended.
  case copied
  /// Something else is written first at this step, which is certain.
  case fails(step: Int)
  /// The intervals do not tell.
  case undecided(step: Int)
}

extension AuditedModel {
  /// Copies a string in intervals of 128 bits.
  ///
  /// - Throws: `ScalarError`, which intervals do not lead to.
  public func verdict(on string: [Token]) throws(ScalarError) -> StringVerdict {
    let (copy, end) = (alphabetSize + 1, alphabetSize + 2)
    let due = string + [end]
    let decoding = try GreedyDecoding(
      after: [alphabetSize] + string + [copy], end: end, limit: due.count, by: transformer,
      choosing: { (step, activations) throws(ArgmaxError) in
        let token = try certainArgmax(activations.logits)
        return step < due.count && token == due[step] ? token : nil
      })
    let step = decoding.generated.count
    if step == due.count { return .copied }
    if decoding.uncertainty != nil { return .undecided(step: step) }
    return .fails(step: step)
  }
}
