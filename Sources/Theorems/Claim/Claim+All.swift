public import CopyTask

extension Claim {
  /// All claims, by the order of their names: those of the paper by number, then the sharper ones.
  ///
  /// To add a claim, name it in `ClaimID`, write its file in `Claims` and its page in `Proofs/Claims`;
  /// `make tables` then writes the tables that list it.
  public static let all = ClaimID.allCases.map { Claim.named($0) }

  /// The claim of this name.
  public static func named(_ id: ClaimID) -> Claim {
    switch id {
    case .t23: .t23
    case .t23Windows: .t23Windows
    case .t23Gate: .t23Gate
    case .t23Match: .t23Match
    case .t23Weight: .t23Weight
    case .t23Readout: .t23Readout
    case .l24: .l24
    case .c25: .c25
    case .t27: .t27
    case .c28: .c28
    case .r29: .r29
    case .xFailureSet: .xFailureSet
    case .xTight: .xTight
    case .xTwice: .xTwice
    case .xWitness: .xWitness
    case .xDeBruijn: .xDeBruijn
    case .xScale: .xScale
    case .xRounding: .xRounding
    case .xOneLayer: .xOneLayer
    case .xHybrid: .xHybrid
    case .xPrefixSuffix: .xPrefixSuffix
    case .xStateTracking: .xStateTracking
    }
  }
}

extension Claim: CustomStringConvertible {
  /// The name and the title.
  public var description: String { "\(id): \(title)" }
}
