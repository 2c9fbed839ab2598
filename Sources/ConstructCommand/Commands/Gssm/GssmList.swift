import ArgumentParser

/// `construct gssm list`: the presets and families of the catalogue.
struct GssmList: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the models and families whose state is known.",
    discussion: """
      Presets are for 'construct gssm capacity --model'; a model_type is what a config.json says. Bits are those \
      of the mixed format, recurrent states in 32 bits and the rest in 16. A state that grows belongs to a model \
      with full attention: no state space model.
      """)

  static let schema = "verbatim.gssm/1"
  static let quietHelp = "Print nothing."

  @OptionGroup var reporting: OutputOptions<GssmList>

  func report() throws -> any CommandReport { try GssmListReport() }
}
