public import Constructions
import CopyTask
public import Transformers

/// What the engines compute, and all that they need to know of a model: read from its weights, or that of the
/// construction for given parameters.
///
/// A model of this form looks n-grams up as the construction does: tokens have codes of d signs, a query holds the
/// last n tokens up to the nearest boundary and a key the n tokens before its position, and with h bits different of
/// c tokens that both hold
///
///     score = beta (c d - 2h + (B if both meet their boundary at the same place)),
///     logit(a) = gamma <code(a), mean of codes>,   logit(EOS) = eta (mean of flags),   logit(BOS) = logit(COPY) = 0.
///
/// The numbers may be any that are read; that a string is copied is what a run finds out.
public struct PackedForm: Sendable, Hashable {
  /// n.
  public let ngram: Int

  /// D.
  public let alphabetSize: Int

  /// beta.
  public let scale: Int

  /// B.
  public let boundaryBonus: Int

  /// gamma, eta and d, with what follows from them for the readout.
  package let margins: ReadoutMargins

  /// The code of each content token, a bit for each sign, 1 for +1; `nil` where it is the token itself, in binary.
  let codes: [UInt64]?

  /// d.
  public var codeBits: Int { margins.codeBits }

  /// - Precondition: the codes are different and have `margins.codeBits` bits.
  init(
    ngram: Int, alphabetSize: Int, scale: Int, boundaryBonus: Int, margins: ReadoutMargins, codes: [UInt64]?
  ) {
    self.ngram = ngram
    self.alphabetSize = alphabetSize
    self.scale = scale
    self.boundaryBonus = boundaryBonus
    self.margins = margins
    let isCounting = codes.map { $0.indices.allSatisfy { codes?[$0] == UInt64($0) } } ?? true
    self.codes = isCounting ? nil : codes
  }

  /// The form that Theorem 2.3's construction has for these parameters, without building it: for strings whose model
  /// no machine would hold. Where the weights can be built, `init(of:)` reads the same from them.
  public init(_ parameters: NgramParameters) {
    self.init(
      ngram: parameters.ngram, alphabetSize: parameters.alphabetSize, scale: parameters.scale,
      boundaryBonus: parameters.boundaryBonus, margins: ReadoutMargins(parameters), codes: nil)
  }

  /// The code of a content token.
  func code(_ token: Token) -> UInt64 { codes.map { $0[token] } ?? UInt64(token) }

  /// n d: the points of a key that agrees in all bits.
  var bits: Int { ngram * codeBits }

  /// Whether codes are tokens in binary, B is that of Theorem 2.3's usual rule, and beta is no less than its: then
  /// all keys but the right ones are two points behind, and 4^beta is more than all of them count, eight times.
  /// That is so whatever the string repeats, and a larger beta only makes them weigh less.
  var reachesUsualScale: Bool {
    guard let usual = try? NgramParameters(ngram: ngram, alphabetSize: alphabetSize) else { return false }
    return codes == nil && usual.codeBits == codeBits && usual.scale <= scale && usual.boundaryBonus == boundaryBonus
  }
}

/// Why weights are not of the form that the engines compute: the first entry found that does not fit, or that is not
/// where one would have to be.
public struct PackedFormError: Error, Hashable, CustomStringConvertible {
  /// The tensor.
  public let tensor: TensorName

  /// Its row and column, where it is an entry that does not fit: a column alone in a vector.
  public let row, column: Int?

  /// What is there, and what was expected.
  public let problem: String

  init(_ tensor: TensorName, row: Int? = nil, column: Int? = nil, _ problem: String) {
    (self.tensor, self.row, self.column, self.problem) = (tensor, row, column, problem)
  }

  public var description: String {
    let place = [row, column].compactMap { $0.map(String.init) }.joined(separator: ",")
    return "\(tensor)\(place.isEmpty ? "" : "[\(place)]"): \(problem)"
  }
}
