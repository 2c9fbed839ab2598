package import Transformers

/// Layer 1, ReLU layer: snaps the gathered codes to signs and lets nothing through from beyond a boundary.
///
/// Lemma (T2.3.gate). After this layer Q_k and K_k equal the piece at offset k if no boundary (BOS or COPY)
/// is nearer, and are zero if one is. At the boundary itself only its flag is 1, since its code is zero.
///
/// Write g for the sum of the flags of the nearer pieces: of G_0...G_{k-1} for Q_k, and start + the flags of
/// G_1...G_{k-1} for K_k. (A key describes what came *before* its position, so its own flag does not count,
/// except that BOS has nothing before it: `start` silences its gathered garbage.) With a code coordinate v
/// and the flag f of G_k, the hidden units give
///
///     code' = relu(2v + 1 - M g) - relu(2v - 1 - M g) - relu(1 - M g)      flag' = relu(f - M g).
///
/// If g = 0 then code' = clip(2v, -1, 1): v itself for v in {-1, 0, 1}, and still that sign if v is off by up
/// to 1/2, which is what lets rounding in; and flag' = f. If g >= 1 every argument is at most 3 - M < 0, so
/// both are zero. Offsets k > i lie beyond BOS, which is at offset i: for k > i >= 1, or a query at i = 0,
/// the flag of G_i counts in g (for the mean m that fills later slots see the window lemma), and a key at i =
/// 0 has start = 1. So g >= 1 there, and the garbage is silenced too. QED.
package struct GateGadget {
  let slots: ResidualSlots

  /// The gate on these slots.
  package init(slots: ResidualSlots) { self.slots = slots }

  /// The 2n gated pieces: where each comes from, what silences it and where it goes.
  var gates: [(source: Range<Int>, silencers: [Int], target: Range<Int>)] {
    let n = slots.parameters.ngram
    let flags = slots.gathered.map(ResidualSlots.flag(of:))
    let queries = (0..<n).map { offset in
      (slots.gathered[offset], Array(flags[..<offset]), slots.queries[offset])
    }
    let keys = (1...n).map { offset in
      (slots.gathered[offset], [slots.start] + flags[1..<offset], slots.keys[offset - 1])
    }
    return queries + keys
  }

  /// A hidden unit: relu(slope * input + bias - M g), which is added to `outputs`, each with its weight. Without an
  /// input it is relu(bias - M g).
  package struct Unit {
    let input: (column: Int, slope: Int)?
    let bias: Int
    let outputs: [(row: Int, weight: Int)]

    /// A unit with these numbers.
    package init(input: (column: Int, slope: Int)?, bias: Int, outputs: [(row: Int, weight: Int)]) {
      (self.input, self.bias, self.outputs) = (input, bias, outputs)
    }
  }

  /// 2d + 2 hidden units for each gated piece: two for each code coordinate, one that all of them share, one
  /// for the flag.
  var perceptron: Perceptron<Int> {
    perceptron(strength: ConstructionConstants.gateStrength) { source, target in
      let codes = zip(source.dropLast(), target.dropLast())
      let slopes = codes.flatMap { input, output in
        [1, -1].map { Unit(input: (input, 2), bias: $0, outputs: [(output, $0)]) }
      }
      let shared = Unit(input: nil, bias: 1, outputs: target.dropLast().map { ($0, -1) })
      let flags = (ResidualSlots.flag(of: source), ResidualSlots.flag(of: target))
      return slopes + [shared, Unit(input: (flags.0, 1), bias: 0, outputs: [(flags.1, 1)])]
    }
  }

  /// The layer that has these units for each gated piece, and pushes each of them down by M for every nearer flag.
  ///
  /// - Parameters:
  ///   - strength: M.
  ///   - units: The units between the coordinates of a gathered piece and of the gated one.
  package func perceptron(
    strength: Int, units: (_ source: Range<Int>, _ target: Range<Int>) -> [Unit]
  ) -> Perceptron<Int> {
    var hidden: [[(column: Int, value: Int)]] = []
    var bias: [Int] = []
    var outputs = [[(column: Int, value: Int)]](repeating: [], count: slots.layout.width)
    for gate in gates {
      let silence = gate.silencers.map { (column: $0, value: -strength) }
      for unit in units(gate.source, gate.target) {
        for (row, weight) in unit.outputs { outputs[row].append((hidden.count, weight)) }
        hidden.append(silence + (unit.input.map { [(column: $0.column, value: $0.slope)] } ?? []))
        bias.append(unit.bias)
      }
    }
    return Perceptron(
      input: SparseMatrix(columns: slots.layout.width, rows: hidden), bias: bias,
      output: SparseMatrix(columns: hidden.count, rows: outputs))
  }
}
