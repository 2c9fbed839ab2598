public import Arithmetic
public import CopyTask

/// What one pair of axes shows: series of points, each exact, enclosed or sampled, with what a reader needs
/// to know about them.
///
/// A chart is data. Where its points stand on the page is decided by exact or correctly rounded arithmetic
/// (`ChartAxis`), so that a picture is the same on every machine, byte for byte.
public struct Chart: Sendable, Hashable {
  /// What a point's height is known to be.
  public enum Value: Sendable, Hashable {
    /// This number.
    case exact(Rational)
    /// A number between these two, which are too near each other to be told apart on paper.
    case enclosed(lower: Rational, upper: Rational)
    /// A probability, estimated from independent trials.
    case sampled(BinomialInterval)

    /// Where the point is drawn: the number, the lower bound, or the share of the trials.
    public var drawn: Rational {
      switch self {
      case .exact(let value): value
      case .enclosed(let lower, _): lower
      case .sampled(let interval): Rational(interval.occurrences) / Rational(interval.trials)
      }
    }
  }

  /// A point.
  public struct Point: Sendable, Hashable {
    /// Its place along the horizontal axis.
    public let x: Rational
    /// Its height, as well as it is known.
    public let y: Value

    /// A point. Whether a chart has a place for it is up to the axes.
    public init(x: Rational, y: Value) {
      (self.x, self.y) = (x, y)
    }
  }

  /// Points that belong together, in the order in which a line joins them.
  public struct Series: Sendable, Hashable {
    /// Its name in the legend.
    public let name: String
    /// In the order in which a line joins them.
    public let points: [Point]
    /// Whether a line joins the points.
    public let isJoined: Bool

    /// The points under this name.
    public init(_ name: String, isJoined: Bool = true, _ points: [Point]) {
      (self.name, self.isJoined, self.points) = (name, isJoined, points)
    }
  }

  /// What stands above.
  public let title: String
  /// The horizontal axis.
  public let x: ChartAxis
  /// The vertical axis.
  public let y: ChartAxis
  /// At most `ChartStyle.most`: as many as can be told apart without color.
  public let series: [Series]
  /// Sentences that stand below.
  public let notes: [String]

  /// - Precondition: there is a series, and there are at most `ChartStyle.most`.
  public init(title: String, x: ChartAxis, y: ChartAxis, series: [Series], notes: [String] = []) {
    precondition(
      (1...ChartStyle.most).contains(series.count), "\(series.count) series: expected 1 to \(ChartStyle.most)"
    )
    (self.title, self.x, self.y, self.series, self.notes) = (title, x, y, series, notes)
  }

  /// Whether a point has a place between the ends of both axes.
  func shows(_ point: Point) -> Bool { x.shows(point.x) && y.shows(point.y.drawn) }

  /// The notes, and what was left out, as a sentence for each reason: nothing is left out in silence.
  var allNotes: [String] {
    let zeros = omissions { y.scale == .logarithmic && $0.y.drawn.signum() == 0 }
    let others = omissions { y.scale != .logarithmic || $0.y.drawn.signum() != 0 }
    return notes + (zeros.isEmpty ? [] : ["0, which has no place on a logarithmic axis: \(zeros)."])
      + (others.isEmpty ? [] : ["Outside the axes: \(others)."])
  }

  /// The points that are not shown and of which `isMeant` is true: series, and from which x to which.
  private func omissions(_ isMeant: (Point) -> Bool) -> String {
    let parts: [String] = series.compactMap { series in
      let xs = series.points.filter { !shows($0) && isMeant($0) }.map(\.x)
      guard let first = xs.first, let last = xs.last else { return nil }
      return "\(series.name) " + (xs.count == 1 ? "at \(first)" : "from \(first) to \(last)")
    }
    return parts.joined(separator: "; ")
  }
}
