import CopyTask
import StateSpaces

/// The figures that can be drawn, by name.
public enum FigureName: String, Sendable, CaseIterable {
  /// How often copying a uniform string fails: see `ErrorProbability`.
  case errorProbability = "error-probability"
  /// The longest string and the parameters of the model against n: see `ExponentialLengthFigure`.
  case exponentialLength = "exponential-length"
  /// In which number formats every string is certain to be copied: see `FrontierFigure`.
  case frontier
  /// What the gate lets through, position by position: see `GateFigure`.
  case gate
  /// How often models with a state of fixed size must fail: see `ErrorFloorFigure`.
  case gssmErrorFloor = "gssm-error-floor"
  /// One lookup of an n-gram, drawn on a string: see `LookupFigure`.
  case lookup
  /// Two strings after which a machine is in one state: see `PigeonholeFigure`.
  case pigeonhole
  /// The scale of the scores against the length: see `ScaleFigure`.
  case scale
  /// Bits that a state space model needs, beside the transformer's parameters: see `SeparationFigure`.
  case separation
  /// What is trusted between a run and a theorem: see `TrustFigure`.
  case trust
  /// The attention of the right key against the scale: see `WeightFigure`.
  case weight
  /// What each head of the first layer sees: see `WindowsFigure`.
  case windows

  /// Strings of each length where they cannot be counted: intervals are then at most a seventh wide.
  public static let trials = 400

  /// Any number would do; with one that is written down everyone draws the same strings.
  public static let seed: UInt64 = 1

  /// The figure.
  ///
  /// - Throws: never for the parameters that are chosen here, unless a figure is wrong.
  public func figure() throws -> Figure {
    switch self {
    case .errorProbability:
      return Figure(
        name: rawValue, title: "How often copying by n-grams fails, against the length of the string",
        description: """
          Three charts, for n = 2 and D = 3, n = 4 and D = 2, n = 8 and D = 2. The exact probability of a \
          mistake, err, lies below the probability of a repeated n-gram, p_ngram, and both lie below L^2 \
          D^-n. err also lies below C(L - n, 2) D^-n (1 - 1/D). All rise to 1 with the length.
          """,
        charts: [
          // Some tokens beyond D^n + n - 1, from where every string repeats an n-gram.
          try ErrorProbability(NgramSpace(alphabetSize: 3, order: 2), lengths: Array(2...16)).counted(),
          try ErrorProbability(NgramSpace(alphabetSize: 2, order: 4), lengths: Array(4...28)).counted(),
          // 256 n-grams: too many to count the strings by which of them they have.
          ErrorProbability(
            NgramSpace(alphabetSize: 2, order: 8),
            lengths: [10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80]
          ).sampled(trials: FigureName.trials, seed: FigureName.seed),
        ])
    case .frontier: return try FrontierFigure.figure()
    case .gate: return try GateFigure.figure()
    case .gssmErrorFloor:
      let presets = ErrorFloorFigure.standard.compactMap { ModelCatalogue.preset(named: $0) }
      return try ErrorFloorFigure(presets, alphabetSize: ErrorFloorFigure.standardAlphabet).figure(
        name: rawValue)
    case .exponentialLength: return try ExponentialLengthFigure.figure()
    case .lookup: return try LookupFigure.figure()
    case .pigeonhole: return try PigeonholeFigure.figure()
    case .scale: return try ScaleFigure.figure()
    case .separation: return try SeparationFigure.figure()
    case .trust: return TrustFigure.figure()
    case .weight: return try WeightFigure.figure()
    case .windows: return try WindowsFigure.figure()
    }
  }

  /// What it shows, in a line, without drawing it.
  public var summary: String {
    switch self {
    case .errorProbability: "exact and sampled errors of n-gram lookup, and their bounds, against L"
    case .exponentialLength: "the longest string that is copied, and the size of the model, against n"
    case .frontier: "in which number formats every string is certain to be copied, against n d"
    case .gate: "what the ReLU layer lets through to a query and to a key"
    case .gssmErrorFloor: "the least error of state space models, and the transformer's, against L"
    case .lookup: "n-gram lookup on two strings, one of which repeats an n-gram"
    case .pigeonhole: "two strings that end in one state, and how many states strings end in"
    case .scale: "the scale of the scores, length-dependent and length-free, against L_max"
    case .separation: "bits of state against the size of the transformer, for each L"
    case .trust: "from a run to a certificate to a theorem, and what each trusts"
    case .weight: "the least attention on the right key against the scale of the scores"
    case .windows: "means of windows, and the tokens that their differences give back"
    }
  }
}
