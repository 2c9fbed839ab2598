import Arithmetic
import CopyTask
import StateSpaces

extension Claim {
  /// T2.7 made concrete: `CollisionSearch`, `CollisionWitness`, `WitnessReplay`.
  static let xWitness = Claim(
    .xWitness,
    title: "Two strings that end in the same state",
    statement: """
      For every GSSM with fewer than D^L states there are two strings of L tokens over D after which it is in the same \
      state, and at least one of them is miscopied. For tables the search by breadth finds such a pair; for the \
      recurrences that are run the states agree bit for bit. Each pair replays from the description of the model alone.
      """,
    origin: .project,
    trusted: ["the rounded arithmetic of the recurrences, which tests compare with exact arithmetic"],
    executed: """
      a search for a pair, made as long as counting asks for by a common tail; the witness replayed from scratch; both \
      strings copied by the definition
      """,
    subject: false,
    nearMiss: (
      statement: """
      Only counting makes strings meet: a GSSM with at least D^L states keeps all strings of L tokens apart.
      """,
      subject: true
    ),
    check: checkWitnesses)

  /// Looks for pairs. If `onlyByCounting`, one that is shorter than counting asks for contradicts the
  /// statement.
  private static func checkWitnesses(
    _ onlyByCounting: Bool, sweep: WitnessSweep, progress: Progress
  ) throws -> Finding {
    var finding = Finding()
    // Recurrences first: theirs are the pairs that one would not guess.
    let descriptions = try sweep.descriptions()
    let trials = sweep.tables
    for (number, description) in descriptions.enumerated() {
      addWitness(
        of: SeededRecurrence(description), counting: CountingLength.smallest(bits: description.bits, alphabetSize: 2),
        updates: sweep.updates, onlyByCounting,
        "\(description.family.rawValue), \(description.format.rawValue), H = \(description.hidden), "
          + "\(description.bits) bits", into: &finding)
      finding.cover("recurrences")
      progress.advance(number + 1, of: descriptions.count * 2)
    }
    var source = SplitMix64(seed: 77)
    for trial in 0..<trials where finding.counterexample == nil {
      let (states, size) = (1 + source.next(below: sweep.mostStates), 2 + source.next(below: 3))
      let machine = try TableMachine.random(states: states, alphabetSize: size, using: &source)
      // The smallest L with D^L > |S|.
      var (length, strings) = (0, 1)
      while strings <= states { (length, strings) = (length + 1, strings * size) }
      addWitness(
        of: machine, counting: length, updates: 10_000, onlyByCounting, machine.words,
        into: &finding)
      finding.cover("tables")
      progress.advance(trials + trial + 1, of: trials * 2)
    }
    return finding
  }

  /// Searches one model, and replays what is found.
  ///
  /// - Parameter counting: The smallest L with more strings than states.
  private static func addWitness<Model: DescribedModel>(
    of model: Model, counting: Int, updates: Int, _ onlyByCounting: Bool, _ name: @autoclosure () -> String,
    into finding: inout Finding
  ) {
    let search = CollisionSearch(model, seed: 1)
    // Up to the length where counting suffices all strings are tried if there is room; longer ones by the
    // others.
    let outcome = search.run(
      [.breadth, .contraction, .birthday],
      effort: .init(updates: updates, states: 1 << 12, length: max(counting, 1 << 11), mustExtend: true))
    guard let short = outcome.pair else {
      finding.refute("no two strings were found after \(outcome.updates) updates; \(name())")
      return
    }
    if onlyByCounting, short.length < counting {
      let witness = CollisionWitness(short, of: model)
      finding.refute(
        "\(describe(witness)), although D^L = \(model.alphabet.size)^\(short.length) is not more than the states; "
          + name())
    }
    let tail = (short.length..<max(short.length, counting)).map { $0 % model.alphabet.size }
    let pair = short.extended(by: tail)
    let witness = CollisionWitness(pair, of: model)
    do throws(WitnessError) {
      try WitnessReplay.check(witness)
    } catch {
      finding.refute("the witness does not replay: \(error); \(describe(witness)); \(name())")
    }
    let miscopied = witness.miscopied == .first ? witness.first : witness.second
    finding.require(!model.copies(miscopied), "the string is copied after all; \(describe(witness)); \(name())")
    finding.cover("witnesses")
    finding.observe(.largest, "length of a shortest pair found", Rational(short.length), at: name())
    finding.observe(
      .smallest, "length of a pair by the length that counting asks for",
      Rational(Integer(short.length), Integer(counting)), at: name())
  }

  /// A witness in words. Long strings are cut after the place where they differ.
  private static func describe<Model: DescribedModel>(_ witness: CollisionWitness<Model>) -> String {
    let alphabet = Model(witness.description).alphabet
    func text(_ string: [Token]) -> String {
      let shown = 60
      return alphabet.text(of: string.prefix(shown)) + (string.count > shown ? "... (\(string.count) tokens)" : "")
    }
    let side = witness.miscopied == .first ? "first" : "second"
    return "after \(text(witness.first)) and \(text(witness.second)) the state is \(witness.state); of the \(side) "
      + "\(witness.step) tokens are copied, then \(alphabet.text(of: witness.wrote)) is written for "
      + alphabet.text(of: witness.due)
  }
}

/// The models in which the check of X.witness looks for a pair.
private struct WitnessSweep: Sweep {
  /// Random tables, and the most states that one has.
  let tables, mostStates: Int

  /// Recurrences of all families: formats, and H.
  let recurrences: [(formats: [StateFormat], hidden: Int)]

  /// Updates that a search in a recurrence may make.
  let updates: Int

  private static let eightBits = StateFormat.allCases.filter { $0.bits == 8 }

  init(_ effort: Effort) {
    tables = effort.choose(quick: 100, standard: 5000, exhaustive: 50_000)
    mostStates = effort.choose(quick: 15, standard: 40, exhaustive: 40)
    let formats: [StateFormat] = [.float8e4m3, .float8e5m2, .float16, .bfloat16]
    recurrences = effort.choose(
      quick: [([.float8e4m3], 2)], standard: [(formats, 2)], exhaustive: [(formats, 2), (WitnessSweep.eightBits, 3)])
    updates = effort.choose(quick: 30_000, standard: 200_000, exhaustive: 2_000_000)
  }

  /// The recurrences one by one.
  func descriptions() throws(RecurrenceError) -> [RecurrenceDescription] {
    var descriptions: [RecurrenceDescription] = []
    for (formats, hidden) in recurrences {
      for format in formats {
        for family in RecurrenceFamily.allCases {
          descriptions.append(
            try RecurrenceDescription(family: family, format: format, hidden: hidden, alphabetSize: 2, seed: 1))
        }
      }
    }
    return descriptions
  }

  var words: String {
    let groups = recurrences.enumerated().map { number, group in
      let formats =
        group.formats == WitnessSweep.eightBits
        ? "both eight-bit formats" : group.formats.map(\.rawValue).enumerated
      return "\(group.formats.count * RecurrenceFamily.allCases.count)\(number == 0 ? " recurrences" : "") in "
        + "\(formats) with H = \(group.hidden)"
    }
    return "\(tables.grouped) random tables with up to \(mostStates) states; " + groups.joined(separator: ", and ")
  }
}
