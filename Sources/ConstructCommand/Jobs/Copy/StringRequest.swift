import Constructions

/// What can be made to be copied.
enum CopySource: String, CaseIterable {
  /// The first L tokens of the linear de Bruijn sequence of (D, n).
  case deBruijn = "de-bruijn"
  /// A random string with distinct n-grams.
  case distinct
  /// The first L tokens of a de Bruijn sequence begun anywhere, with its tokens exchanged.
  case rotated
  /// Independent uniform tokens.
  case uniform

  /// Whether a seed means something to it.
  var isRandom: Bool { self != .deBruijn }
}

/// The string that a command is about, as far as its user said.
struct StringRequest {
  /// Letters that were typed.
  var letters: String?
  /// The path of a file.
  var text: String?
  var source: CopySource?
  var seed: UInt64?
  var ngram, length, alphabet: Int?
  var scaleRule: ScaleRule

  /// What was meant.
  enum Choice {
    case letters(String, ngram: Int?, alphabet: Int?)
    case text(String, ngram: Int?)
    case sequence(CopySource, seed: UInt64, ngram: Int, length: Int, alphabet: Int?)
  }

  /// The one string that was described.
  ///
  /// - Throws: `Failure` that names what is missing, or the options that do not go together.
  var choice: Choice {
    get throws(Failure) {
      if let letters {
        let name = "--string \(StringPlan.shortened(letters))"
        try refuse(
          [("--length", length != nil), ("--source", source != nil), ("--seed", seed != nil), ("--text", text != nil)],
          "with \(name): expected one of the two")
        return .letters(letters, ngram: ngram, alphabet: alphabet)
      }
      if let text {
        try refuse(
          [("--length", length != nil), ("--alphabet", alphabet != nil), ("--source", source != nil), ("--seed", seed != nil)],
          "with --text \(text): a file has its own length and tokens, expected one of the two")
        return .text(text, ngram: ngram)
      }
      guard let ngram else { throw .usage("nothing to copy: expected --ngram and --length, or --text") }
      guard let length else { throw .usage("no length for --ngram \(ngram): expected --length, or --text") }
      let source = source ?? .deBruijn
      if let seed, !source.isRandom {
        throw .usage("--seed \(seed): expected only with a random source, which \(source.rawValue) is not")
      }
      return .sequence(source, seed: seed ?? 0, ngram: ngram, length: length, alphabet: alphabet)
    }
  }

  /// Refuses the first option that is given.
  private func refuse(_ options: [(name: String, isGiven: Bool)], _ reason: String) throws(Failure) {
    if let option = options.first(where: \.isGiven) { throw .usage("\(option.name) \(reason)") }
  }
}
