import Arithmetic
public import Constructions
import CopyTask

/// The scale of attention scores, beta, and the bonus B of the boundary against L_max, by both rules: that of
/// T2.3 and the one that does not depend on the length (X.scale).
public struct ScaleFigure: Sendable {
  /// Alphabets: bits, for which n has its widest range, and letters.
  public static let alphabets = [2, 26]

  private static let rules: [(rule: ScaleRule, name: String)] = [
    (.lengthDependent, "scale of \(ClaimID.t23)"), (.lengthFree, "length-free scale"),
  ]

  /// The constructions for one alphabet and rule, n = 1, 2, ... as long as D^n + n - 1 <= 2^62.
  ///
  /// - Throws: `ParameterError` never for these alphabets.
  static func parameters(alphabetSize: Int, rule: ScaleRule) throws(ParameterError) -> [NgramParameters] {
    var found: [NgramParameters] = []
    while true {
      let next = try NgramParameters(ngram: found.count + 1, alphabetSize: alphabetSize, scaleRule: rule)
      guard next.maxLength < ConstructionConstants.longestLength else { return found }
      found.append(next)
    }
  }

  /// The picture.
  ///
  /// - Throws: as `parameters`.
  public static func figure() throws(ParameterError) -> Figure {
    var (scales, bonuses): ([Chart.Series], [Chart.Series]) = ([], [])
    for size in alphabets {
      for (rule, name) in rules {
        let all = try parameters(alphabetSize: size, rule: rule)
        let label = "\(name), D = \(size)"
        scales.append(
          Chart.Series(
            label, all.map { Chart.Point(x: Rational($0.maxLength), y: .exact(Rational($0.scale))) }))
        bonuses.append(
          Chart.Series(
            label, all.map { Chart.Point(x: Rational($0.maxLength), y: .exact(Rational($0.boundaryBonus))) }))
      }
    }
    return Figure(
      name: "scale", title: "The scale of the scores against the longest string that is copied",
      description: """
        Two charts over L_max, the longest string that the construction copies, from 2 to 2^62 tokens, for 2 \
        and 26 tokens. The scale of Theorem 2.3 grows with the logarithm of L_max; the length-free scale \
        hardly grows. In return its bonus of the boundary grows, while that of Theorem 2.3 is 2 everywhere.
        """,
      charts: [
        chart(
          "The scale beta of the scores, as log L_max or as log log L_max", "beta, a factor of all scores",
          scales),
        chart(
          "What the length-free scale costs: a larger bonus B for the boundary", "B, in units of beta",
          bonuses,
          notes: [
            "The product beta B has to exceed 3 + log2 (L_max + 1), so B falls where beta rises (\(ClaimID.xScale))."
          ]),
      ])
  }

  private static func chart(
    _ title: String, _ label: String, _ series: [Chart.Series], notes: [String] = []
  ) -> Chart {
    let most = series.flatMap(\.points).map(\.y.drawn).max() ?? 1
    let step = ChartAxis.step(atLeast: most / 8)
    return Chart(
      title: title,
      x: ChartAxis(
        "L_max = D^n + n - 1 for n = 1, 2, 3, ..., tokens (logarithmic)", .logarithmic, from: 1,
        to: ChartAxis.powerOfTen(19)),
      y: ChartAxis(label, .linear, from: 0, to: Rational((most / step).ceiling) * step), series: series,
      notes: notes)
  }
}
