public import StrictJSON

/// A checkpoint, or a sample, of a family: its configuration, from which its state is computed like that of
/// any file.
public struct Preset: Sendable {
  /// What to type.
  public let name: String

  /// Where it is published, or what it is a sample of.
  public let origin: String

  /// Tokens of its tokenizer. The `vocab_size` of a configuration may be larger, padded.
  public let vocabulary: Int?

  /// The fields of its configuration that determine the state.
  public let configuration: JSONObject

  init(_ name: String, _ origin: String, vocabulary: Int?, _ configuration: JSONObject) {
    self.name = name
    self.origin = origin
    self.vocabulary = vocabulary
    self.configuration = configuration
  }

  /// The state that its configuration determines.
  ///
  /// - Throws: `ConfigurationError` if the catalogue contradicts itself.
  public func state() throws(ConfigurationError) -> ModelState {
    try Catalogue.state(configuration: configuration)
  }
}

extension Catalogue {
  /// All presets, in the order of the families.
  public static let presets: [Preset] =
    Preset.classical + Preset.structured + Preset.mamba + Preset.rwkv + Preset.linearAttention + Preset.gated
    + Preset.windows + Preset.hybrids

  /// The preset with this name or origin, in letters of either case.
  public static func preset(named name: String) -> Preset? {
    let name = name.lowercased()
    return presets.first { $0.name == name || $0.origin.lowercased() == name }
  }
}

extension JSONValue: ExpressibleByFloatLiteral {
  /// The exact value of the literal as a binary fraction.
  public init(floatLiteral value: Double) { self = JSONNumber(value).map { .number($0) } ?? .null }
}
