public import Arithmetic
import CopyTask
public import StateSpaces

/// The error floors of models of the catalogue against L, beside the transformer's zero.
public struct ErrorFloorFigure: Sendable {
  /// A model and its points.
  public struct Curve: Sendable {
    /// The model.
    public let preset: Preset
    /// The state that its configuration gives it.
    public let state: ModelState
    /// `nil` where the model attends to all tokens: its memory grows, and the bound says nothing of it.
    public let floor: ErrorFloor?
    /// The floor at each of `lengths`, as far as it is drawn.
    public let points: [Chart.Point]
  }

  /// Why models cannot be drawn.
  public enum DrawingError: Error, CustomStringConvertible {
    /// More models than can be told apart, this many.
    case tooMany(Int)
    /// No model was named.
    case none
    /// The model of this name has a configuration that cannot be used.
    case configuration(String, ConfigurationError)

    public var description: String {
      switch self {
      case .tooMany(let count):
        "\(count) models with a state of fixed size: expected at most \(ChartStyle.most - 1) to be told apart"
      case .none: "no model: expected at least one"
      case .configuration(let name, let error): "\(name): \(error)"
      }
    }
  }

  /// A range of sizes and families that people know, none of which attends to all tokens.
  public static let standard = ["lstm-4x1024", "rwkv-4-7b", "mamba-130m", "mamba-2.8b", "mamba2-2.7b"]

  /// 26 letters, as `construct gssm capacity` where no vocabulary is known.
  public static let standardAlphabet = 26

  /// D.
  public let alphabetSize: Int
  /// The number format of the states.
  public let format: CacheFormat
  /// In the order of the models asked for.
  public let curves: [Curve]
  /// The L of the points.
  public let lengths: [Integer]

  /// - Precondition: `alphabetSize >= 2`.
  public init(_ presets: [Preset], alphabetSize: Int, format: CacheFormat = .mixed) throws(DrawingError) {
    var found: [(preset: Preset, state: ModelState, floor: ErrorFloor?)] = []
    for preset in presets {
      let state: ModelState
      do { state = try preset.state() } catch { throw .configuration(preset.name, error) }
      let floor =
        state.isFixed
        ? ErrorFloor(
          alphabetSize: alphabetSize, bits: state.bits(format), receptiveField: state.receptiveField) : nil
      found.append((preset, state, floor))
    }
    guard !found.isEmpty else { throw .none }
    let floors = found.compactMap(\.floor)
    guard floors.count < ChartStyle.most else { throw .tooMany(floors.count) }
    let lengths = ErrorFloorFigure.lengths(floors.map(\.longestCopy))
    self.lengths = lengths
    (self.alphabetSize, self.format) = (alphabetSize, format)
    curves = found.map { preset, state, floor in
      Curve(
        preset: preset, state: state, floor: floor,
        points: lengths.map { Chart.Point(x: Rational($0), y: floor?.value(length: $0) ?? .exact(0)) })
    }
  }

  /// 1, 2 and 5 times the powers of ten up to one beyond the longest copy, and for each model the last length
  /// without a floor and the four after it, where the floor rises: at L + k by T2.7 it is above 1 - D^(1 -
  /// k).
  private static func lengths(_ longest: [Integer]) -> [Integer] {
    var lengths: Set<Integer> = []
    for last in longest {
      for step in 0...4 where last + Integer(step) >= 1 { lengths.insert(last + Integer(step)) }
    }
    let most = longest.max() ?? 1000
    var decade = Integer(1)
    repeat {
      for factor in [1, 2, 5] { lengths.insert(decade * Integer(factor)) }
      decade = decade * 10
    } while decade < most * 2
    lengths.insert(decade)
    return lengths.sorted().filter { $0 <= decade }
  }

  /// The picture.
  public func figure(name: String = "gssm-error-floor") -> Figure {
    let drawn = curves.filter { $0.floor != nil }
    let growing = curves.filter { $0.floor == nil }.map(\.preset.name)
    let zero = Chart.Series(
      (["transformers"] + growing).joined(separator: ", ") + ": no floor",
      lengths.map { Chart.Point(x: Rational($0), y: .exact(0)) })
    let series = drawn.map { Chart.Series("\($0.preset.name)", $0.points) } + [zero]
    let top = lengths.last ?? 10
    let limits = drawn.compactMap { curve in
      curve.floor.map { "\(curve.preset.name) \("\($0.longestCopy)".groupedDigits)" }
    }
    let size = "\(alphabetSize)".groupedDigits
    return Figure(
      name: name,
      title: "The least error of state space models against the length of the string",
      description: """
        Against the length L of uniform strings over \(size) tokens: the least probability of a mistake that \
        a state of so many bits allows, 1 - 2^bits / D^L. It is 0 up to a length that grows with the state, \
        and nearly 1 from the next token on; for transformers it is 0 everywhere. Last lengths without a \
        floor: \(limits.joined(separator: "; ")).
        """,
      charts: [
        Chart(
          title: "No state of fixed size copies all strings: the floor of the error, D = \(size)",
          x: ChartAxis(
            "L, length of the string in tokens (logarithmic)", .logarithmic, from: 1, to: Rational(top)),
          y: ChartAxis("least probability of a mistake on a uniform string", .linear, from: 0, to: 1),
          series: series,
          notes: [
            "Last length without a floor: \(limits.joined(separator: "; ")).",
            """
            The floor is 1 - 2^bits / D^L (\(ClaimID.t27)). Where it is 0 nothing is promised: trained models fail on \
            far shorter strings. Attention keeps every token, so this bound says nothing against \
            transformers; the one constructed here copies all strings whose n-grams are distinct (\(ClaimID.t23)).
            """,
          ])
      ])
  }
}
