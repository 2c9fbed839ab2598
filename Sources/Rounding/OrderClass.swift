/// Which orders of summation a statement is about.
public enum OrderClass: String, CaseIterable, Sendable {
  /// The reference's: coordinates and positions from the first to the last.
  case product
  /// Every order in which terms are added to one accumulator, one after the other.
  case sequential
  /// Every binary tree, for each sum another one.
  case any
}
