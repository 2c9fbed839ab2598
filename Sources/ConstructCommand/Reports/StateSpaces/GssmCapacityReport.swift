import Arithmetic
import StateSpaces

/// What a state of some size can copy.
struct GssmCapacityReport: CommandReport {
  /// Whose state it is.
  enum Subject {
    case model(String, ModelState, vocabulary: Int?)
    case bits(Int)
  }

  let subject: Subject
  let format: CacheFormat

  /// The field of the configuration that decided the format, where no option did.
  let formatField: String?

  let bound: UniformCopyBound

  /// What a state can copy, of strings over so many tokens: the model's vocabulary, or 26, where the user gave
  /// no number. Where the user gave no format, it is that of the configuration, or mixed.
  ///
  /// - Throws: `Failure` for a vocabulary that is none.
  init(of subject: Subject, format: CacheFormat?, alphabet: Int?, error: Rational) throws(Failure) {
    var size = alphabet ?? 26
    if alphabet == nil, case .model(let name, _, let vocabulary?) = subject {
      guard vocabulary >= 2 else { throw .usage("\(name): vocab_size = \(vocabulary): expected 2 or more") }
      size = vocabulary
    }
    let state: ModelState? = if case .model(_, let state, _) = subject { state } else { nil }
    self.subject = subject
    self.format = format ?? state?.storedFormat ?? .mixed
    formatField = format == nil ? state?.storedFormatField : nil
    bound = UniformCopyBound(alphabetSize: size, error: error)
  }

  /// The model's state, if there is a model.
  var state: ModelState? {
    if case .model(_, let state, _) = subject { state } else { nil }
  }

  /// What was decided where fields are absent or contradict each other, and by which field the format.
  var notes: [String] {
    (state?.notes ?? [])
      + (formatField.map { ["\($0): the format is \(format.rawValue), unless --cache-format says another"] } ?? [])
  }

  var name: String? {
    if case .model(let name, _, _) = subject { name } else { nil }
  }

  var bits: Integer {
    switch subject {
    case .model(_, let state, _): state.bits(format)
    case .bits(let bits): Integer(bits)
    }
  }

  var tightBits: Integer { state.map { $0.tightBits(format) } ?? bits }
  var growthBits: Integer { state.map { $0.growthBits(format) } ?? 0 }
  var isFixed: Bool { state?.isFixed ?? true }
  var receptiveField: Integer? { state?.receptiveField }

  /// What the bound says; `nil` of a state that grows.
  var capacity: StateCapacity? { capacity(of: bits) }
  var tightCapacity: StateCapacity? { capacity(of: tightBits) }

  private func capacity(of bits: Integer) -> StateCapacity? {
    isFixed ? StateCapacity(bits: bits, receptiveField: receptiveField, bound: bound) : nil
  }
}
