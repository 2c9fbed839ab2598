import Arithmetic
import StateSpaces
import StrictJSON
import Testing

/// Any field of any configuration may hold anything.
@Suite struct HostileConfigurationTests {
  private static let hostile: [JSONValue] =
    [-1, [:], [[]], "\u{1B}\n", .notFinite("NaN", line: 1)]
    + ["1e30", "1e400", "-0.3333333333"].compactMap { JSONNumber($0).map { .number($0) } }

  private func result(
    _ configuration: JSONObject
  ) -> Result<ModelState, ConfigurationError> {
    Result { () throws(ConfigurationError) in try ModelCatalogue.state(configuration: configuration) }
  }

  /// Such a value is refused in one line that names the field, or it stands in a field that does not matter.
  @Test(arguments: ModelCatalogue.presets.map(\.name))
  func isRefusedOrDoesNotMatter(name: String) throws {
    let preset = try #require(ModelCatalogue.preset(named: name))
    let state = try preset.state()
    for field in preset.configuration.keys.sorted() {
      // An empty ssm_cfg is in order: it means Mamba with the defaults of its library.
      for value in HostileConfigurationTests.hostile where field != "ssm_cfg" || value != [:] {
        var configuration = preset.configuration
        configuration[field] = value
        switch result(configuration) {
        case .success(let other): #expect(other.tensors == state.tensors, "\(field) = \(value)")
        case .failure(let error):
          let text = error.description
          #expect(text.contains(field) && text.contains("expected"), "\(text)")
          #expect(!text.unicodeScalars.contains { $0.value < 32 }, "\(field)")
        }
      }
    }
  }

  /// Without a field a configuration is refused, or a default is used, or another field says the same.
  @Test(arguments: ModelCatalogue.presets.map(\.name))
  func absentFieldsNeverTrap(name: String) throws {
    let preset = try #require(ModelCatalogue.preset(named: name))
    for field in preset.configuration.keys {
      for value in [nil, JSONValue.null] as [JSONValue?] {
        var configuration = preset.configuration
        configuration[field] = value
        switch result(configuration) {
        case .success(let state): #expect(state.bits(.mixed) >= 0)
        case .failure(let error): #expect(error.description.contains("expected"), "\(error)")
        }
      }
    }
  }
}
