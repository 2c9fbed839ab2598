import Arithmetic

/// What a file says of its model besides the tensors. All of it is text in the file.
public struct ModelMetadata: Hashable, Sendable {
  /// The format of names, shapes and metadata.
  public static let schema = "verbatim.weights/1"

  /// n, where the model looks n-grams up.
  public var ngram: Int?

  /// D: content tokens; BOS = D, COPY = D + 1, EOS = D + 2 follow them.
  public var alphabetSize: Int

  /// beta, for the construction: the scale of its scores, before ln 2 comes in.
  public var scale: Int?

  /// B, for the construction with a length-free scale. Where it is missing, B is 2, which goes with every
  /// other scale of the construction.
  public var boundaryBonus: Int?

  /// What attention weights are powers of.
  public var softmaxBase: SoftmaxBase

  /// The metadata with these entries.
  public init(
    ngram: Int?, alphabetSize: Int, scale: Int?, boundaryBonus: Int? = nil, softmaxBase: SoftmaxBase
  ) {
    self.ngram = ngram
    self.alphabetSize = alphabetSize
    self.scale = scale
    self.boundaryBonus = boundaryBonus
    self.softmaxBase = softmaxBase
  }

  /// Keys and values as they stand in a file, in alphabetical order of the keys.
  public var entries: [(key: String, value: String)] {
    var entries = [("alphabet", "\(alphabetSize)"), ("bos", "\(alphabetSize)")]
    if let boundaryBonus { entries.append(("boundary_bonus", "\(boundaryBonus)")) }
    entries += [("copy", "\(alphabetSize + 1)"), ("eos", "\(alphabetSize + 2)")]
    if let ngram { entries.append(("ngram", "\(ngram)")) }
    if let scale { entries.append(("scale", "\(scale)")) }
    entries += [("schema", ModelMetadata.schema), ("softmax_base", softmaxBase.rawValue)]
    return entries.map { (key: $0.0, value: $0.1) }
  }

  /// The metadata of a model with `vocabularySize` tokens, from the entries of a file.
  ///
  /// Every entry may be missing: D is then three less than the vocabulary has tokens, and the softmax is the
  /// usual one in base e. Entries with other keys are passed over.
  ///
  /// - Throws: `ModelFileError` for an entry that contradicts the vocabulary or makes no sense.
  init(_ entries: [String: String], vocabularySize: Int) throws(ModelFileError) {
    let size = vocabularySize - 3
    for (key, expected) in [("alphabet", size), ("bos", size), ("copy", size + 1), ("eos", size + 2)] {
      guard let text = entries[key] else { continue }
      guard text == "\(expected)" else {
        throw .metadata(key, "\(quoted(text)), expected '\(expected)' as 'embed' has \(vocabularySize) rows")
      }
    }
    if let text = entries["schema"], text != ModelMetadata.schema {
      throw .metadata("schema", "\(quoted(text)), expected '\(ModelMetadata.schema)'")
    }
    var softmaxBase = SoftmaxBase.e
    if let text = entries["softmax_base"] {
      guard let base = SoftmaxBase(rawValue: text) else {
        throw .metadata("softmax_base", "\(quoted(text)), expected '2' or 'e'")
      }
      softmaxBase = base
    }
    self.init(
      ngram: try ModelMetadata.positive("ngram", in: entries), alphabetSize: size,
      scale: try ModelMetadata.positive("scale", in: entries),
      boundaryBonus: try ModelMetadata.positive("boundary_bonus", in: entries), softmaxBase: softmaxBase)
  }

  private static func positive(
    _ key: String, in entries: [String: String]
  ) throws(ModelFileError) -> Int? {
    guard let text = entries[key] else { return nil }
    // "+4" and "04" are numbers to Int and not to us.
    guard let value = Int(text), value >= 1, "\(value)" == text else {
      throw .metadata(key, "\(quoted(text)), expected a whole number from 1 to \(Int.max)")
    }
    return value
  }
}
