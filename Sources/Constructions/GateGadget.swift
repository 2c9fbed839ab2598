import Transformers

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
  package var gates: [(source: Range<Int>, silencers: [Int], target: Range<Int>)] {
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

  /// 2d + 2 hidden units for each gated piece: two for each code coordinate, one that all of them share, one
  /// for the flag.
  var perceptron: Perceptron<Int> {
    let strength = ConstructionConstants.gateStrength
    let codeBits = slots.parameters.codeBits
    var hidden: [[(column: Int, value: Int)]] = []
    var bias: [Int] = []
    var outputs = [[(column: Int, value: Int)]](repeating: [], count: slots.layout.width)
    for gate in gates {
      let silence = gate.silencers.map { (column: $0, value: -strength) }
      let shared = hidden.count + 2 * codeBits
      for coordinate in 0..<codeBits {
        let row = silence + [(gate.source.lowerBound + coordinate, 2)]
        outputs[gate.target.lowerBound + coordinate] =
          [(hidden.count, 1), (hidden.count + 1, -1), (shared, -1)]
        hidden += [row, row]
        bias += [1, -1]
      }
      hidden.append(silence)
      bias.append(1)
      outputs[ResidualSlots.flag(of: gate.target)] = [(hidden.count, 1)]
      hidden.append(silence + [(ResidualSlots.flag(of: gate.source), 1)])
      bias.append(0)
    }
    return Perceptron(
      input: SparseMatrix(columns: slots.layout.width, rows: hidden), bias: bias,
      output: SparseMatrix(columns: hidden.count, rows: outputs))
  }
}
