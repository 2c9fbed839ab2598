import Foundation
import Testing

/// An option that takes one value is given once. The parser itself would take the last value and say nothing.
@Suite struct RepeatedOptionTests {
  /// Every option of every command, as the parser describes them.
  static let options: [CommandOption] = CommandOption.all

  @Test func noCommandIsOverlooked() {
    let commands = Set(RepeatedOptionTests.options.map { $0.command.joined(separator: " ") })
    #expect(
      commands == [
        "copy", "prove", "frontier", "weights", "audit", "trace", "figures", "gssm bound", "gssm capacity",
        "gssm exhaust", "gssm plot",
        "gssm witness",
      ])
  }

  @Test(arguments: RepeatedOptionTests.options)
  func isRefusedEvenWithEqualValues(option: CommandOption) throws {
    // Whether the values are any good is not asked first.
    let result = try Program.run(option.command + [option.name, "2", option.name, "2"])
    let attached = try Program.run(option.command + ["\(option.name)=1", "\(option.name)=2"])
    let refusal = "expected \(option.name) once"
    guard !option.isRepeating else {
      #expect(!result.errors.contains(refusal) && !attached.errors.contains(refusal))
      return
    }
    expectRefusal(result, status: 64, naming: ["\(option.name) \"2\" and \(option.name) \"2\"", refusal])
    expectRefusal(attached, status: 64, naming: ["\(option.name) \"1\" and \(option.name) \"2\"", refusal])
  }

  @Test(arguments: [
    ("--ngram 3 --ngram 4 --length 5", "--ngram \"3\" and --ngram \"4\": expected --ngram once"),
    ("--ngram 3 --length 5 --kernel packed --kernel=indexed", "expected --kernel once"),
    ("weights --ngram 2 --alphabet 2 -o a --output b", "-o \"a\" and --output \"b\": expected -o once"),
    ("gssm capacity --model mamba-130m --model mamba-370m", "expected --model once"),
    ("gssm witness --model lstm --format float16 --model gru", "expected --model once"),
  ])
  func isRefused(arguments: String, part: String) throws {
    expectRefusal(try construct(arguments), status: 64, naming: [part])
  }

  /// A value that looks like the option, flags, names, and options that take several values.
  @Test(arguments: [
    "--ngram 2 --length 5 --json --json", "gssm plot --model mamba-130m --model mamba-370m",
    "--ngram 2 --length 5 --quiet", "figures --table scale scale",
  ])
  func othersMayBeRepeated(arguments: String) throws {
    #expect(try construct(arguments).ending == .status(0))
  }

  @Test func helpIsGivenAllTheSame() throws {
    let result = try construct("--ngram 3 --ngram 4 --help")
    #expect(result.ending == .status(0))
    #expect(result.output.contains("USAGE: construct"))
  }
}

/// An option with a value, of some command.
struct CommandOption: CustomTestStringConvertible {
  /// The words that name the command.
  let command: [String]
  let name: String
  let isRepeating: Bool

  var testDescription: String { (command + [name]).joined(separator: " ") }

  /// Those of all commands; none if the program cannot be asked, which a test notices.
  static var all: [CommandOption] {
    guard let result = try? construct("--experimental-dump-help"),
      let tool = try? JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any],
      let root = tool["command"] as? [String: Any]
    else { return [] }
    return options(root, [])
  }

  private static func options(_ command: [String: Any], _ path: [String]) -> [CommandOption] {
    let own = (command["arguments"] as? [[String: Any]] ?? []).flatMap { argument -> [CommandOption] in
      guard argument["kind"] as? String == "option" else { return [] }
      return (argument["names"] as? [[String: String]] ?? []).map { name in
        let dashes = name["kind"] == "long" ? "--" : "-"
        return CommandOption(
          command: path, name: dashes + (name["name"] ?? ""), isRepeating: argument["isRepeating"] as? Bool ?? false)
      }
    }
    let inner = (command["subcommands"] as? [[String: Any]] ?? []).flatMap { command in
      options(command, path + [command["commandName"] as? String ?? ""])
    }
    return own + inner
  }
}
