import Testing

/// What the program says about itself.
@Suite struct HelpTests {
  private static let options = [
    "--ngram", "--length", "--alphabet", "--source", "--seed", "--text", "--scale", "--kernel", "--precision",
    "--threads", "--checkpoint", "--weights", "--logits", "--json", "--quiet",
  ]

  @Test(arguments: ["--help", "-h", "help", "copy --help", "help copy"])
  func mentionsEveryOptionInEightyColumns(arguments: String) throws {
    let result = try construct(arguments)
    #expect(result.ending == .status(0))
    #expect(result.errors == "")
    for option in HelpTests.options + ["--help"] { #expect(result.output.contains(option), "\(option)") }
    for line in result.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func namesEveryExitStatusKernelAndSource() throws {
    let root = try construct("--help").output
    for status in [0, 1, 2, 64, 70, 130] { #expect(root.contains("\n  \(status) "), "\(status)") }
    let copy = try construct("copy --help").output
    for name in kernels + ["de-bruijn", "distinct", "uniform", "length-dependent", "length-free", "power-of-two"] {
      #expect(copy.contains("'\(name)'"), "\(name)")
    }
  }

  @Test func everySubcommandIsInOneGroup() throws {
    let help = try construct("--help").output
    let groups = help.split(separator: "\n\n").filter { $0.contains(" SUBCOMMANDS:\n") }
    let names = groups.map { group in
      group.split(separator: "\n").dropFirst().filter { !$0.hasPrefix("   ") }
        .compactMap { $0.split(separator: " ").first.map(String.init) }
    }
    #expect(
      names == [
        ["copy", "prove", "verify", "frontier"], ["weights", "audit"], ["gssm"], ["trace", "figures", "grade"],
      ])
    #expect(
      groups.map { $0.prefix { $0 != ":" } } == [
        "COPY AND PROVE SUBCOMMANDS", "MODELS AND FILES SUBCOMMANDS", "STATE SPACES SUBCOMMANDS",
        "TEACHING SUBCOMMANDS",
      ])
  }

  @Test func theExamplesAreNotBroken() throws {
    // A continuation that the help formatter broke off starts at the margin.
    let lines = try construct("--help").output.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex(of: "EXAMPLES"))
    let end = try #require(lines[start...].firstIndex(of: ""))
    for line in lines[(start + 1)..<end] { #expect(line.hasPrefix("  "), "\(line)") }
  }

  @Test(arguments: ["--version", "copy --version"])
  func versionIsOneLine(arguments: String) throws {
    let result = try construct(arguments)
    #expect(result.ending == .status(0))
    #expect(result.errors == "")
    #expect(result.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }
}
