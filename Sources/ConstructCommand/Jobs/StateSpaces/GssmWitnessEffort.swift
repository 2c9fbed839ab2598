import StateSpaces

/// How much a search may use up.
enum GssmWitnessEffort {
  /// The longest strings that are asked for or tried: both are kept, and each is read twice.
  static let longest = 1 << 20

  /// Strings that are tried where no length is asked for. A channel that keeps 0.999 of itself in each step
  /// needs some 2e4 steps to forget what is in 24 bits.
  static let longestByDefault = 1 << 17

  /// Products, or what takes as long, that one search may take: about ten seconds of one processor.
  static let products = 1 << 31

  /// An update takes as long as this many products even where it has none: rows are allocated, and hashed.
  static let overhead = 256

  /// The most numbers in states that are held at once: 2^25 of four bytes are 128 MiB.
  static let numbers = 1 << 25

  /// The effort for a machine.
  ///
  /// - Throws: `Failure` for a length that is out of range, or that the machine would take too long to read.
  static func allowed(
    for description: RecurrenceDescription, length: Int?
  ) throws(Failure) -> CollisionSearch<SeededRecurrence>.Effort {
    if let length, !(1...longest).contains(length) {
      throw .usage("L = \(length): expected 1 to \(longest)")
    }
    let cost = description.productsPerUpdate + overhead
    let updates = products / cost
    // Every replay reads both strings.
    if let length, length + 2 > updates {
      throw .limit(
        "L = \(length), H = \(description.hidden): reading a string takes about \((length + 2) * cost) products > "
          + "\(products), the most that are made")
    }
    return .init(
      updates: updates, states: min(1 << 16, numbers / (description.elements + 64)),
      length: length ?? longestByDefault, mustExtend: length != nil)
  }
}
