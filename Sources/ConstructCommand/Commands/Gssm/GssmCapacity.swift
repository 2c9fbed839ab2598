import ArgumentParser
import Arithmetic
import StateSpaces

/// `construct gssm capacity`: the state of a model in bits, and the longest string that so much state can
/// copy.
struct GssmCapacity: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity",
    abstract: "Bits of state of a model, and the longest string that they can copy.",
    discussion: """
      The state is the sum of the tensors that the model keeps between tokens, as its configuration \
      determines them: as allocated, and less what is never read again or repeats other numbers. No training makes a \
      model copy strings longer than the bound; that it copies shorter ones does not follow.

      --config reads the config.json of a model on Hugging Face, or one of state-spaces with ssm_cfg. \
      'construct gssm list' prints the presets and every model_type that is known. A field that is not read and could \
      add, remove or replace layers or state is refused, or named in a note.

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

  @Option("M", "A state of so many bits, whatever it is.")
  var bits: Int?

  @Option("D", "How many tokens the strings are made of, D >= 2. (default: the model's vocabulary, or 26 if unknown)")
  var alphabet: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The probability of a mistake allowed, from 0 up to less than 1: 0.001 or 1/1000. (default: 0)",
      valueName: "eps"))
  var error: String = "0"

  @Option(
    "format",
    """
    In how many bits a number is kept: 'mixed', recurrent states in 32 and the rest in 16; '16' or '32', all. \
    It depends on the runtime, not on the model. (default: as torch_dtype of --config says, or mixed)
    """)
  var cacheFormat: CacheFormat?

  static let schema = "verbatim.gssm/1"
  static let quietHelp = "Print nothing: the exit status says whether the input was in order."

  @OptionGroup var reporting: OutputOptions<GssmCapacity>

  func validate() throws {
    guard [model != nil, config != nil, bits != nil].count(where: \.self) <= 1 else {
      throw Failure.usage("--model, --config and --bits: expected one of them")
    }
    if let cacheFormat, bits != nil {
      throw Failure.usage("--cache-format \(cacheFormat.rawValue) with --bits: expected with --model or --config")
    }
    if let alphabet, alphabet < 2 { throw Failure.usage("--alphabet \(alphabet): expected D >= 2") }
    _ = try allowedError
  }

  func report() throws -> any CommandReport {
    let subject: GssmCapacityReport.Subject
    if let model {
      subject = try .preset(model)
    } else if let config {
      subject = try .configuration(at: config)
    } else if let bits {
      subject = .bits(bits)
    } else {
      throw Failure.usage("no model is given: expected --model, --config or --bits")
    }
    return try GssmCapacityReport(
      of: subject, format: cacheFormat, alphabet: alphabet, error: allowedError)
  }

  private var allowedError: Rational {
    get throws(Failure) {
      guard let error = Rational(fraction: self.error), error < 1 else {
        throw .usage(
          "--error \(self.error.prefix(40)): expected at least 0 and less than 1, as in 0.001 or 1/1000")
      }
      return error
    }
  }
}
