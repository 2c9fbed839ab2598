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
  /// Letters that were typed, or numbers.
  var typed: String?
  /// The path of a file.
  var text: String?
  var source: CopySource?
  var seed: UInt64?
  var ngram, length, alphabet: Int?
  let scaleRule: ScaleRule

  /// Refuses the first of these options that is given.
  func refuse(_ options: [String], _ reason: String) throws(Failure) {
    let given = [
      "--length": length != nil, "--alphabet": alphabet != nil, "--source": source != nil, "--seed": seed != nil,
      "--text": text != nil,
    ]
    if let option = options.first(where: { given[$0] == true }) { throw .usage("\(option) \(reason)") }
  }
}
