import CopyTask

/// What a state space model is asked to do.
enum GssmTask: String, CaseIterable {
  /// Copy a uniform string; the error is the probability of a string with a mistake.
  case copy
  /// The same; the error is the average share of wrong tokens.
  case tokenError = "token-error"
  /// The i-th token, i uniform and asked for after the string.
  case index
  /// The value of one of L entries, D values.
  case phoneBook = "phone-book"
  /// The successor of an n-gram that is read after the string, from disjoint blocks.
  case suffixKey = "suffix-key"
  /// The successor of an n-gram that is read before the string.
  case prefixKey = "prefix-key"

  /// Whether keys are n-grams.
  var takesNgram: Bool { self == .suffixKey || self == .prefixKey }

  /// The claim behind the bound.
  var claim: String {
    switch self {
    case .copy: "\(ClaimID.t27)"
    case .tokenError, .index, .phoneBook: "\(ClaimID.t27) with Fano's inequality"
    case .suffixKey, .prefixKey: "\(ClaimID.xPrefixSuffix)"
    }
  }

  /// What is asked for, in words.
  func text(alphabet: Int, ngram: Int?) -> String {
    let size = alphabet.grouped
    let key = (ngram ?? 0).grouped
    return switch self {
    case .copy: "copy uniform strings of L tokens over D = \(size), all of a string right"
    case .tokenError: "copy uniform strings of L tokens over D = \(size), scored token by token"
    case .index: "say the i-th of L uniform tokens over D = \(size), i uniform and asked for after them"
    case .phoneBook: "say the value of one of L entries, uniform over D = \(size) values, the key read after them"
    case .suffixKey:
      "say the token after a \(key)-gram that is read after L tokens over D = \(size), drawn from disjoint blocks"
    case .prefixKey: "say the token after a \(key)-gram that is read before L tokens over D = \(size)"
    }
  }
}
