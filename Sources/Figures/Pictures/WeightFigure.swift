import Arithmetic
public import Constructions
import CopyTask

/// The least weight of the right key over all steps of a copy, against the scale of the scores (T2.3.weight):
/// why the scale has to grow with the string.
public struct WeightFigure: Sendable {
  /// n and D of the linear de Bruijn strings: of 2, 10, 29 and 84 tokens.
  static let sizes = [(1, 2), (2, 3), (3, 3), (4, 3)]

  /// From softmax that hardly tells keys apart to one that is done with every string here.
  static let scales = 1...8

  /// What the readout is content with.
  static let enough = Rational(8, 9)

  /// The picture.
  ///
  /// - Throws: `ParameterError` never for these sizes.
  public static func figure() throws(ParameterError) -> Figure {
    var series: [Chart.Series] = []
    var firsts: [String] = []
    for (ngram, size) in sizes {
      let content = Array(DeBruijnSequence(alphabetSize: size, order: ngram))
      let weights = try leastWeights(ngram: ngram, alphabetSize: size, content)
      let name = "n = \(ngram), D = \(size), L = \(content.count)"
      series.append(
        Chart.Series(
          name, zip(scales, weights).map { Chart.Point(x: Rational($0), y: .exact($1)) }))
      if let first = weights.firstIndex(where: { $0 > enough }) {
        firsts.append("\(scales.lowerBound + first) for L = \(content.count)")
      }
    }
    let line = scales.map { Chart.Point(x: Rational($0), y: .exact(enough)) }
    return Figure(
      name: "weight", title: "The least attention on the right key, against the scale of the scores",
      description: """
        Against beta, from 1 to 8: the smallest weight that the right key gets in a copy of a de Bruijn string, \
        for strings of 2, 10, 29 and 84 tokens. All rise from a small number to nearly 1; the longer the \
        string, the later. The line at 8/9 is passed with beta = \(firsts.joined(separator: ", ")).
        """,
      charts: [
        Chart(
          title: "A softmax has to be sharp enough for the length",
          x: ChartAxis("beta, the factor of all scores", .linear, from: 0, to: Rational(scales.upperBound)),
          y: ChartAxis("least attention weight of the right key", .linear, from: 0, to: 1),
          series: series + [Chart.Series("8/9", line)],
          notes: [
            """
            A key that loses by one bit has 4^-beta of the right key's weight, and up to 2L + 1 keys compete. \
            With more than 8/9 of the attention on the right key the right token is written (\(ClaimID.t23Readout)); \
            that is so from beta = \(firsts.joined(separator: ", ")) on.
            """
          ])
      ])
  }

  /// For each scale the least weight over all steps, if the right tokens are written.
  static func leastWeights(
    ngram: Int, alphabetSize: Int, _ content: [Token]
  ) throws(ParameterError) -> [Rational] {
    let bonus = ConstructionConstants.boundaryBonus
    // In points: scores are multiples of the scale.
    let model = SpecifiedModel(
      try NgramParameters(
        ngram: ngram, alphabetSize: alphabetSize, scaleRule: .chosen(scale: 1, bonus: bonus)))
    let prompt = Prompt(alphabet: Alphabet(size: alphabetSize), content: content)
    let tokens = prompt.tokens + content
    var least = scales.map { _ in Rational(1) }
    for step in prompt.steps {
      let position = prompt.position(ofQueryAtStep: step)
      let right = prompt.position(ofRightKeyAtStep: step)
      // How many keys are so many points ahead of the right one, or behind it.
      var leads: [Int: Int] = [:]
      let due = model.score(tokens, from: position, to: right)
      for key in 0...position { leads[model.score(tokens, from: position, to: key) - due, default: 0] += 1 }
      for (index, scale) in scales.enumerated() {
        let total = leads.reduce(Rational(0)) { $0 + Rational($1.value) * .powerOfTwo(scale * $1.key) }
        least[index] = min(least[index], 1 / total)
      }
    }
    return least
  }
}
