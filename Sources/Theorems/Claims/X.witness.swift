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
    range: Range(
      quick: "100 random tables with up to 15 states; 6 recurrences in float8e4m3 with H = 2",
      standard: """
        5,000 random tables with up to 40 states; 24 recurrences in float8e4m3, float8e5m2, float16 and bfloat16 with \
        H = 2
        """,
      exhaustive: """
        50,000 random tables with up to 40 states; 24 recurrences in float8e4m3, float8e5m2, float16 and bfloat16 with \
        H = 2, and 12 in both eight-bit formats with H = 3
        """),
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
  private static func checkWitnesses(_ onlyByCounting: Bool, effort: Effort, progress: Progress) throws -> Finding {
    var finding = Finding()
    // Recurrences first: theirs are the pairs that one would not guess.
    let descriptions = try witnessedRecurrences(effort)
    let trials = effort.choose(quick: 100, standard: 5000, exhaustive: 50_000)
    for (number, description) in descriptions.enumerated() {
      addWitness(
        of: SeededRecurrence(description), counting: CountingLength.smallest(bits: description.bits, alphabetSize: 2),
        updates: effort.choose(quick: 30_000, standard: 200_000, exhaustive: 2_000_000), onlyByCounting,
        "\(description.family.rawValue), \(description.format.rawValue), H = \(description.hidden), "
          + "\(description.bits) bits", into: &finding)
      finding.cover("recurrences")
      progress.advance(number + 1, of: descriptions.count * 2)
    }
    var source = SplitMix64(seed: 77)
    for trial in 0..<trials where finding.counterexample == nil {
      let (states, size) = (1 + source.next(below: effort == .quick ? 15 : 40), 2 + source.next(below: 3))
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

  private static func witnessedRecurrences(_ effort: Effort) throws(RecurrenceError) -> [RecurrenceDescription] {
    let formats = effort.choose(
      quick: [StateFormat.float8e4m3], standard: [.float8e4m3, .float8e5m2, .float16, .bfloat16],
      exhaustive: [.float8e4m3, .float8e5m2, .float16, .bfloat16])
    var descriptions: [RecurrenceDescription] = []
    for hidden in effort == .exhaustive ? [2, 3] : [2] {
      for format in formats where hidden == 2 || format.bits == 8 {
        for family in RecurrenceFamily.allCases {
          descriptions.append(try RecurrenceDescription(
            family: family, format: format, hidden: hidden, alphabetSize: 2, seed: 1))
        }
      }
    }
    return descriptions
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
