import Arithmetic
import StateSpaces

/// The presets and families of the catalogue.
struct GssmListReport: CommandReport {
  let models: [(preset: Preset, state: ModelState)]

  init() throws(Failure) {
    var models: [(preset: Preset, state: ModelState)] = []
    for preset in ModelCatalogue.presets {
      do { models.append((preset, try preset.state())) } catch { throw .usage("\(preset.name): \(error)") }
    }
    self.models = models
  }

  func text() -> String {
    var lines = [row("preset", "bits of state", "  family")]
    for (preset, state) in models {
      let bits = state.bits(.mixed).grouped + (state.isFixed ? "" : " +")
      lines.append(row(preset.name, bits + (state.isFixed ? "  " : ""), state.family))
    }
    lines += ["", "+ and more with every token: not a state space model", "", "model_type of a config.json"]
    for family in ModelCatalogue.families {
      lines.append("  " + family.modelTypes.joined(separator: ", "))
      // Two columns more than a paragraph has, and no heading.
      lines.append(hangingParagraph("", "\(family.name): \(family.summary)"))
    }
    lines += ["  none, but ssm_cfg", hangingParagraph("", "Mamba, Mamba-2 and Mamba-3 of the library state-spaces")]
    return lines.joined(separator: "\n")
  }

  /// A name, a number aligned to the right, and the rest.
  private func row(_ name: String, _ number: String, _ rest: String) -> String {
    name.padded(22, least: 1) + number.aligned(20, least: 1) + "  " + rest
  }
}
