import Arithmetic
import CopyTask
import StateSpaces

extension Claim {
  /// Word problems: `SymmetricGroupMachine`, `StateTrackingBound`.
  static let xStateTracking = Claim(
    .xStateTracking,
    title: "The word problem of a group takes one state for each element",
    statement: """
      A GSSM with |G| states, log2 |G| bits, writes the product of a word of elements of a finite group G, at every \
      length. None with fewer states does. Run for the symmetric groups G = S_2 to S_5.
      """,
    origin: .project,
    trusted: ["GMP"],
    executed: """
      the machine of S_k on random words, against moving k things one permutation after the other; its states one by \
      one; all its mergers of two states for S_2 and S_3, and random tables with |G| - 1 states
      """,
    subject: 0,
    nearMiss: (
      statement: "One state can be spared: two states of the machine can be merged.",
      subject: 1
    ),
    check: checkGroupWords)

  /// Looks for a machine with |G| - `spared` states that is right.
  private static func checkGroupWords(_ spared: Int, sweep: GroupSweep, progress: Progress) throws -> Finding {
    var finding = Finding()
    if spared == 0 {
      for degree in sweep.degrees {
        let machine = SymmetricGroupMachine(degree: degree)
        let order = (1...degree).reduce(1, *)
        let reached = machine.reachableStates(limit: order)?.count ?? order + 1
        finding.require(reached == order, "S_\(degree): \(reached) states are reached, not \(order)")
        // 2^(b - 1) < |G| <= 2^b.
        let bits = StateTrackingBound.bits(groupOrder: Integer(order)).ceiling
        finding.require(
          bits == Integer(Integer(order - 1).bitLength), "S_\(degree): \(bits) bits are said to hold \(order) states")
        for length in sweep.lengths {
          checkWord(of: length, machine, degree, into: &finding)
        }
        progress.advance(degree - 1, of: sweep.degrees.count)
      }
    }
    for degree in sweep.tabulated {
      let machine = SymmetricGroupMachine(degree: degree)
      let order = machine.elements.count
      var failures: [String] = []
      for removed in 0..<order {
        for kept in 0..<order where kept != removed {
          let smaller = MergedStates(model: machine, removed: removed, kept: kept)
          if let failure = failingWord(smaller, machine.elements) {
            let names = "\(machine.elements[removed]) is taken for \(machine.elements[kept])"
            failures.append("S_\(degree), \(names): \(failure)")
          }
        }
      }
      let mergers = order * (order - 1)
      finding.cover("mergers", Integer(mergers))
      if spared == 0 {
        finding.require(failures.count == mergers, "S_\(degree): \(mergers - failures.count) mergers are right")
        try checkSmallTables(degree, sweep.tables, into: &finding)
      } else {
        finding.require(
          failures.count < mergers, "of \(mergers) mergers none is right: \(failures.first ?? "none was run")")
      }
    }
    return finding
  }

  /// A random word, by the machine and by where each of the things ends up.
  private static func checkWord(
    of length: Int, _ machine: SymmetricGroupMachine, _ degree: Int, into finding: inout Finding
  ) {
    var source = SplitMix64(seed: UInt64(degree))
    var places = Array(0..<degree)
    var state = machine.update(machine.start, reading: machine.alphabet.bos)
    // One permutation at a time: a long word is not held.
    for _ in 0..<length {
      let token = source.next(below: machine.elements.count)
      state = machine.update(state, reading: token)
      for thing in 0..<degree { places[thing] = machine.elements[token][places[thing]] }
    }
    let product = machine.elements[machine.output(in: machine.update(state, reading: machine.alphabet.copy))]
    finding.require(
      product == places, "S_\(degree), a word of \(length) elements: the machine writes \(product), it is \(places)")
    finding.cover("words")
    finding.observe(.largest, "length of a word", Rational(length), at: "S_\(degree)")
  }

  /// No table with one state less is right on the words of one element.
  private static func checkSmallTables(_ degree: Int, _ tables: Int, into finding: inout Finding) throws {
    let elements = SymmetricGroupMachine(degree: degree).elements
    var source = SplitMix64(seed: 60)
    for _ in 0..<tables {
      let machine = try TableMachine.random(states: elements.count - 1, alphabetSize: elements.count, using: &source)
      finding.require(
        failingWord(machine, elements) != nil, "S_\(degree): a table is right on all short words: \(machine.words)")
      finding.cover("tables")
    }
  }

  /// A word of one or two elements whose product the machine does not write.
  private static func failingWord<Model: GeneralizedStateSpaceModel>(_ model: Model, _ elements: [[Int]]) -> String? {
    let letters = elements.indices.map { [$0] }
    let words = letters + letters.flatMap { word in elements.indices.map { word + [$0] } }
    for word in words {
      let due = word.reduce(Array(elements[0].indices)) { places, token in places.map { elements[token][$0] } }
      let written = model.output(in: model.state(after: [model.alphabet.bos] + word + [model.alphabet.copy]))
      if !elements.indices.contains(written) || elements[written] != due {
        let text = word.map { "\(elements[$0])" }.joined(separator: " then ")
        let found = elements.indices.contains(written) ? "\(elements[written])" : "a special token"
        return "the product of \(text) is \(due), and \(found) is written"
      }
    }
    return nil
  }
}

/// The words and machines that the check of X.state-tracking runs.
private struct GroupSweep: Sweep {
  /// k, for all S_k.
  let degrees = 2...5

  /// Of the words, one for each group.
  let lengths: [Int]

  /// k for which smaller machines are looked at, and the random tables for each.
  let tabulated = [2, 3]
  let tables: Int

  init(_ effort: Effort) {
    lengths = effort.choose(quick: [1, 10, 2000], standard: [1, 1000, 1_000_000], exhaustive: [1, 100_000_000])
    tables = effort.choose(quick: 10, standard: 1000, exhaustive: 100_000)
  }

  var words: String {
    "S_\(degrees.lowerBound) to S_\(degrees.upperBound), words of up to \((lengths.max() ?? 0).words) elements; "
      + "\((tabulated.count * tables).grouped) random tables for \(tabulated.map { "S_\($0)" }.enumerated)"
  }
}
