import ArgumentParser
import Arithmetic
import StateSpaces

/// `construct gssm capacity`: the state of a model in bits, and the longest string that so much state can
/// copy.
struct GssmCapacity: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity",
    abstract: "Bits of state of a model, and the longest string that they can copy.",
    discussion: """
      The state is the sum of the tensors that the model keeps between tokens, as its configuration \
      determines them: as allocated, and less what is never read again or repeats other numbers. No training makes a \
      model copy strings longer than the bound; that it copies shorter ones does not follow.

      --config reads the config.json of a model on Hugging Face, or one of state-spaces with ssm_cfg. \
      'construct gssm list' prints the presets and every model_type that is known.

      In the JSON object, maxCopyLength is the bound for "bits" and maxCopyLengthTight for "bitsTight". Up \
      to bindsBelow tokens a string takes at most a hundredth of the bits: there the bound is no limit in \
      practice.

      EXAMPLES
        construct gssm capacity --model mamba-2.8b --alphabet 26
        construct gssm capacity --config config.json --cache-format 16 --json
        construct gssm capacity --bits 188743680 --alphabet 50277 --error 0.5
      """)

  @Option(help: ArgumentHelp("A preset: 'construct gssm list' prints them.", valueName: "preset"))
  var model: String?

  @Option(help: ArgumentHelp("A configuration in JSON.", valueName: "file"))
  var config: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("A state of so many bits, whatever it is.", valueName: "M"),
    transform: wholeNumber)
  var bits: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many tokens the strings are made of, D >= 2. (default: the model's vocabulary, or 26 if unknown)",
      valueName: "D"),
    transform: wholeNumber)
  var alphabet: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The probability of a mistake allowed, from 0 up to less than 1: 0.001 or 1/1000. (default: 0)",
      valueName: "eps"))
  var error: String = "0"

  @Option(
    help: ArgumentHelp(
      """
      In how many bits a number is kept: 'mixed', recurrent states in 32 and the rest in 16; '16' or '32', all. \
      It depends on the runtime, not on the model. (default: mixed)
      """,
      valueName: "format"),
    transform: namedChoice)
  var cacheFormat: CacheFormat?

  @Flag(help: "Print one JSON object (schema verbatim.gssm/1) instead of text.")
  var json = false

  @Flag(help: "Print nothing: the exit status says whether the input was in order.")
  var quiet = false

  func run() throws {
    let report = try report()
    if !quiet { Console.print(json ? try report.json() : report.text()) }
  }

  private func report() throws(Failure) -> GssmCapacityReport {
    let subject = try subject()
    if let cacheFormat, case .bits = subject {
      throw .usage("--cache-format \(cacheFormat.rawValue) with --bits: expected with --model or --config")
    }
    let known = alphabet == nil ? try vocabulary(of: subject) : nil
    let size = alphabet ?? known ?? 26
    guard size >= 2 else { throw .usage("--alphabet \(size): expected D >= 2") }
    guard let error = Rational(fraction: self.error), error < 1 else {
      throw .usage(
        "--error \(self.error.prefix(40)): expected at least 0 and less than 1, as in 0.001 or 1/1000")
    }
    return GssmCapacityReport(
      subject: subject, format: cacheFormat ?? .mixed,
      bound: UniformCopyBound(alphabetSize: size, error: error))
  }

  private func subject() throws(Failure) -> GssmCapacityReport.Subject {
    switch (model, config, bits) {
    case (let name?, nil, nil):
      guard let preset = ModelCatalogue.preset(named: name) else {
        throw .usage(
          "--model \(String(name.prefix(40)).debugDescription): expected a preset, as in construct gssm list"
        )
      }
      do {
        return .model(preset.origin, try preset.state(), vocabulary: preset.vocabulary)
      } catch {
        throw .usage("--model \(preset.name): \(error)")
      }
    case (nil, let path?, nil):
      let fields = try ConfigurationFile.fields(at: path)
      do {
        let state = try ModelCatalogue.state(configuration: fields)
        return .model(path, state, vocabulary: state.vocabulary.flatMap { Int(exactly: $0) })
      } catch {
        throw .usage("--config \(path): \(error)")
      }
    case (nil, nil, let bits?): return .bits(bits)
    case (nil, nil, nil): throw .usage("no model is given: expected --model, --config or --bits")
    default: throw .usage("--model, --config and --bits: expected one of them")
    }
  }

  private func vocabulary(of subject: GssmCapacityReport.Subject) throws(Failure) -> Int? {
    guard case .model(let name, _, let vocabulary?) = subject else { return nil }
    guard vocabulary >= 2 else { throw .usage("\(name): vocab_size = \(vocabulary): expected 2 or more") }
    return vocabulary
  }
}
