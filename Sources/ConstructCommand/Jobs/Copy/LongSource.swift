import Constructions
import CopyTask
import Engines

/// A string that is copied without being held: it can be begun anew.
struct LongSource {
  let parameters: NgramParameters
  let length: Int
  let alphabet: Alphabet

  /// The source, as reported: a name, or the path of a file; and for people.
  let source, sourceText: String

  /// Why n is what it is, where the user did not say.
  var ngramReason: String?

  /// What a checkpoint calls the source, and the seed of a random one.
  let kind: String
  let seed: UInt64?

  /// The copy.
  let copy: LongCopy

  /// Bytes that the source itself takes.
  let bytes: Int

  /// All tokens, for a certificate, which holds them.
  let content: () -> [Token]

  /// The first tokens of a sequence; `nil` if the source has to be held.
  init?(_ source: CopySource, seed: UInt64, _ parameters: NgramParameters, length: Int) {
    let (size, order) = (parameters.alphabetSize, parameters.ngram)
    switch source {
    case .deBruijn:
      let sequence = DeBruijnSequence(alphabetSize: size, order: order)
      copy = LongCopy(PackedForm(parameters), length: length, source: sequence)
      content = { Array(sequence.prefix(length)) }
      sourceText = sequence.sourceText(length: length)
      self.seed = nil
      bytes = 0
    case .rotated:
      let sequence = RotatedDeBruijnSequence(alphabetSize: size, order: order, seed: seed)
      copy = LongCopy(PackedForm(parameters), length: length, source: sequence)
      content = { Array(sequence.prefix(length)) }
      sourceText = sequence.sourceText(length: length, seed: seed)
      self.seed = seed
      // The permutation, twice where it is being made.
      bytes = 2 * 8 * size
    case .distinct, .uniform:
      return nil
    }
    self.parameters = parameters
    self.length = length
    alphabet = Alphabet(size: size)
    self.source = source.rawValue
    kind = source.rawValue
  }

  /// The bytes of a file.
  init(_ file: MappedFile, _ parameters: NgramParameters, ngramReason: String?) {
    self.parameters = parameters
    length = file.count
    alphabet = .bytes
    source = file.path
    sourceText = file.sourceText
    self.ngramReason = ngramReason
    // The digest says which file; where it lies does not matter.
    kind = "text"
    seed = nil
    bytes = file.count
    content = { file.tokens(0..<file.count) }
    copy = LongCopy(PackedForm(parameters), length: file.count) {
      var start = 0
      return { count in
        defer { start += count }
        return file.tokens(start..<start + count)
      }
    }
  }
}

extension MappedFile {
  /// What it is, for people.
  var sourceText: String { "\(count.grouped) bytes of \(path)" }
}
