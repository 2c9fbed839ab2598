import ArgumentParser
import Certificates
import CopyTask
import StateSpaces

/// `construct gssm witness`: two strings that a recurrence cannot tell apart.
struct GssmWitness: ParsableCommand {
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
    help: ArgumentHelp(
      """
      'lstm', 'gru', 'ssm' (diagonal), 'mamba' (selective scan), 'linear-attention' (sum of outer products) or \
      'retention' (the same with decay 31/32).
      """,
      valueName: "model"),
    transform: namedChoice)
  var model: RecurrenceFamily

  @Option(
    help: ArgumentHelp(
      "'float32', 'float16', 'bfloat16', 'float8e4m3' or 'float8e5m2'.", valueName: "format"),
    transform: namedChoice)
  var format: StateFormat

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Units, channels, or rows of the outer product, 1 to 256. (default: 8)", valueName: "H"),
    transform: wholeNumber)
  var hidden: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many tokens the alphabet has, 2 to 1024. (default: 4)", valueName: "D"),
    transform: wholeNumber)
  var alphabet: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The length of both strings, from 1. (default: the first at which a pair is found)", valueName: "L"),
    transform: wholeNumber)
  var length: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The seed of the weights and of random strings, 0 <= seed < 2^64. (default: 0)", valueName: "seed"),
    transform: seedNumber)
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      """
      'breadth', all strings of one length after another; 'contraction', strings that begin differently and go on \
      alike; 'birthday', random strings; 'auto', one after the other. (default: auto)
      """,
      valueName: "search"),
    transform: namedChoice)
  var search: GssmWitnessSearch?

  @Option(
    help: ArgumentHelp(
      """
      Write a certificate of the pair, if one is found, to this file (schema verbatim.certificate/1), which \
      'construct verify' accepts or rejects.
      """,
      valueName: "file"))
  var certificate: String?

  @Flag(help: "Print one JSON object (schema verbatim.gssm/1) instead of text.")
  var json = false

  @Flag(help: "Print nothing: the exit status says whether a pair was found.")
  var quiet = false

  func run() throws {
    let file = try certificate.map { path throws(Failure) in try CertificateFile(path) }
    let report = try report()
    if let witness = report.witness {
      try file?.write { () throws(CertificateProblem) in try CertificateIssuer.witness(witness) }
    }
    if !quiet { Console.print(json ? try report.json() : report.text()) }
    Console.exit(report.witness == nil ? .refuted : .success)
  }

  private func report() throws(Failure) -> GssmWitnessReport {
    let description: RecurrenceDescription
    do throws(RecurrenceError) {
      description = try RecurrenceDescription(
        family: model, format: format, hidden: hidden ?? 8, alphabetSize: alphabet ?? 4, seed: seed ?? 0)
    } catch {
      throw .usage("\(error)")
    }
    let effort = try GssmWitnessEffort.allowed(for: description, length: length)
    let machine = SeededRecurrence(description)
    let outcome = CollisionSearch(machine, seed: description.seed)
      .run((search ?? .auto).strategies, effort: effort)
    var witness: CollisionWitness<SeededRecurrence>?
    if let pair = outcome.pair {
      // Any tail will do: what is read after the states agree keeps them equal.
      let tail = [Token](repeating: 0, count: (length ?? pair.length) - pair.length)
      let found = CollisionWitness(pair.extended(by: tail), of: machine)
      do throws(WitnessError) {
        try WitnessReplay.check(found)
      } catch {
        throw .limit("the witness that was found does not replay: \(error)")
      }
      witness = found
    }
    return GssmWitnessReport(
      description: description, search: search ?? .auto, length: length, outcome: outcome, witness: witness)
  }
}

/// What `--search` takes.
enum GssmWitnessSearch: String, CaseIterable {
  case auto
  case breadth
  case contraction
  case birthday

  /// The searches, in this order.
  var strategies: [CollisionSearch<SeededRecurrence>.Strategy] {
    switch self {
    case .auto: [.breadth, .contraction, .birthday]
    case .breadth: [.breadth]
    case .contraction: [.contraction]
    case .birthday: [.birthday]
    }
  }
}

/// How much a search may use up.
enum GssmWitnessEffort {
  /// The longest strings that are asked for or tried: both are kept, and each is read twice.
  static let longest = 1 << 20

  /// Strings that are tried where no length is asked for. A channel that keeps 0.999 of itself in each step
  /// needs some 2e4 steps to forget what is in 24 bits.
  static let longestByDefault = 1 << 17

  /// Products, or what takes as long, that one search may take: about ten seconds of one processor.
  static let products = 1 << 31

  /// An update takes as long as this many products even where it has none: rows are allocated, and hashed.
  static let overhead = 256

  /// The most numbers in states that are held at once: 2^25 of four bytes are 128 MiB.
  static let numbers = 1 << 25

  /// The effort for a machine.
  ///
  /// - Throws: `Failure` for a length that is out of range, or that the machine would take too long to read.
  static func allowed(
    for description: RecurrenceDescription, length: Int?
  ) throws(Failure) -> CollisionSearch<SeededRecurrence>.Effort {
    if let length, !(1...longest).contains(length) {
      throw .usage("L = \(length): expected 1 to \(longest)")
    }
    let cost = description.productsPerUpdate + overhead
    let updates = products / cost
    // Every replay reads both strings.
    if let length, length + 2 > updates {
      throw .limit(
        "L = \(length), H = \(description.hidden): reading a string takes about \((length + 2) * cost) products > "
          + "\(products), the most that are made")
    }
    return .init(
      updates: updates, states: min(1 << 16, numbers / (description.elements + 64)),
      length: length ?? longestByDefault, mustExtend: length != nil)
  }
}
