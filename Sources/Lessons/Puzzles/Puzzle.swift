public import CopyTask

/// A puzzle with somebody's answer filled in.
///
/// The holes are weights, tables or strings. A verdict is reached by checking every case of a small size, in
/// arithmetic that decides what it says: any answer that works is right, whether or not it is ours.
public protocol Puzzle: Sendable {
  /// Which puzzle it is.
  static var name: PuzzleName { get }

  /// Checks the answer, and stops at the first counterexample.
  ///
  /// - Throws: `ScalarError` where a forward pass has no value in any type of numbers, which does not happen
  ///   within `PuzzleLimits`.
  /// - Complexity: at most `PuzzleLimits.mostStrings` runs of a small model.
  func verdict() throws -> PuzzleVerdict
}

/// The puzzles there are.
public enum PuzzleName: String, CaseIterable, Sendable {
  /// `WindowPuzzle`.
  case window
  /// `GatePuzzle`.
  case gate
  /// `ScalePuzzle`.
  case scale
  /// `ReadoutPuzzle`.
  case readout
  /// `OneLayerPuzzle`.
  case oneLayer = "one-layer"
  /// `MachinePuzzle`.
  case machine
  /// `BreakPuzzle`.
  case breakCopier = "break"
  /// `DeBruijnPuzzle`.
  case deBruijn = "de-bruijn"
  /// `LookupPuzzle`.
  case lookup

  /// A few words.
  public var title: String {
    switch self {
    case .window: "Read the last n + 1 tokens with windows and means"
    case .gate: "Let nothing through from beyond a boundary"
    case .scale: "The least scale at which every string is copied"
    case .readout: "Content wins a tied vote against the end"
    case .oneLayer: "Two strings that one layer takes for each other"
    case .machine: "The smallest machine that copies every string of a length"
    case .breakCopier: "The shortest strings that break the copier"
    case .deBruijn: "A string as long as can be copied"
    case .lookup: "A small machine that looks a successor up"
    }
  }

  /// The claim that the puzzle is about: its page is `Proofs/Claims/<claim>.md`.
  public var claim: ClaimID {
    switch self {
    case .window: .t23Windows
    case .gate: .t23Gate
    case .scale: .t23Weight
    case .readout: .t23Readout
    case .oneLayer: .xOneLayer
    case .machine: .xTight
    case .breakCopier: .xFailureSet
    case .deBruijn: .t23
    case .lookup: .xPrefixSuffix
    }
  }

  /// The lesson to read first: its page is in `Examples/lesson-<number>`.
  public var lesson: Int {
    switch self {
    case .window: 2
    case .gate: 3
    case .scale, .readout: 4
    case .oneLayer: 2
    case .machine, .lookup: 6
    case .breakCopier: 1
    case .deBruijn: 5
    }
  }
}
