import Transformers

/// Reads gated pieces off the first layer's ReLU layer.
///
/// With g the sum of the flags that silence, v a bit and f a flag, each with whole numbers M >= 1 of its own,
///
///     relu(a v + 1 - M g) - relu(a v - 1 - M' g) - relu(1 - M'' g)   is v for g = 0, as a >= 1,
///                                                                   and zero for g >= 1 if M >= a + 1, M' >= a - 1,
///     relu(f - M g)                                                 is f for g = 0, zero for g >= 1.
///
/// Bits and flags beyond BOS are means of all pieces: |v| <= 1 and 0 <= f <= 1, and one of the flags that silence is
/// 1 there.
struct GateReader {
  /// A hidden unit: what it passes, and what silences it.
  private struct Unit {
    /// The piece that it passes, and how often; `nil` if none.
    var source: (offset: Int, part: SlotContent.Part, slope: Int)?
    let bias: Int
    /// M for each flag: by offset, -1 for `start`.
    var silencers: [Int: Int] = [:]
  }

  private let perceptron: Perceptron<Int>
  private let contents: [SlotContent]

  init(_ perceptron: Perceptron<Int>, contents: [SlotContent]) {
    self.perceptron = perceptron
    self.contents = contents
  }

  /// What these units add to a coordinate; `nil` if it is no gated piece.
  func content(_ entries: [(column: Int, value: Int)]) -> SlotContent? {
    var units: [(unit: Unit, sign: Int)] = []
    for (column, value) in entries {
      switch unit(column) {
      case .success(let unit): units.append((unit, value))
      case .failure(let error): return .unclear(error)
      }
    }
    switch units.count {
    case 1:
      let unit = units[0].unit
      guard units[0].sign == 1, unit.bias == 0, let source = unit.source, source.part == .flag, source.slope == 1
      else { return nil }
      return gated(source.offset, .flag, [(unit, 1)])
    case 3:
      guard let rising = units.first(where: { $0.sign == 1 })?.unit, let source = rising.source,
        case .bit = source.part, source.slope >= 1, rising.bias == 1,
        units.count(where: { $0.sign == -1 }) == 2,
        let falling = units.first(where: { $0.sign == -1 && $0.unit.source != nil })?.unit,
        let twin = falling.source, twin == source, falling.bias == -1,
        let shared = units.first(where: { $0.sign == -1 && $0.unit.source == nil })?.unit, shared.bias == 1
      else { return nil }
      return gated(
        source.offset, source.part, [(rising, source.slope + 1), (falling, max(1, source.slope - 1)), (shared, 1)])
    default: return nil
    }
  }

  /// The gated piece, if all units have the same flags that silence them, each strong enough.
  private func gated(_ offset: Int, _ part: SlotContent.Part, _ units: [(Unit, least: Int)]) -> SlotContent? {
    let flags = Set(units[0].0.silencers.keys)
    guard units.allSatisfy({ Set($0.0.silencers.keys) == flags && $0.0.silencers.values.allSatisfy(least($0.least)) })
    else { return nil }
    if flags == Set(0..<offset) { return .query(offset, part) }
    // `start`, and the flags of the pieces between: a key does not ask for the flag of its own token.
    if offset >= 1, flags == Set(1..<offset).union([-1]) { return .key(offset, part) }
    return nil
  }

  private func least(_ strength: Int) -> (Int) -> Bool { { $0 >= strength } }

  private func unit(_ index: Int) -> Result<Unit, PackedFormError> {
    var unit = Unit(bias: perceptron.bias[index])
    for (column, value) in perceptron.input.row(index) where value != 0 {
      let problem = PackedFormError(
        .layer(0, .hidden), row: index, column: column,
        "\(value), expected one positive entry for the piece that passes, and negative ones for flags that silence it")
      switch contents[column] {
      case .zero: continue
      case .unclear(let error): return .failure(error)
      case .piece(let offset, .flag) where value < 0 && value > .min / 2: add(-value, to: offset, of: &unit)
      case .start where value < 0 && value > .min / 2: add(-value, to: -1, of: &unit)
      case .piece(let offset, let part) where value > 0 && value < .max && unit.source == nil:
        unit.source = (offset, part, value)
      default: return .failure(problem)
      }
    }
    return .success(unit)
  }

  /// A flag may stand in several coordinates; its strengths add up, to no more than is asked for.
  private func add(_ strength: Int, to flag: Int, of unit: inout Unit) {
    let (sum, overflow) = unit.silencers[flag, default: 0].addingReportingOverflow(strength)
    unit.silencers[flag] = overflow ? .max : sum
  }
}
