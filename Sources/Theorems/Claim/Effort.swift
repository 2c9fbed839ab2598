/// How much a check of a claim covers.
public enum Effort: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Seconds, in a debug build: what `swift test` runs.
  case quick
  /// All claims together in a quarter of an hour on two cores, in a release build.
  case standard
  /// The most that two cores finish overnight.
  case exhaustive

  /// One of three values, by the level.
  public func choose<Value>(quick: Value, standard: Value, exhaustive: Value) -> Value {
    switch self {
    case .quick: quick
    case .standard: standard
    case .exhaustive: exhaustive
    }
  }

  public static func < (left: Effort, right: Effort) -> Bool { left.order < right.order }

  private var order: Int { choose(quick: 0, standard: 1, exhaustive: 2) }
}
