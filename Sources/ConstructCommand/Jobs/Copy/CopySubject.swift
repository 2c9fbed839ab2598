import Constructions
import CopyTask

/// What a report says of a string, without the string.
struct CopySubject {
  let parameters: NgramParameters
  let alphabet: Alphabet
  let length: Int

  /// The source, as reported: a name, or the path of a file.
  let source: String

  /// The source for people.
  let sourceText: String

  /// Why n is what it is, where the user did not say.
  let ngramReason: String?

  let statistics: NgramStatistics

  /// As many of its first tokens as a report shows.
  let beginning: [Token]

  let sha256: String

  /// Two steps that no copier by n-grams can both get right, if there are any.
  let conflict: SuccessorConflict?

  /// Enough to see what kind of string it is.
  static let shown = 56

  init(
    _ string: StringPlan, statistics: NgramStatistics, beginning: [Token], sha256: String,
    conflict: SuccessorConflict? = nil
  ) {
    (parameters, alphabet, length) = (string.parameters, string.alphabet, string.length)
    (source, sourceText, ngramReason) = (string.source, string.sourceText, string.ngramReason)
    (self.statistics, self.beginning) = (statistics, beginning)
    (self.sha256, self.conflict) = (sha256, conflict)
  }
}
