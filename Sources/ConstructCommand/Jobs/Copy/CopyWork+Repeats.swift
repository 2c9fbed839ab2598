import Arithmetic
import CopyTask
import Engines

/// Steps in which an engine takes the values of all keys: those with an n-gram that occurs again. A string that
/// repeats one thing over and over has L of them, and no mistake before the last.
extension CopyWork {
  /// The most operations on values: some seconds of a server, tens of a slow machine.
  private static let mostOnValues: Integer = 20_000_000_000

  /// Refuses a copy by an engine with too many such steps.
  ///
  /// - Parameter steps: how many there are; a step after a mistake, which sees the keys of what was written as well,
  ///   counts twice.
  /// - Throws: `Failure` that names both sides of the inequality that fails.
  static func require(valueSteps steps: Int, form: PackedForm, length: Int, kernel: Kernel) throws(Failure) {
    let (code, alphabet) = (Integer(form.codeBits), Integer(form.alphabetSize))
    // As `PackedCost` has it: the values of L + 1 keys, and D logits of d bits each.
    let count = Integer(steps) * ((Integer(length) + 1) * (40 + 4 * code) + 10 * alphabet * code)
    guard count > mostOnValues else { return }
    let other = kernel == .packed ? "; indexed ends at the first mistake" : ""
    throw .limit(
      "n = \(form.ngram), D = \(form.alphabetSize), L = \(length): \(steps) steps, whose n-grams occur again, look at "
        + "all keys, which takes --kernel \(kernel.rawValue) about \(count) operations > \(mostOnValues); "
        + "expected a larger n, or a string that repeats less\(other)")
  }
}

extension CopyInput {
  /// The n-grams of another n, or those that are indexed already; and the first two steps that cannot both be right.
  func repeats(order: Int) -> (classes: NgramClasses, conflict: SuccessorConflict?) {
    guard order != classes.order else { return (classes, subject.conflict) }
    let classes = NgramClasses(of: prompt.content, order: order)
    return (classes, SuccessorConflict(in: prompt.content, classes: classes, countingEnd: true))
  }
}
