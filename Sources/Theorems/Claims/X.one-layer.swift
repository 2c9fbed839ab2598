import Arithmetic
import Constructions
import CopyTask
import Transformers
import Workers

extension Claim {
  /// What one layer cannot do: `RandomLayers`.
  static let xOneLayer = Claim(
    .xOneLayer,
    title: "One layer does not copy",
    statement: """
      Let a transformer have one layer, of any width, with any weights, whose heads see the last w positions, w <= \
      w_max, or all (NoPE; w_max = 0 if all heads do). If L > w_max and L >= 2, exchanging x_1 and x_2 changes no \
      feature at COPY or at any position after it. So of two strings that differ in the order of x_1 != x_2 it \
      miscopies one.
      """,
    origin: .project,
    trusted: ["GMP", "the reference's forward pass"],
    executed: """
      pairs of prompts that differ in the order of x_1 and x_2, and the same continuation after both: all \
      features, exactly, for random rational weights and for the construction's first layer alone; the same with a \
      second layer, where features have to differ, for 10 models of each w_max at most
      """,
    subject: 1,
    nearMiss: (
      statement: "L = w_max is long enough: if L >= w_max and L >= 2, exchanging x_1 and x_2 changes no feature.",
      subject: 0
    ),
    check: checkOneLayer)

  /// Exchanges x_1 and x_2 for lengths from w_max + `excess` on.
  private static func checkOneLayer(_ excess: Int, sweep: LayerSweep, progress: Progress) throws -> Finding {
    var finding = Finding()
    let beyond = sweep.beyond
    for (number, largest) in sweep.windows.values.enumerated() {
      let parts = try WorkerPool(threads: progress.threads).map(sweep.models, leastShare: 1) { range in
        try range.map { model in
          var part = Finding()
          for length in max(2, largest + excess)...(largest + beyond) {
            // Fractions of many denominators take long, those of a second layer longest. A few are enough to
            // show that features can differ.
            let withControl = model < 10 && length == max(2, largest + excess)
            try checkRandomLayer(
              seed: UInt64(10_000 * largest + model), largest, length, withControl: withControl, into: &part)
          }
          return part
        }
      }
      for part in parts { finding.merge(part) }
      if finding.counterexample != nil { return finding }
      progress.advance(number + 1, of: sweep.windows.count + 1)
    }
    for (ngram, size) in sweep.constructions {
      try checkFirstLayer(ngram, size, excess, beyond, into: &finding)
    }
    return finding
  }

  /// One model with random weights: some heads with windows, the largest of `largest` positions, and one or
  /// two without.
  private static func checkRandomLayer(
    seed: UInt64, _ largest: Int, _ length: Int, withControl: Bool, into finding: inout Finding
  ) throws {
    var source = SplitMix64(seed: seed)
    let windows: [AttentionWindow] =
      largest == 0 ? [.all, .all] : [.last(1 + source.next(below: largest)), .last(largest), .all]
    let size = 4
    let first = source.next(below: size)
    // A token that is not the first one.
    let second = (first + 1 + source.next(below: size - 1)) % size
    let content = [first, second] + (2..<length).map { _ in source.next(below: size) }
    let place = "w_max = \(largest), seed \(seed), x = \(Alphabet(size: size).text(of: content))"
    for secondLayer in withControl ? [false, true] : [false] {
      var weights = source
      let layers = RandomLayers(
        windows: windows, alphabetSize: size, secondLayer: secondLayer, using: &weights)
      let difference = try swapDifference(
        content, size, Transformer(weights: layers.weights, format: ()), into: &finding)
      finding.check(difference, secondLayer, place)
    }
  }

  /// The construction without its second layer, and with it.
  private static func checkFirstLayer(
    _ ngram: Int, _ size: Int, _ excess: Int, _ beyond: Int, into finding: inout Finding
  ) throws {
    let parameters = try NgramParameters(ngram: ngram, alphabetSize: size)
    let whole = NgramCopier(parameters).weights
    let single = whole.changed { $0.layers.removeLast() }
    // Heads see up to n + 1 positions.
    let largest = ngram + 1
    for length in (largest + excess)...(largest + beyond) {
      let content = [0, 1] + (2..<length).map { $0 % size }
      let place = "the construction, n = \(ngram), D = \(size), x = \(Alphabet(size: size).text(of: content))"
      for (weights, secondLayer) in [(single, false), (whole, true)] {
        let difference = try swapDifference(content, size, Transformer(rounding: weights, to: ()), into: &finding)
        finding.check(difference, secondLayer, place)
      }
    }
  }

  /// The first of COPY and the tokens after it at which the two orders of x_1 and x_2 make a difference, if
  /// any.
  private static func swapDifference(
    _ content: [Token], _ size: Int, _ model: Transformer<Rational>, into finding: inout Finding
  ) throws -> Int? {
    let alphabet = Alphabet(size: size)
    let twin = try TwinRun(
      Prompt(alphabet: alphabet, content: content),
      Prompt(alphabet: alphabet, content: RandomLayers.swapped(content)), continuation: content, by: model)
    finding.cover("positions compared", Integer(twin.positions))
    return twin.firstDifference
  }
}

/// The layers that the check of X.one-layer runs.
private struct LayerSweep: Sweep {
  /// w_max.
  let windows: Cases<Int>

  /// Random models for each.
  let models: Int

  /// L goes up to w_max and so many more.
  let beyond: Int

  /// (n, D) whose first layer is run.
  let constructions: [(Int, Int)]

  init(_ effort: Effort) {
    windows = effort.choose(quick: Cases(0, 1, 3), standard: Cases(0...6), exhaustive: Cases(0...10))
    models = effort.choose(quick: 1, standard: 12, exhaustive: 500)
    beyond = effort.choose(quick: 2, standard: 4, exhaustive: 8)
    let few = [(1, 2), (2, 3), (3, 2)]
    let more = few + [(1, 4), (2, 5), (4, 2), (6, 10), (8, 2)]
    constructions = effort.choose(quick: few, standard: more, exhaustive: more)
  }

  var words: String {
    "\(models) random model\(models == 1 ? "" : "s") for each w_max = \(windows.words), L = w_max + 1 ... w_max + "
      + "\(beyond); the construction for \(constructions.count) (n, D)"
  }
}

extension Finding {
  /// With one layer no feature may differ. With two some have to, or the features compared say nothing.
  fileprivate mutating func check(_ difference: Int?, _ secondLayer: Bool, _ place: String) {
    if secondLayer {
      require(difference != nil, "\(place): a second layer does not tell x from its swap either")
      cover("pairs that a second layer tells apart")
    } else {
      let token = difference.map { $0 == 0 ? "COPY" : "token \($0) after COPY" }
      require(difference == nil, "\(place): features differ at \(token ?? "no place")")
      cover("pairs that one layer takes for one another")
    }
  }
}
