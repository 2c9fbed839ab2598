import ArgumentParser
import Certificates

/// `construct verify`: checks certificates.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check certificates, by the reference and the theorems alone.",
    usage: "construct verify <file> ... [--json] [--quiet]",
    discussion: """
      Every field of a certificate (schema verbatim.certificate/1) is computed anew from the parameters and the string, \
      in fractions by multiplying the matrices, or by the inequality of a theorem, and compared. The engine that made \
      the certificate takes no part. Proofs/Certificates/FORMAT.md specifies the form, and \
      Proofs/Certificates/check.py is another checker, \
      which shares no code with this one.

      EXIT STATUS
        0   All certificates hold.
        1   One was checked and does not; the first field that is wrong is printed.
        64  One is no certificate, or cannot be read.
      """)

  @Argument(help: ArgumentHelp("The certificates.", valueName: "file"))
  var files: [String]

  @Flag(help: "Print one JSON object (schema verbatim.verification/1) instead of text.")
  var json = false

  @Flag(help: "Print nothing of certificates that hold or are rejected: the exit status says which.")
  var quiet = false

  func run() throws {
    var verdicts: [VerifyVerdict] = []
    for file in files {
      let verdict = VerifyVerdict(of: file)
      if !quiet, !json, verdict.outcome != .unreadable { Console.print(verdict.line) }
      if verdict.outcome == .unreadable { Console.warn(verdict.line) }
      verdicts.append(verdict)
    }
    if json, !quiet { Console.print(try VerifyVerdict.json(verdicts)) }
    Console.exit(verdicts.map(\.outcome.status).max { $0.rawValue < $1.rawValue } ?? .success)
  }
}
