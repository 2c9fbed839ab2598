import StateSpaces
import StrictJSON

extension GssmListReport {
  /// The list as one JSON object, schema `verbatim.gssm/1`.
  var json: JSONValue {
    [
      "schema": "verbatim.gssm/1", "command": "list",
      "models": .array(
        models.map { preset, state in
          [
            "name": preset.name.json, "origin": preset.origin.json, "family": state.family.json,
            // Tokens of the tokenizer; null where there is none.
            "vocabulary": preset.vocabulary.json,
            // In the mixed format.
            "bits": state.bits(.mixed).json, "bitsTight": state.tightBits(.mixed).json,
            "growthBitsPerToken": state.growthBits(.mixed).json, "fixedState": state.isFixed.json,
          ]
        }),
      "families": .array(
        ModelCatalogue.families.map {
          ["name": $0.name.json, "state": $0.summary.json, "modelTypes": $0.modelTypes.json]
        }),
    ]
  }
}
