public import StrictJSON

/// A checkpoint, or a sample, of a family: its configuration, from which its state is computed like that of
/// any file.
///
/// Presets stand in `Embedded/presets.json`. Mamba's configurations are those of the conversions to transformers (that
/// of falcon-mamba-7b as published: `expand` contradicts `intermediate_size`, which is right); Mamba-2's are those of
/// state-spaces, which name only what differs from the library's defaults. Where a published page cuts off the list of
/// layers that attend, their number stands there: the state depends on nothing else.
public struct Preset: Sendable {
  /// What to type.
  public let name: String

  /// Where it is published, or what it is a sample of.
  public let origin: String

  /// Tokens of its tokenizer. The `vocab_size` of a configuration may be larger, padded.
  public let vocabulary: Int?

  /// The fields of its configuration that determine the state.
  public let configuration: JSONObject

  private init(_ reader: FieldReader) throws(FieldError) {
    try reader.requireKeys(["name", "origin", "vocabulary", "configuration"])
    name = try reader["name"].string()
    origin = try reader["origin"].string()
    vocabulary = reader["vocabulary"].isNull ? nil : try reader["vocabulary"].whole()
    guard case .object(let configuration) = reader["configuration"].value else {
      throw reader["configuration"].wrong("an object")
    }
    self.configuration = configuration
  }

  /// The presets in a text.
  ///
  /// - Throws: `JSONError` or `FieldError` if they are no list of presets.
  fileprivate static func all(in text: String) throws -> [Preset] {
    let list = FieldReader(try JSONValue(Array(text.utf8)[...]))
    return try list.elements(1...1000).map { try Preset($0) }
  }

  /// The state that its configuration determines.
  ///
  /// - Throws: `ConfigurationError` if the catalogue contradicts itself.
  public func state() throws(ConfigurationError) -> ModelState {
    try ModelCatalogue.state(configuration: configuration, isKnown: true)
  }
}

extension ModelCatalogue {
  /// All presets, in the order of the families.
  public static let presets: [Preset] = {
    do { return try Preset.all(in: Embedded.presets) } catch { fatalError("presets.json: \(error)") }
  }()

  /// The preset with this name or origin, in letters of either case.
  public static func preset(named name: String) -> Preset? {
    let name = name.lowercased()
    return presets.first { $0.name == name || $0.origin.lowercased() == name }
  }
}
