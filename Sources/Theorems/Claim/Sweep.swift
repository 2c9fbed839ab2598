/// What a check runs over at one level of effort.
///
/// The check gets the sweep and never the level, and the words are made of the same numbers as its loops: so
/// what is said to be covered is what runs.
protocol Sweep: Sendable {
  /// What is run at this level.
  init(_ effort: Effort)

  /// The same for people.
  var words: String { get }
}
