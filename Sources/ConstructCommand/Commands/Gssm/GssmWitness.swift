import ArgumentParser
import StateSpaces

/// `construct gssm witness`: two strings that a recurrence cannot tell apart.
struct GssmWitness: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness",
    abstract: "Find two strings that end in the same state, one of which is therefore miscopied.",
    usage: """
      construct gssm witness --model <model> --format <format> [--hidden <H>]
                [--alphabet <D>] [--length <L>] [--seed <seed>]
                [--search <search>] [--certificate <file>] [--json] [--quiet]
      """,
    discussion: """
      Builds a recurrence with random weights whose state is the bit patterns of its numbers, and looks for two \
      different strings after which, BOS x COPY read, the states agree bit for bit. What is written from there on \
      is the same for both, so one of them is miscopied. The pair is replayed from scratch before it is reported.

      Every sum, product and function is rounded to the format, to nearest with ties to even. Status 1 says that \
      no pair was found with the effort made, not that there is none.
      """)

  @Option(
    "model",
    """
    'lstm', 'gru', 'ssm' (diagonal), 'mamba' (selective scan), 'linear-attention' (sum of outer products) or \
    'retention' (the same with decay 31/32).
    """)
  var model: RecurrenceFamily

  @Option("format", "'float32', 'float16', 'bfloat16', 'float8e4m3' or 'float8e5m2'.")
  var format: StateFormat

  @Option("H", "Units, channels, or rows of the outer product, 1 to 256. (default: 8)")
  var hidden: Int?

  @Option("D", "How many tokens the alphabet has, 2 to 1024. (default: 4)")
  var alphabet: Int?

  @Option("L", "The length of both strings, from 1. (default: the first at which a pair is found)")
  var length: Int?

  @Option("seed", "The seed of the weights and of random strings, 0 <= seed < 2^64. (default: 0)")
  var seed: UInt64?

  @Option(
    "search",
    """
    'breadth', all strings of one length after another; 'contraction', strings that begin differently and go on \
    alike; 'birthday', random strings; 'auto', one after the other. (default: auto)
    """)
  var search: GssmWitnessSearch?

  @Option(
    "file",
    """
    Write a certificate of the pair, if one is found, to this file (schema verbatim.certificate/1), which \
    'construct verify' accepts or rejects.
    """)
  var certificate: String?

  static let schema = "verbatim.gssm/1"
  static let quietHelp = "Print nothing: the exit status says whether a pair was found."

  @OptionGroup var reporting: OutputOptions<GssmWitness>

  func report() throws -> any CommandReport {
    let description = try RecurrenceDescription(
      family: model, format: format, hidden: hidden ?? 8, alphabetSize: alphabet ?? 4, seed: seed ?? 0)
    return try WitnessHunt(
      description: description, search: search ?? .auto, length: length,
      certificate: certificate.map { path in try CertificateFile(path) }
    ).report()
  }
}
