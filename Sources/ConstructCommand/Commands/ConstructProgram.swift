import ArgumentParser

/// The program `construct`: parses the arguments, runs the subcommand, ends with its exit status.
public enum ConstructProgram {
  /// Runs the program with the arguments of the process.
  public static func main() -> Never {
    do {
      var command = try Construct.parseAsRoot()
      // A request for help may be parsed as a command too.
      if command is any ReportingCommand, let repeated { throw repeated.failure }
      try command.run()
      Console.exit(.success)
    } catch let failure as Failure {
      Console.fail(failure)
    } catch {
      let message = Console.joined(Construct.message(for: error))
      switch Construct.exitCode(for: error) {
      case .success:
        // A request for help or the version.
        Console.print(Construct.fullMessage(for: error))
        Console.exit(.success)
      case _ where repeated != nil:
        // Whatever else is wrong may be so because of that.
        Console.fail(repeated?.failure ?? .usage(message))
      case .failure:
        // What a library refuses, which is what it was given; or what `validate` of a command threw, wrapped.
        Console.fail(.usage(message))
      default:
        Console.fail(.usage("\(message) (construct \(subcommand.path) --help lists the options)"))
      }
    }
  }

  private static var arguments: ArraySlice<String> { CommandLine.arguments.dropFirst() }

  /// An option that the arguments give twice though it takes one value.
  private static var repeated: RepeatedOption? { RepeatedOption(in: arguments, of: subcommand.type) }

  /// The subcommand that the arguments name, and its names, outer one first: `copy` where they name none.
  private static var subcommand: (type: any ParsableCommand.Type, path: String) {
    var type: any ParsableCommand.Type = Construct.self
    var path: [String] = []
    for argument in arguments {
      guard let inner = type.configuration.subcommands.first(where: { $0._commandName == argument }) else { break }
      type = inner
      path.append(argument)
    }
    return path.isEmpty ? (Copy.self, Copy._commandName) : (type, path.joined(separator: " "))
  }
}

/// The root command. Without a subcommand it copies.
struct Construct: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "construct",
    abstract: "Construct the two-layer transformer that copies strings, and watch it copy one.",
    usage: """
      construct --ngram <n> --length <L> [--alphabet <D>]
                [--source <source>] [--seed <seed>] [<running>]
      construct --string <string> [--ngram <n>] [--alphabet <D>] [<running>]
      construct --text <file> [--ngram <n>] [<running>]
      construct --weights <file> [--logits <file>] ...
      construct <subcommand> [--help]

      <running>: [--scale <scale>] [--kernel <kernel>] [--precision <bits>]
                 [--threads <threads>] [--checkpoint <file>]
                 [--certificate <file>] [--json] [--quiet]
      """,
    discussion: """
      Theorem 2.3 of "Repeat After Me: Transformers are Better than State Space Models at Copying" \
      (Jelassi, Brandfonbrener, Kakade, Malach, ICML 2024, arXiv:2402.01032) says that a transformer with \
      two layers copies every string whose n-grams are distinct, up to a length exponential in n, while the \
      state of any state space model that does so must hold the whole string. This program constructs such a \
      transformer and runs it: by its weights, in exact or rounded arithmetic, or by engines that compute the \
      same function faster.

      Without a subcommand, 'copy' is meant: 'construct copy --help' describes its options. Where a file is \
      taken, '-' is standard input or standard output, and pipes will do; what is said besides a file that \
      goes to standard output goes to standard error.

      EXAMPLES
        construct --ngram 4 --length 10000
            Copy 10,000 tokens of a de Bruijn sequence over ten letters.
        construct --ngram 4 --length 1000 --kernel rational
            Copy 1,000 tokens in exact arithmetic.
        construct --text LICENSE
            Copy a file byte by byte, n large enough for distinct n-grams.
        construct --ngram 3 --alphabet 26 --length 40 --source uniform --json
            Copy a random string and report in JSON.

      EXIT STATUS
        0   The claim holds: the string was copied, and EOS came right after it.
        1   It was checked and does not hold; what went wrong first is printed.
        2   Undecided: what is asked for is neither proven nor shown to fail.
        64  Wrong usage or input.
        70  A limit of this machine was met: memory, or the precision of the numbers.
        130 Ctrl-C ended a long copy; how many steps were certified is printed.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(name: "Copy and prove", subcommands: [Copy.self, Prove.self, Verify.self, Frontier.self]),
      CommandGroup(name: "Models and files", subcommands: [Weights.self, AuditCommand.self]),
      CommandGroup(name: "State spaces", subcommands: [Gssm.self]),
      CommandGroup(name: "Teaching", subcommands: [Trace.self, FiguresCommand.self, Grade.self]),
    ],
    defaultSubcommand: Copy.self)
}
