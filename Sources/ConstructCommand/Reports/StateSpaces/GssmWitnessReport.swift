import CopyTask
import StateSpaces
import StrictJSON

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
  var json: JSONValue {
    [
      "schema": "verbatim.gssm/1", "command": "witness",
      "machine": [
        "model": description.family.rawValue.json, "format": description.format.rawValue.json,
        "hidden": description.hidden.json, "alphabet": description.alphabetSize.json, "seed": description.seed.json,
        // Numbers in the state, and their bits together.
        "elements": description.elements.json, "bits": description.bits.json,
      ],
      // The smallest L with D^L > 2^bits.
      "countingLength": countingLength.json,
      "search": [
        // What was asked for, and what found the pair.
        "search": search.rawValue.json, "foundBy": (outcome.strategy?.rawValue).json,
        "updates": outcome.updates.json,
        // All strings of up to this length were tried, and end in different states.
        "exhaustedLength": outcome.exhaustedLength.json,
      ],
      "witness": witness.map(json) ?? .null,
    ]
  }

  private func json(_ witness: CollisionWitness<SeededRecurrence>) -> JSONValue {
    [
      // Tokens of each string, and of the pair that was found before a common tail was appended.
      "length": witness.length.json, "firstCollisionLength": (outcome.pair?.length ?? witness.length).json,
      "x": witness.first.json, "y": witness.second.json,
      // The state after BOS x COPY and after BOS y COPY, in hexadecimal digits.
      "state": witness.state.json, "miscopied": witness.miscopied == .first ? "x" : "y",
      // Tokens written right before it.
      "step": witness.step.json, "wrote": witness.wrote.json, "due": witness.due.json,
    ]
  }
}
