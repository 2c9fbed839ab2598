import Arithmetic
import Constructions
import CopyTask
import Lessons

extension Trace {
  /// The string that was typed, with n given or just large enough that its n-grams are distinct.
  ///
  /// It may be longer than any string with distinct n-grams: nothing is promised here, and the trace shows
  /// where it fails.
  func typed(_ string: String) throws -> CopyInput {
    for (given, name) in [
      (options.length != nil, "--length"), (options.source != nil, "--source"),
      (options.seed != nil, "--seed"), (options.text != nil, "--text"),
    ] where given {
      throw Failure.usage("\(name) with --string \(shortened(string)): expected one of the two")
    }
    let most = Alphabet.letters(Trace.letters)
    if let alphabet = options.alphabet, alphabet > most.size {
      throw Failure.usage(
        "--alphabet \(alphabet) with --string \(shortened(string)): expected D <= \(most.size), a "
          + "token for each letter")
    }
    do {
      let named = try options.alphabet.map { size throws(ParameterError) in
        guard size >= 2 else { throw .alphabetTooSmall(size) }
        return Alphabet.letters(size)
      }
      let content = try (named ?? most).tokens(in: string)
      guard !content.isEmpty else { throw ParameterError.lengthTooSmall(0) }
      let size = named?.size ?? max(2, (content.max() ?? 0) + 1)
      let order = options.ngram ?? SuffixArray(content).smallestDistinctOrder()
      let parameters = try NgramParameters(ngram: order, alphabetSize: size, scaleRule: options.scaleRule)
      try requireSize(parameters, length: content.count)
      return CopyInput(
        typed: content, parameters, ngramReason: options.ngram == nil ? reason(order: order) : nil)
    } catch let error as ParameterError {
      throw Failure.usage("\(error)")
    } catch let error as Alphabet.ParsingError {
      throw Failure.usage("--string \(shortened(string)): \(error)")
    }
  }

  /// Why n is what it is, where it was found here.
  private func reason(order: Int) -> String {
    guard order > 1 else { return "no letter occurs twice" }
    return "the longest substring that occurs twice has \((order - 1).grouped) "
      + "letter\(order == 2 ? "" : "s"); n is one more"
  }

  /// The string as a message names it.
  private func shortened(_ string: String) -> String {
    // A line of a terminal holds that, and the rest of the message.
    let most = 32
    return string.count > most ? string.prefix(most) + "..." : string
  }

  /// As many as there are from a to z.
  static let letters = 26

  /// Refuses what nobody could wait for, read or hold.
  func requireSize(_ parameters: NgramParameters, length: Int) throws(Failure) {
    let size = CopyTraceSize(parameters, length: length, keys: keys.count)
    let subject = "n = \(parameters.ngram), D = \(parameters.alphabetSize), L = \(length): a trace"
    guard size.operations <= Trace.mostOperations else {
      throw .limit(
        "\(subject) takes about \(size.operations) multiplications > \(Trace.mostOperations); "
          + "'construct copy' has faster kernels")
    }
    let what = keys.count == nil ? "with --keys all " : ""
    guard size.numbers <= Trace.mostNumbers else {
      throw .limit("\(subject) \(what)holds about \(size.numbers) numbers > \(Trace.mostNumbers)")
    }
    guard size.digits <= Trace.mostDigits else {
      throw .limit("\(subject) \(what)holds about \(size.digits) digits > \(Trace.mostDigits)")
    }
    try MachineMemory.require(size.bytes, for: parameters, length: length)
  }

  /// A minute on a slow machine.
  private static let mostOperations: Integer = 1_000_000_000

  /// More than anybody reads, and what a program reads in seconds.
  private static let mostNumbers: Integer = 2_000_000

  /// The same for digits, which are bytes.
  private static let mostDigits: Integer = 100_000_000
}

extension CopyTraceSize {
  /// About how many bytes of memory it takes to make the trace and to write it.
  fileprivate var bytes: Integer {
    let number = Rational.approximateBytes(in: ())
    // Each number is held as a number, as a value of JSON, and as text.
    return MachineMemory.neededByReference(parameters, length: length, bytesPerNumber: number)
      + numbers * Integer(2 * number) + 2 * digits
  }
}
