import Arithmetic
import StateSpaces

extension GssmListReport {
  /// The list as one JSON object, schema `verbatim.gssm/1`.
  func json() throws -> String { try reportJSON(Document(models)) }

  /// The layout of the object. Names and meaning are fixed: others script against them.
  private struct Document: Encodable {
    struct Model: Encodable {
      let name, origin, family: String
      /// Tokens of the tokenizer; null where there is none.
      @OrNull var vocabulary: Int?
      /// In the mixed format.
      let bits, bitsTight, growthBitsPerToken: JSONInteger
      let fixedState: Bool
    }

    struct Family: Encodable {
      let name, state: String
      let modelTypes: [String]
    }

    let schema = "verbatim.gssm/1"
    let command = "list"
    let models: [Model]
    let families: [Family]

    init(_ models: [(preset: Preset, state: ModelState)]) {
      self.models = models.map { preset, state in
        Model(
          name: preset.name, origin: preset.origin, family: state.family, vocabulary: preset.vocabulary,
          bits: JSONInteger(state.bits(.mixed)), bitsTight: JSONInteger(state.tightBits(.mixed)),
          growthBitsPerToken: JSONInteger(state.growthBits(.mixed)), fixedState: state.isFixed)
      }
      families = ModelCatalogue.families.map {
        Family(name: $0.name, state: $0.summary, modelTypes: $0.modelTypes)
      }
    }
  }
}
