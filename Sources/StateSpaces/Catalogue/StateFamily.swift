import StrictJSON

/// A family of models: how its configuration determines its state.
public struct StateFamily: Sendable {
  /// The name, as in papers.
  public let name: String

  /// The values of `model_type` that mean it. Those in `ModelCatalogue.ownModelTypes` are this catalogue's own,
  /// for models without a common configuration file.
  public let modelTypes: [String]

  /// What one layer keeps, in short.
  public let summary: String

  /// What transformers takes for fields that are absent.
  let defaults: JSONObject

  /// Reads the tensors off a configuration.
  let tensors: @Sendable (ConfigurationReader) throws(ConfigurationError) -> [StateTensor]

  init(
    _ name: String, _ modelTypes: [String], _ summary: String, defaults: JSONObject = [:],
    tensors: @escaping @Sendable (ConfigurationReader) throws(ConfigurationError) -> [StateTensor]
  ) {
    self.name = name
    self.modelTypes = modelTypes
    self.summary = summary
    self.defaults = defaults
    self.tensors = tensors
  }
}
