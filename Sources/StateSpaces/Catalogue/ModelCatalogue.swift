public import StrictJSON

/// The families of models, and checkpoints of them.
public enum ModelCatalogue {
  /// All families, each in the file of its group.
  public static let families: [StateFamily] =
    StateFamily.classical + StateFamily.structured + StateFamily.mamba + StateFamily.rwkv
    + StateFamily.linearAttention + StateFamily.deltaRules + StateFamily.gated + StateFamily.xlstm
    + StateFamily.windows + StateFamily.mambaHybrids + StateFamily.mamba2Hybrids + StateFamily.deltaHybrids

  /// Every `model_type` that is known, sorted.
  public static var modelTypes: [String] { families.flatMap(\.modelTypes).sorted() }

  /// The state of the model with this configuration: a Hugging Face `config.json`, or one of state-spaces
  /// with `ssm_cfg` and without `model_type`. Fields that do not determine the state are not looked at.
  ///
  /// - Throws: `ConfigurationError` that names the field that cannot be used.
  public static func state(
    configuration: JSONObject
  ) throws(ConfigurationError) -> ModelState {
    var reader = ConfigurationReader(configuration)
    let outerType = reader["model_type"]
    // Models that see and hear keep the fields of their language model in an object within.
    if let inner = try reader.optionalObject("text_config") {
      var fields = inner.fields
      if inner["model_type"] == nil { fields["model_type"] = outerType }
      reader = ConfigurationReader(fields, path: inner.path)
    }
    let family = try family(of: reader)
    let tensors = try family.tensors(&reader)
    return ModelState(
      family: family.name, tensors: tensors.filter { $0.layers > 0 }, notes: reader.notes,
      vocabulary: try reader.optionalWhole("vocab_size"))
  }

  private static func family(of reader: ConfigurationReader) throws(ConfigurationError) -> StateFamily {
    let expected = "one of \(modelTypes.joined(separator: ", "))"
    guard let type = try reader.optionalText("model_type") else {
      if reader.has("ssm_cfg") || reader.has("d_model") && reader.has("n_layer") {
        return StateFamily.stateSpaces
      }
      throw ConfigurationError(missing: "model_type", expected: expected)
    }
    guard let family = families.first(where: { $0.modelTypes.contains(type) }) else {
      throw ConfigurationError("model_type", is: JSONValue.string(type), expected: expected)
    }
    return family
  }
}
