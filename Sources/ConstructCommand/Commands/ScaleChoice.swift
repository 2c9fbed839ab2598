import Constructions

/// The scales that a user can ask for: those about which something is proved.
enum ScaleChoice: String, CaseIterable {
  /// beta and B of T2.3, which grow with the longest string promised.
  case lengthDependent = "length-dependent"
  /// beta and B of X.scale.
  case lengthFree = "length-free"

  var rule: ScaleRule {
    switch self {
    case .lengthDependent: .lengthDependent
    case .lengthFree: .lengthFree
    }
  }
}
