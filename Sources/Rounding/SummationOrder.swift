/// In which order an engine adds: a tree for each number of terms.
///
/// All sums of as many terms are added in the same way, as one program does.
public struct SummationOrder: Sendable {
  /// What it is called in reports.
  public let name: String

  /// The tree for a number of terms; `nil` adds them as they come.
  let tree: (@Sendable (Int) -> SummationTree)?

  /// The order with these trees.
  public init(_ name: String, _ tree: @escaping @Sendable (_ leaves: Int) -> SummationTree) {
    (self.name, self.tree) = (name, tree)
  }

  private init(_ name: String) { (self.name, tree) = (name, nil) }

  /// From the first term to the last: the order of the reference.
  public static let product = SummationOrder("product")

  /// From the last term to the first.
  public static let reversed = SummationOrder("reversed") { .sequential((0..<$0).reversed()) }

  /// Pairwise.
  public static let balanced = SummationOrder("balanced") { .balanced($0) }

  /// Every fourth term in a sum of its own, as vector units of four lanes do.
  public static let fourLanes = SummationOrder("four-lanes") { .lanes(4, $0) }

  /// This tree for sums of as many terms as it has leaves, the order of the reference for all others.
  public static func given(_ tree: SummationTree) -> SummationOrder {
    SummationOrder("given") { $0 == tree.leaves ? tree : .sequential($0) }
  }
}
