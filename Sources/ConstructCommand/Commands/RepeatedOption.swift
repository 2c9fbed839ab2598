import ArgumentParser
import StrictJSON

/// An option that takes one value and was given twice. The parser takes the last value, whatever came before.
struct RepeatedOption {
  /// The option as it was written, and its value, both times.
  let first, second: (name: String, value: String)

  /// The first one among arguments that the parser took for this command.
  init?<Arguments: Collection<String>>(in arguments: Arguments, of command: any ParsableCommand.Type) {
    let declared = DeclaredOption.all(of: command)
    var found: [String: (name: String, value: String)] = [:]
    // What follows two dashes is no option.
    var rest = arguments.prefix { $0 != "--" }[...]
    while let argument = rest.popFirst() {
      let (name, attached) = RepeatedOption.parts(argument)
      guard let option = declared.first(where: { $0.names.contains(name) }) else { continue }
      // The value of an option is never looked at as an option itself.
      guard let value = attached ?? rest.popFirst(), !option.takesSeveral else { continue }
      if let earlier = found.updateValue((name, value), forKey: option.names[0]) {
        (first, second) = (earlier, (name, value))
        return
      }
    }
    return nil
  }

  /// An option and the value that is attached to it with an equals sign, if one is.
  private static func parts(_ argument: String) -> (name: String, value: String?) {
    guard argument.hasPrefix("-"), let sign = argument.firstIndex(of: "=") else { return (argument, nil) }
    return (String(argument[..<sign]), String(argument[argument.index(after: sign)...]))
  }

  /// What is refused.
  var failure: Failure {
    let given = [first, second].map { "\($0.name) \(JSONValue.quoted($0.value))" }.joined(separator: " and ")
    return .usage("\(given): expected \(first.name) once")
  }
}

/// An option with a value, as a command declares it.
private struct DeclaredOption {
  /// All of its names, with their dashes.
  let names: [String]

  /// Whether it may be given several times.
  let takesSeveral: Bool

  /// The options of a command. Only the parser knows them; it describes them in JSON.
  static func all(of command: any ParsableCommand.Type) -> [DeclaredOption] {
    let text = Array(command._dumpHelp().utf8)
    guard let tool = try? JSONValue(text[...], JSONForm(mostBytes: text.count)) else { return [] }
    guard case .array(let arguments) = tool["command"]?["arguments"] else { return [] }
    return arguments.filter { $0["kind"] == "option" }.map { argument in
      var names: [String] = []
      if case .array(let declared) = argument["names"] { names = declared.compactMap(name) }
      return DeclaredOption(names: names, takesSeveral: argument["isRepeating"] == true)
    }
  }

  private static func name(_ declared: JSONValue) -> String? {
    guard case .string(let name) = declared["name"] else { return nil }
    return (declared["kind"] == "long" ? "--" : "-") + name
  }
}
