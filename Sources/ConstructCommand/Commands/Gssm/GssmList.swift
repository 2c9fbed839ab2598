import ArgumentParser
import Arithmetic
import StateSpaces

/// `construct gssm list`: the presets and families of the catalogue.
struct GssmList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the models and families whose state is known.",
    discussion: """
      Presets are for 'construct gssm capacity --model'; a model_type is what a config.json says. Bits are those \
      of the mixed format, recurrent states in 32 bits and the rest in 16. A state that grows belongs to a model \
      with full attention: no state space model.
      """)

  @Flag(help: "Print one JSON object (schema verbatim.gssm/1) instead of text.")
  var json = false

  func run() throws {
    var models: [(preset: Preset, state: ModelState)] = []
    for preset in ModelCatalogue.presets {
      do {
        models.append((preset, try preset.state()))
      } catch {
        throw Failure.usage("\(preset.name): \(error)")
      }
    }
    Console.print(json ? try GssmList.json(models) : GssmList.text(models))
  }

  private static func text(_ models: [(preset: Preset, state: ModelState)]) -> String {
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
    lines += ["  none, but ssm_cfg", hangingParagraph("", "Mamba and Mamba-2 of the library state-spaces")]
    return lines.joined(separator: "\n")
  }

  /// A name, a number aligned to the right, and the rest.
  private static func row(_ name: String, _ number: String, _ rest: String) -> String {
    let widths = (name: 22, number: 20)
    let name = name + String(repeating: " ", count: max(1, widths.name - name.count))
    let line =
      name + String(repeating: " ", count: max(1, widths.number - number.count)) + number + "  " + rest
    return line
  }
}
