import Arithmetic
import CopyTask
import StateSpaces

/// What a bound says.
struct GssmBoundReport: CommandReport {
  /// What the user knows.
  enum Given {
    case length(Int)
    case bits(Int)
  }

  let task: GssmTask
  let alphabet: Int
  let error: Rational
  let ngram: Int?
  let given: Given

  /// The smallest real number of bits, where the length is given.
  private(set) var bits: LogarithmicSum?

  /// The smallest number of states, where the length is given, it is known, and it can be written down.
  private(set) var states: Integer?

  /// The longest length, where the bits are given; `nil` there if there is none.
  private(set) var longest: Integer?

  /// States with more bits than this are not written out.
  private static let mostStateBits = Integer(1 << 12)

  init(task: GssmTask, alphabet: Int, error: Rational, ngram: Int?, given: Given) {
    self.task = task
    self.alphabet = alphabet
    self.error = error
    self.ngram = ngram
    self.given = given
    let copy = UniformCopyBound(alphabetSize: alphabet, error: error)
    let tokens = TokenErrorBound(alphabetSize: alphabet, error: error)
    switch given {
    case .length(let length):
      let needed: LogarithmicSum
      switch task {
      case .copy: needed = copy.bitsNeeded(length: Integer(length))
      case .tokenError, .index, .phoneBook: needed = tokens.bitsNeeded(count: Integer(length))
      case .suffixKey:
        needed = tokens.suffixKeyBits(length: Integer(length), ngram: ngram ?? 1, queries: .aligned)
      case .prefixKey:
        needed = .log2(PrefixKeyLookup.stateCount(alphabetSize: alphabet, ngram: ngram ?? 1))
      }
      bits = needed
      guard needed.ceiling <= GssmBoundReport.mostStateBits else { return }
      if task == .copy { states = copy.statesNeeded(length: length) }
      if task == .prefixKey { states = PrefixKeyLookup.stateCount(alphabetSize: alphabet, ngram: ngram ?? 1) }
    case .bits(let bits):
      switch task {
      case .copy: longest = copy.longestLength(bits: Integer(bits))
      case .tokenError, .index, .phoneBook: longest = tokens.largestCount(bits: Integer(bits))
      case .suffixKey:
        longest = tokens.longestSuffixKeyLength(bits: Integer(bits), ngram: ngram ?? 1, queries: .aligned)
      case .prefixKey: longest = nil
      }
    }
  }

  // MARK: - Text

  /// The report for people: what is asked, the answer, then what it says and what it does not.
  func text() -> String {
    var lines = [("task", task.text(alphabet: alphabet, ngram: ngram)), ("error", errorText)]
    switch given {
    case .length(let length):
      lines.append(("length", "L = \(length.grouped)"))
      if let bits { lines.append((task == .prefixKey ? "machine" : "bits", bitsText(bits))) }
      if let states { lines.append(("states", statesText(states))) }
    case .bits(let bits):
      lines.append(("bits", "\(bits.grouped)"))
      lines.append(("length", longest.map { "L <= \($0.grouped)" } ?? "any: guessing is good enough"))
    }
    lines.append(("claim", claimText))
    lines.append(("says", saysText))
    lines.append(("does not", doesNotText))
    return hangingParagraphs(lines)
  }

  private var errorText: String {
    let kind = task == .copy ? "of a string with a mistake" : task == .tokenError ? "average share of wrong tokens" : ""
    let value = error.isInteger ? "\(error)" : "\(error) = \(error.decimal(digits: ReportedNumber.digitsForPeople))"
    // Fractions that nobody would read are given in decimal alone.
    let short = value.count <= 60 ? value : error.decimal(digits: ReportedNumber.digitsForPeople)
    return "at most \(short)" + (kind.isEmpty ? "" : ", the \(task == .copy ? "probability " : "")\(kind)")
  }

  private func bitsText(_ bits: LogarithmicSum) -> String {
    let whole = bits.ceiling.grouped
    if bits.exactValue?.isInteger == true { return task == .prefixKey ? "\(whole) bits" : "at least \(whole)" }
    let real = bits.decimal(digits: 15, task == .prefixKey ? .up : .down)
    return task == .prefixKey ? "\(whole) bits: log2 of its states is \(real)" : "at least \(real), so \(whole)"
  }

  private func statesText(_ states: Integer) -> String {
    let digits = "\(states)"
    // Longer numbers are for programs: --json has them all.
    let text = digits.utf8.count <= 40 ? digits.groupedDigits : Rational(states).decimal(digits: 10, .up)
    return task == .prefixKey ? text : "at least \(text), (1 - eps) D^L rounded up"
  }

  private var claimText: String {
    switch task {
    case .copy:
      "\(ClaimID.t27): err >= 1 - |S| / D^L; with >=, since a shift register with D^L states attains it "
        + "(\(ClaimID.xTight))"
    case .tokenError, .index, .phoneBook:
      "bits >= L (log2 D - h2(eps) - eps log2(D - 1)): \(ClaimID.t27) with Fano's inequality"
    case .suffixKey: "\(ClaimID.xPrefixSuffix): bits >= floor(L / (n + 1)) (log2 D - h2(eps) - eps log2(D - 1))"
    case .prefixKey: "\(ClaimID.xPrefixSuffix): a machine with n log2 D + O(log n + log D) bits does it at every length"
    }
  }

  private var saysText: String {
    switch (task, given) {
    case (.prefixKey, _): "No more bits than these are needed, and they are enough at every length."
    case (_, .length):
      "A model with less state misses the error, whatever its weights, its training or what it computes."
    case (_, .bits):
      longest == nil
        ? "Nothing: the error allowed is that of a guess."
        : "Beyond this length every model with so much state misses the error, whatever its weights, its training "
          + "or what it computes."
    }
  }

  private var doesNotText: String {
    task == .prefixKey
      ? "It does not say that a trained model finds this machine."
      : "It does not say that a model with enough state succeeds."
  }
}
