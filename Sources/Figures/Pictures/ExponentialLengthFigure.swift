import Arithmetic
public import Constructions

/// The longest string that is copied, and the size of the model that copies it, against n: one grows as D^n,
/// the other as n^2 (X.de-bruijn, T2.3).
public struct ExponentialLengthFigure: Sendable {
  /// Two tokens, for which n has its widest range, and letters.
  public static let alphabets = ScaleFigure.alphabets

  /// The picture.
  ///
  /// - Throws: `ParameterError` never for these alphabets.
  public static func figure() throws(ParameterError) -> Figure {
    var (lengths, sizes): ([Chart.Series], [Chart.Series]) = ([], [])
    for size in alphabets {
      let all = try ScaleFigure.parameters(alphabetSize: size, rule: .lengthDependent)
      func series(_ name: String, _ value: (NgramParameters) -> Rational) -> Chart.Series {
        Chart.Series(
          "\(name), D = \(size)", all.map { Chart.Point(x: Rational($0.ngram), y: .exact(value($0))) })
      }
      lengths.append(series("longest string", { Rational($0.maxLength) }))
      sizes.append(series("entries of the model", { Rational(ConstructionSize($0).parameterCount) }))
    }
    let most = lengths.flatMap(\.points).map(\.x).max() ?? 1
    return Figure(
      name: "exponential-length", title: "The longest string that is copied, and the model that copies it",
      description: """
        Against n, on a logarithmic axis, for 2 and 26 tokens. The longest string with distinct n-grams has \
        D^n + n - 1 tokens: nearly a straight line, which ends where 2^62 is exceeded. The entries of all \
        matrices grow with the square of n, a curve that flattens. The lines for 2 tokens cross between n = 17 \
        and n = 18, those for 26 tokens between n = 3 and n = 4.
        """,
      charts: [
        Chart(
          title: "Length is exponential in n, and size quadratic",
          x: ChartAxis("n, tokens of an n-gram", .linear, from: 0, to: most),
          y: ChartAxis(
            "tokens, or numbers in the model (logarithmic)", .logarithmic, from: 1,
            to: ChartAxis.powerOfTen(19)),
          series: lengths + sizes,
          notes: [
            """
            L_max = D^n + n - 1 is the length of a de Bruijn string, in which every n-gram stands once; a \
            longer one repeats an n-gram. Lines end with the last n for which L_max < 2^62.
            """
          ])
      ])
  }
}
