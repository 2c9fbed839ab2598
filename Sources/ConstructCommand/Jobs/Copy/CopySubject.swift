import Constructions
import CopyTask

/// A string that was copied, and what is known of it: all that a report says.
struct CopySubject {
  let string: StringPlan
  let statistics: NgramStatistics

  /// As many of its first tokens as a report shows.
  let beginning: [Token]

  let sha256: String

  /// Two steps that no copier by n-grams can both get right, if there are any.
  var conflict: SuccessorConflict?

  /// Enough to see what kind of string it is.
  static let shown = 56

  var parameters: NgramParameters { string.parameters }
  var length: Int { string.length }
  var alphabet: Alphabet { string.alphabet }
}
