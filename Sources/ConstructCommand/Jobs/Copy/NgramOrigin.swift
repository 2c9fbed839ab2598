import Constructions
import CopyTask

/// Where the n of a copy comes from.
enum NgramOrigin {
  /// The user.
  case given

  /// The string: one more than its longest substring that occurs twice, if any token does.
  case found(RepeatedSubstring?, Unit)

  /// What tokens are called.
  enum Unit: String {
    case bytes = "byte"
    case letters = "letter"
    case integers = "token"

    /// So many of them.
    func text(_ count: Int) -> String {
      "\(count.grouped) \(rawValue)" + (count == 1 && self != .bytes ? "" : "s")
    }
  }

  /// For a report; `nil` where the user knows.
  var reason: String? {
    switch self {
    case .given: nil
    case .found(nil, .letters): "no letter occurs twice"
    case .found(nil, .integers): "no token occurs twice"
    case .found(let longest, let unit):
      "the longest substring that occurs twice has \(unit.text(longest?.length ?? 0)); n is one more"
    }
  }

  /// For a message that blames n: where both copies stand. Empty where nothing is to be said.
  var place: String {
    guard case .found(let longest?, let unit) = self else { return "" }
    return " (one more than the longest substring that occurs twice: \(longest.length) \(unit.rawValue)s, "
      + "from \(unit.rawValue) \(longest.first) on and from \(unit.rawValue) \(longest.second) on, counted from 0)"
  }
}

extension StringPlan {
  /// n, D and L in a message, and why n is so large.
  var sizeText: String {
    "n = \(parameters.ngram)\(ngramOrigin.place), D = \(parameters.alphabetSize), L = \(length)"
  }
}
