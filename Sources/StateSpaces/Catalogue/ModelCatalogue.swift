public import StrictJSON

/// The families of models, and checkpoints of them.
public enum ModelCatalogue {
  /// All families, each in the file of its group.
  public static let families: [StateFamily] =
    StateFamily.classical + StateFamily.structured + StateFamily.mamba + StateFamily.rwkv
    + StateFamily.linearAttention + StateFamily.deltaRules + StateFamily.gated + StateFamily.xlstm
    + StateFamily.windows
    + StateFamily.attention + StateFamily.mambaHybrids + StateFamily.mamba2Hybrids + StateFamily.deltaHybrids
    + StateFamily.linearHybrids

  /// Every `model_type` that is known, sorted.
  public static var modelTypes: [String] { families.flatMap(\.modelTypes).sorted() }

  /// The state of the model with this configuration: a Hugging Face `config.json`, or one of state-spaces
  /// with `ssm_cfg` and without `model_type`. Fields that were not read and could matter are refused, or named in a
  /// note: `UnreadFields` has the rule.
  ///
  /// - Throws: `ConfigurationError` that names the field that cannot be used.
  public static func state(
    configuration: JSONObject
  ) throws(ConfigurationError) -> ModelState {
    try state(configuration: configuration, isKnown: false)
  }

  /// The state of a model, of whose configuration may be known what its absent fields mean.
  static func state(configuration: JSONObject, isKnown: Bool) throws(ConfigurationError) -> ModelState {
    let outer = ConfigurationReader(configuration, ledger: FieldLedger(isKnown: isKnown))
    var reader = try outer.languageModel()
    let family = try family(of: reader)
    reader.defaults = family.defaults
    let tensors = try family.tensors(reader).filter { $0.layers > 0 }
    // A wrapper may say these for its language model.
    let (inside, outside) = (try reader.storedFormat(), try outer.storedFormat())
    let stored = inside ?? outside
    let (vocabulary, outerVocabulary) = (try reader.optionalWhole("vocab_size"), try outer.optionalWhole("vocab_size"))
    let isFixed = !tensors.contains { $0.role == .growing }
    try UnreadFields(in: configuration, reader.ledger).judge(isFixed: isFixed)
    return ModelState(
      family: family.name, tensors: tensors, notes: reader.ledger.notes, vocabulary: vocabulary ?? outerVocabulary,
      storedFormat: stored?.format, storedFormatField: stored?.field)
  }

  private static func family(of reader: ConfigurationReader) throws(ConfigurationError) -> StateFamily {
    let expected = "one of \(modelTypes.joined(separator: ", "))"
    let ownType = try reader.optionalText("model_type")
    guard let type = ownType ?? reader.outerType else {
      if reader.has("ssm_cfg") || reader.has("d_model") && reader.has("n_layer") {
        return StateFamily.stateSpaces
      }
      throw ConfigurationError(missing: reader.path + "model_type", expected: expected)
    }
    guard let family = families.first(where: { $0.modelTypes.contains(type) }) else {
      throw ConfigurationError(
        (reader.has("model_type") ? reader.path : "") + "model_type", is: JSONValue.string(type), expected: expected)
    }
    return family
  }
}

extension ConfigurationReader {
  /// The objects in which models that see, hear or speak keep the fields of their language model.
  private static let wrappers = ["thinker_config", "text_config", "llm_config", "language_config"]

  /// The reader of the language model: this one, or one of an object within.
  fileprivate func languageModel() throws(ConfigurationError) -> ConfigurationReader {
    var reader = self
    var type: String?
    // A speaking model has one that thinks, which has one that writes.
    while let name = ConfigurationReader.wrappers.first(where: reader.has) {
      if let other = ConfigurationReader.wrappers.first(where: { $0 != name && reader.has($0) }) {
        throw ConfigurationError(
          contradiction: "\(reader.path)\(name) and \(reader.path)\(other): expected one language model")
      }
      let ownType = try reader.optionalText("model_type")
      type = ownType ?? type
      guard let inner = try reader.optionalObject(name) else { break }
      reader = inner
    }
    reader.outerType = type
    return reader
  }
}
