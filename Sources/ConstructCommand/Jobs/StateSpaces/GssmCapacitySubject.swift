import Arithmetic
import StateSpaces

extension GssmCapacityReport.Subject {
  /// The state of a preset.
  static func preset(_ name: String) throws(Failure) -> Self {
    let preset = try Preset.known(name)
    do {
      return .model(preset.origin, try preset.state(), vocabulary: preset.vocabulary)
    } catch {
      throw .usage("--model \(preset.name): \(error)")
    }
  }

  /// The state of the model that a file configures.
  static func configuration(at path: String) throws(Failure) -> Self {
    let fields = try ConfigurationFile.fields(at: path)
    do {
      let state = try ModelCatalogue.state(configuration: fields)
      return .model(path, state, vocabulary: state.vocabulary.flatMap { Int(exactly: $0) })
    } catch {
      throw .usage("--config \(path): \(error)")
    }
  }
}

extension Preset {
  /// The preset of this name.
  ///
  /// - Throws: `Failure` if there is none.
  static func known(_ name: String) throws(Failure) -> Preset {
    guard let preset = ModelCatalogue.preset(named: name) else {
      throw .usage(
        "--model \(String(name.prefix(40)).debugDescription): expected a preset, as in construct gssm list")
    }
    return preset
  }
}
