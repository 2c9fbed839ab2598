import CopyTask
import StateSpaces

/// What `construct gssm witness` found out.
struct GssmWitnessReport: CommandReport {
  let description: RecurrenceDescription
  let search: GssmWitnessSearch
  /// The length that was asked for.
  let length: Int?
  let outcome: CollisionSearch<SeededRecurrence>.Outcome
  /// Replayed. `nil` if no pair was found.
  let witness: CollisionWitness<SeededRecurrence>?

  var status: ExitStatus { witness == nil ? .refuted : .success }

  /// The smallest L at which counting alone makes two strings share a state.
  var countingLength: Int {
    CountingLength.smallest(bits: description.bits, alphabetSize: description.alphabetSize)
  }
}

// MARK: - JSON

extension GssmWitnessReport {
  /// The report as one JSON object, schema `verbatim.gssm/1`.
  func json() throws -> String {
    try reportJSON(Document(self))
  }

  /// The layout of the object. Names and meaning are fixed: others script against them.
  private struct Document: Encodable {
    struct Machine: Encodable {
      let model, format: String
      let hidden, alphabet: Int
      let seed: UInt64
      /// Numbers in the state, and their bits together.
      let elements, bits: Int
    }

    struct Search: Encodable {
      /// What was asked for.
      let search: String
      /// What found the pair; null if nothing did.
      @OrNull var foundBy: String?
      let updates: Int
      /// All strings of up to this length were tried, and end in different states.
      let exhaustedLength: Int
    }

    struct Witness: Encodable {
      /// Tokens of each string, and of the pair that was found before a common tail was appended.
      let length, firstCollisionLength: Int
      /// Token numbers.
      let x, y: [Token]
      /// The state after BOS x COPY and after BOS y COPY, in hexadecimal digits.
      let state: String
      /// "x" or "y".
      let miscopied: String
      /// Tokens written right before it.
      let step: Int
      let wrote, due: Token
    }

    let schema = "verbatim.gssm/1"
    let command = "witness"
    let machine: Machine
    /// The smallest L with D^L > 2^bits.
    let countingLength: Int
    let search: Search
    @OrNull var witness: Witness?

    init(_ report: GssmWitnessReport) {
      let description = report.description
      machine = Machine(
        model: description.family.rawValue, format: description.format.rawValue, hidden: description.hidden,
        alphabet: description.alphabetSize, seed: description.seed, elements: description.elements,
        bits: description.bits)
      countingLength = report.countingLength
      search = Search(
        search: report.search.rawValue, foundBy: report.outcome.strategy?.rawValue,
        updates: report.outcome.updates, exhaustedLength: report.outcome.exhaustedLength)
      witness = report.witness.map { witness in
        Witness(
          length: witness.length, firstCollisionLength: report.outcome.pair?.length ?? witness.length,
          x: witness.first, y: witness.second, state: witness.state,
          miscopied: witness.miscopied == .first ? "x" : "y", step: witness.step, wrote: witness.wrote,
          due: witness.due)
      }
    }
  }
}
