import Foundation
import Testing

/// Standard input, standard output and pipes, wherever a file is taken.
@Suite struct StandardStreamTests {
  /// Runs a line of a shell in which `$C` is the program.
  private func shell(_ line: String, in folder: URL? = nil) throws -> Program.Result {
    try Program.run(
      URL(fileURLWithPath: "/bin/bash"), ["-c", "C=\(try Program.executable.path); " + line], in: folder)
  }

  @Test(arguments: [
    "printf abcabd | $C --text -", "printf abcabd | $C --text /dev/stdin", "$C --text <(printf abcabd)",
    "printf abcabd > f; $C --text - < f", "printf abcabd > f; $C --text /dev/stdin < f",
    "(sleep 0.5; printf abc; sleep 0.5; printf abd) | $C --text -",
    "mkfifo p; (sleep 0.5; printf abcabd > p) & $C --text p",
    "printf abcabd | $C --text - --ngram 3 --kernel indexed", "printf abcabd | $C trace --text - --step 1",
  ])
  func aTextComesFromAnywhere(line: String) throws {
    try withTemporaryFolder { folder in
      let result = try shell(line, in: folder)
      #expect(result.ending == .status(0), "\(result.errors)")
      #expect(result.output.contains("\ncopied     6 of 6 tokens, then EOS\n"), "\(result.output)")
      #expect(!line.contains("--text -") || result.output.contains("6 bytes of standard input"))
    }
  }

  @Test(arguments: [
    ("$C weights --ngram 1 --alphabet 3 -o - | $C --weights - --length 3", "copied     3 of 3 tokens, then EOS"),
    ("$C weights --ngram 1 --alphabet 3 -o /dev/stdout | $C --weights /dev/stdin --length 3", "copied     3 of 3"),
    ("$C weights --ngram 1 --alphabet 3 -o >(wc -c); sleep 0.5", "6808"),
    ("$C --ngram 2 --length 5 --certificate - | $C verify -", "-: holds (copy, T2.3)"),
    ("$C --ngram 2 --length 5 --certificate c; $C verify <(cat c) | sed 's/.*holds/holds/'", "holds (copy, T2.3)"),
    ("echo '{\"model_type\": \"mamba\"}' | $C gssm capacity --config - --bits 3; echo $?", "64"),
    ("$C trace --string abc --html - | head -n 1", "<!doctype html>"),
    ("$C gssm plot --output - | head -c 4", "<svg"),
    (
      "$C weights --ngram 1 --alphabet 3 -o m --quiet; $C --weights m --length 3 --logits - --json | grep -c logits/1",
      "1"
    ),
    (
      "$C gssm witness --model lstm --hidden 2 --format bfloat16 --certificate - | $C verify -",
      "-: holds (gssm-witness, T2.7)"
    ),
  ])
  func aFileGoesAnywhere(line: String, part: String) throws {
    try withTemporaryFolder { folder in
      let result = try shell(line, in: folder)
      #expect(result.output.contains(part), "\(result.output)\n\(result.errors)")
      #expect(try !FileManager.default.contentsOfDirectory(atPath: folder.path).contains("-"))
    }
  }

  /// The file is all that standard output gets; the report goes to standard error.
  @Test func theReportGivesWay() throws {
    try withTemporaryFolder { folder in
      let model = "weights --ngram 1 --alphabet 3 -o"
      let result = try shell("$C \(model) m --quiet; $C \(model) - > s", in: folder)
      #expect(result.output == "")
      #expect(result.errors.contains("parameters, 83 of them not zero"))
      let (file, stream) = (folder.appendingPathComponent("m"), folder.appendingPathComponent("s"))
      #expect(try Data(contentsOf: file) == Data(contentsOf: stream))
    }
  }

  @Test(arguments: [
    ("printf abc | $C --text - --weights -", ["--weights -: "]),
    ("printf '' | $C --text -", ["--text -: ", "expected a byte or more"]),
    ("$C --text - < .", ["--text -: ", "expected a regular file or a pipe"]),
    ("$C figures scale --output -", ["--output -: ", "expected a directory"]),
    ("$C --ngram 19 --length 300000 --checkpoint -", ["--checkpoint -: ", "expected a file"]),
    ("head -c 3000000 /dev/zero | $C gssm capacity --config -", ["--config -: ", "expected 1048576 at most"]),
  ])
  func whatCannotBeIsRefused(line: String, parts: [String]) throws {
    expectRefusal(try shell(line), status: 64, naming: parts)
  }

  @Test func standardInputIsReadOnce() throws {
    let result = try shell("$C --ngram 2 --length 5 --certificate - --quiet | $C verify - -")
    #expect(result.ending == .status(64))
    #expect(result.output == "-: holds (copy, T2.3)\n")
    #expect(result.errors.contains("standard input is taken already"))
  }

  #if os(Linux)
    /// A stream without end is read as far as memory goes.
    @Test func anEndlessStreamIsALimit() throws {
      let result = try shell("ulimit -v 300000; cat /dev/zero | $C --text -")
      expectRefusal(result, status: 70, naming: ["--text -: more than ", " bytes that this machine has"])
    }
  #endif
}
