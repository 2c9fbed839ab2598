import Arithmetic
import CopyTask
public import StateSpaces

/// Two strings that leave a small state space model in one state, and how soon there are more strings than
/// states: both from runs of one model (X.witness, T2.7).
public struct PigeonholeFigure: Sendable {
  /// The model: one number in float16, so 16 bits of state, that decays with every token and takes something
  /// of it in. The simplest kind of state space model there is.
  ///
  /// Of the first seeds this is the one whose two lines are easiest to tell apart.
  ///
  /// - Throws: `RecurrenceError` never for these sizes.
  public static func machine() throws(RecurrenceError) -> RecurrenceDescription {
    try RecurrenceDescription(family: .ssm, format: .float16, hidden: 1, alphabetSize: 2, seed: 18)
  }

  /// The first pair of strings after which its state is the same, COPY not yet read.
  ///
  /// - Throws: as `machine`.
  public static func pair() throws(RecurrenceError) -> CollidingPair {
    let search = CollisionSearch(SeededRecurrence(try machine()), seed: 0)
    // With more strings than the 2^16 states there is a pair, so breadth cannot fail.
    let effort = CollisionSearch<SeededRecurrence>.Effort(
      updates: 1 << 20, states: 1 << 17, length: 18, mustExtend: true)
    guard let pair = search.breadth(effort).pair else {
      preconditionFailure("2^17 strings share 2^16 states")
    }
    return pair
  }

  /// Tokens that are read after the states meet: enough to see that they stay together.
  static let tail = 6

  /// Lengths for which all states are listed.
  static let longest = 24

  /// The picture.
  ///
  /// - Throws: as `machine`.
  public static func figure() throws(RecurrenceError) -> Figure {
    let model = SeededRecurrence(try machine())
    let pair = try pair()
    let letters = Alphabet.letters(2)
    let tail = (0..<tail).map { $0 % 2 }
    let (first, second) = (letters.text(of: pair.first), letters.text(of: pair.second))
    let both = pair.extended(by: tail)
    let met = pair.length
    let counts = stateCounts(model)
    let bits = model.description.bits
    let states = Integer(2).raised(to: bits)
    let values = [both.first, both.second].map { path(model, $0) }
    let extent = values.joined().map(\.y.drawn)
    let step = ChartAxis.step(atLeast: ((extent.max() ?? 1) - (extent.min() ?? 0)) / 8)
    func lengths(_ value: (Int) -> Integer) -> [Chart.Point] {
      (1...longest).map { Chart.Point(x: Rational($0), y: .exact(Rational(value($0)))) }
    }
    return Figure(
      name: "pigeonhole", title: "Two strings that a state space model takes for one",
      description: """
        Two charts from a run of a model whose state is one number in float16. Above: the state against the \
        tokens read, for the strings \(first) and \(second). The lines begin in one point, part, and meet again \
        after \(met) tokens; from there on they are one. Below, on a logarithmic axis: the strings of L \
        tokens, 2^L, leave behind the states after them, of which there are \(counts[longest - 1]) at L = \
        \(longest).
        """,
      charts: [
        Chart(
          title: "Two strings, one state: a linear recurrence in float16",
          x: ChartAxis("tokens read after BOS", .linear, from: 0, to: Rational(both.length)),
          y: ChartAxis(
            "state: one number of \(bits) bits", .linear,
            from: Rational(((extent.min() ?? 0) / step).floor) * step,
            to: Rational(((extent.max() ?? 1) / step).ceiling) * step),
          series: zip([first, second], values).map { Chart.Series("\($0)...", $1) },
          notes: [
            """
            After \(met) tokens the two states agree in all \(bits) bits. What is read or written from there \
            on is the same for both strings, so at least one of them is miscopied (\(ClaimID.t27)).
            """
          ]),
        Chart(
          title: "More strings than states",
          x: ChartAxis("L, length of the string in tokens", .linear, from: 0, to: Rational(longest)),
          y: ChartAxis(
            "strings, or states (logarithmic)", .logarithmic, from: 1, to: ChartAxis.powerOfTen(8)),
          series: [
            Chart.Series("strings of L tokens, 2^L", lengths { Integer(2).raised(to: $0) }),
            Chart.Series("states that they end in", lengths { Integer(counts[$0 - 1]) }),
            Chart.Series("states of \(bits) bits", lengths { _ in states }),
          ]),
      ])
  }

  /// The states after BOS and each token, as exact numbers.
  private static func path(_ model: SeededRecurrence, _ string: [Token]) -> [Chart.Point] {
    var state = model.update(model.start, reading: model.alphabet.bos)
    var points = [Chart.Point(x: 0, y: .exact(number(state)))]
    for (place, token) in string.enumerated() {
      state = model.update(state, reading: token)
      points.append(Chart.Point(x: Rational(place + 1), y: .exact(number(state))))
    }
    return points
  }

  /// The number that a state is.
  private static func number(_ state: [UInt32]) -> Rational {
    let value = Float16(bitPattern: UInt16(truncatingIfNeeded: state[0]))
    guard let exact = Rational(exactly: value) else { preconditionFailure("the state is \(value)") }
    return exact
  }

  /// How many states there are after all strings of 1, 2, ... tokens: those after one more token are the
  /// updates of those before it.
  static func stateCounts(_ model: SeededRecurrence) -> [Int] {
    var states: Set<[UInt32]> = [model.update(model.start, reading: model.alphabet.bos)]
    return (1...longest).map { _ in
      states = Set(states.flatMap { state in model.alphabet.content.map { model.update(state, reading: $0) } })
      return states.count
    }
  }
}
