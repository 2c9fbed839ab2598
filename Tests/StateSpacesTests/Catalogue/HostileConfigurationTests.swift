import Arithmetic
import StateSpaces
import Testing

/// Any field of any configuration may hold anything.
@Suite struct HostileConfigurationTests {
  private static let hostile: [ConfigurationValue] = [
    -1, .number(Rational(Integer(10).raised(to: 30))), .hugeNumber, .number(Rational(-1, 3)), [:], [[]], "\u{1B}\n",
  ]

  private func result(
    _ configuration: [String: ConfigurationValue]
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
      for value in [nil, ConfigurationValue.null] {
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
