import Foundation
import Testing

/// One file, one line, and nothing that a terminal obeys: whatever names, arguments and files hold.
@Suite struct PrintingTests {
  /// A line of its own, a cleared screen, DEL, a control sequence of one byte, and what turns a text around.
  private static let hostile = "v\nw: holds (copy, T2.3)\u{1B}[2J\u{7F}\u{9B}31m\u{202E}x"
  private static let escaped = #"v\u000aw: holds (copy, T2.3)\u001b[2J\u007f\u009b31m\u202ex"#

  private func expectTame(_ text: String, lines: Int? = nil) {
    let controls = text.unicodeScalars.filter {
      $0 != "\n" && ($0.properties.generalCategory == .control || $0.properties.isBidiControl)
    }
    #expect(controls.isEmpty, "\(text.debugDescription)")
    if let lines { #expect(text.split(separator: "\n").count == lines, "\(text.debugDescription)") }
  }

  @Test(arguments: [
    ["verify", hostile], ["verify", hostile + "-missing"], ["grade", hostile], ["--text", hostile + "-missing"],
    ["--" + hostile], [hostile], ["--ngram", hostile], ["prove", hostile], ["gssm", "capacity", "--config", hostile],
    ["--weights", hostile], ["--ngram", "2", "--length", "10", "--certificate", hostile + "/file"],
    ["--string", "a" + hostile],
  ])
  func aRefusalIsOneLine(arguments: [String]) throws {
    try withTemporaryFolder { folder in
      try folder.write(PrintingTests.hostile, "{}")
      let result = try Program.run(arguments, in: folder)
      #expect(result.ending == .status(64))
      #expect(result.output == "")
      expectTame(result.errors, lines: 1)
    }
  }

  @Test func aVerdictIsOneLine() throws {
    try withTemporaryFolder { folder in
      let file = try folder.write("good", "")
      #expect(try construct("--ngram 2 --length 5 --certificate good --quiet", in: folder).ending == .status(0))
      let text = try String(contentsOf: file, encoding: .utf8)
      try folder.write(PrintingTests.hostile, text.replacingOccurrences(of: "\"T2.3\"", with: "\"T2.7\""))
      let result = try Program.run(["verify", PrintingTests.hostile], in: folder)
      #expect(result.ending == .status(1))
      expectTame(result.output, lines: 1)
      #expect(result.output.hasPrefix(PrintingTests.escaped + ": rejected: "))
      // JSON is printed too.
      let json = try Program.run(["verify", "--json", PrintingTests.hostile], in: folder)
      expectTame(json.output)
      #expect(json.output.contains(PrintingTests.escaped.replacingOccurrences(of: #"\u000a"#, with: #"\n"#)))
    }
  }

  @Test func aReportShowsNamesOfFilesEscaped() throws {
    try withTemporaryFolder { folder in
      try folder.write(PrintingTests.hostile, "hello")
      let copy = try Program.run(["--text", PrintingTests.hostile], in: folder)
      #expect(copy.ending == .status(0))
      expectTame(copy.output)
      #expect(!copy.output.split(separator: "\n").contains { $0.hasPrefix("w: holds") })
      let name = PrintingTests.hostile + ".safetensors"
      let weights = try Program.run(["weights", "--ngram", "1", "--alphabet", "2", "--output", name], in: folder)
      #expect(weights.ending == .status(0))
      expectTame(weights.output)
      #expect(!weights.output.split(separator: "\n").contains { $0.hasPrefix("w: holds") })
    }
  }

  @Test func theContentOfACheckpointIsEscaped() throws {
    try withTemporaryFolder { folder in
      try folder.write(
        "file",
        #"{"alphabet":2,"certified":9,"length":200000,"ngram":18,"schema":"verbatim.checkpoint/1","source":"\u001b]0;x\u0007\u009b\nq"}"#
      )
      let result = try construct(
        "--ngram 18 --alphabet 2 --length 200000 --kernel indexed --checkpoint file", in: folder)
      expectRefusal(result, status: 64, naming: [#"source \u001b]0;x\u0007\u009b\u000aq; expected"#])
      expectTame(result.errors, lines: 1)
    }
  }
}
