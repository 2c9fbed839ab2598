import Arithmetic
import Constructions
import Lessons

/// What nobody could wait for, read or hold is not traced.
enum TraceLimits {
  /// A minute on a slow machine.
  private static let mostOperations: Integer = 1_000_000_000

  /// More than anybody reads, and what a program reads in seconds.
  private static let mostNumbers: Integer = 2_000_000

  /// The same for digits, which are bytes.
  private static let mostDigits: Integer = 100_000_000

  /// Refuses a trace that is too large.
  ///
  /// - Parameter keys: how many of each step are shown; `nil` for all.
  /// - Throws: `Failure` that names both sides of the inequality that fails.
  static func require(_ string: StringPlan, keys: Int?) throws(Failure) {
    let (parameters, length) = (string.parameters, string.length)
    let size = CopyTraceSize(parameters, length: length, keys: keys)
    let subject = "\(string.sizeText): a trace"
    guard size.operations <= mostOperations else {
      throw .limit(
        "\(subject) takes about \(size.operations) multiplications > \(mostOperations); "
          + "'construct copy' has faster kernels")
    }
    let what = keys == nil ? "with --keys all " : ""
    guard size.numbers <= mostNumbers else {
      throw .limit("\(subject) \(what)holds about \(size.numbers) numbers > \(mostNumbers)")
    }
    guard size.digits <= mostDigits else {
      throw .limit("\(subject) \(what)holds about \(size.digits) digits > \(mostDigits)")
    }
    try CopyMemory.require(size.bytes, for: string, by: .rational)
  }
}

extension CopyTraceSize {
  /// About how many bytes of memory it takes to make the trace and to write it.
  fileprivate var bytes: Integer {
    let number = Rational.approximateBytes(in: ())
    // Each number is held as a number, as a value of JSON, and as text.
    return CopyMemory.neededByReference(parameters, length: length, bytesPerNumber: number)
      + numbers * Integer(2 * number) + 2 * digits
  }
}
