import Arithmetic
public import Constructions
import CopyTask

/// Both sides of the separation on one pair of axes: the bits of state that a state space model needs to copy
/// every string of L tokens (T2.7), and the size of the smallest constructed transformer that copies strings
/// of L tokens with distinct n-grams (T2.3), with what it remembers of them (R2.9).
public struct SeparationFigure: Sendable {
  /// Ten letters, as in the main job.
  public static let alphabetSize = 10

  /// The picture.
  ///
  /// - Throws: `ParameterError` never for this alphabet.
  public static func figure() throws(ParameterError) -> Figure {
    let all = try ScaleFigure.parameters(alphabetSize: alphabetSize, rule: .lengthDependent)
    var (weights, width): ([Chart.Point], [Chart.Point]) = ([], [])
    var (bits, cache): ([Chart.Point], [Chart.Point]) = ([], [])
    var first = 1
    for parameters in all {
      let size = ConstructionSize(parameters)
      // One transformer for all these lengths: a step from the shortest to the longest.
      for length in Set([first, parameters.maxLength]).sorted() {
        weights.append(Chart.Point(x: Rational(length), y: .exact(Rational(size.nonzeros))))
        width.append(Chart.Point(x: Rational(length), y: .exact(Rational(size.width))))
        let state = CopyBounds(alphabetSize: alphabetSize, length: length).stateBits
        bits.append(Chart.Point(x: Rational(length), y: .exact(Rational(state))))
        let remembered = size.cacheBits(length: Integer(length))
        cache.append(Chart.Point(x: Rational(length), y: .exact(Rational(remembered))))
      }
      first = parameters.maxLength + 1
    }
    return Figure(
      name: "separation", title: "What copying takes: state space models and transformers",
      description: """
        Against the length L of the string, both axes logarithmic. The bits of state that a state space \
        model needs grow in proportion to L, from 4 to more than 10 to the 18. The weights of the \
        constructed transformer that are not zero grow with the square of log L, from 201 to some thousands, \
        and its width with log L, from 31 to some hundreds. Bits and weights cross at about a hundred tokens. \
        From 4 tokens on all of them lie below what the transformer remembers of the string, the bits of its \
        key-value cache, which grow as L log L, from 100 to more than 10 to the 20.
        """,
      charts: [
        Chart(
          title: "What copying L tokens takes, D = \(alphabetSize)",
          x: ChartAxis(
            "L, length of the string in tokens (logarithmic)", .logarithmic, from: 1,
            to: ChartAxis.powerOfTen(19)),
          y: ChartAxis(
            "bits of state or cache, or numbers in the model (logarithmic)", .logarithmic, from: 1,
            to: ChartAxis.powerOfTen(21)),
          series: [
            Chart.Series("state space model: bits of state, L log2 D", bits),
            Chart.Series("transformer: weights that are not 0", weights),
            Chart.Series("transformer: width", width),
            Chart.Series("transformer: bits of key-value cache, 2 (n + 1) (d + 1) (2 L + 3)", cache),
          ],
          notes: [
            """
            For each L the transformer with the least n for which L <= D^n + n - 1. It copies all strings \
            with distinct n-grams (\(ClaimID.t23)); the state space model is asked to copy all strings (\(ClaimID.t27)).
            """,
            """
            The transformer keeps what it has read, as attention does: the cache after the copy (\(ClaimID.r29)) \
            grows with L too, and is larger than the state. Its weights and its width do not depend on the string.
            """,
          ])
      ])
  }
}
