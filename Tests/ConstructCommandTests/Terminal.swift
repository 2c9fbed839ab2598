#if os(Linux)
  import Foundation

  /// What a program prints when its standard output is a terminal, with the line ends that it wrote.
  ///
  /// The terminal is that of `script`, a part of every Debian and Ubuntu.
  ///
  /// - Parameter variables: of the environment, as a shell sets them in front of a command.
  func onTerminal(_ line: String, variables: String = "") throws -> String {
    let command = "\(variables) '\(try Program.executable.path)' \(line)"
    let result = try Program.run(
      URL(fileURLWithPath: "/usr/bin/script"), ["--quiet", "--return", "--command", command, "/dev/null"])
    return result.output.replacingOccurrences(of: "\r\n", with: "\n")
  }
#endif
