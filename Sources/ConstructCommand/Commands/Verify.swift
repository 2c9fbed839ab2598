import ArgumentParser

/// `construct verify`: checks certificates.
struct Verify: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check certificates, by the reference and the theorems alone.",
    usage: "construct verify <file> ... [--json] [--quiet]",
    discussion: """
      Every field of a certificate (schema verbatim.certificate/1) is computed anew from the parameters and the \
      string, in fractions by multiplying the matrices, or by the inequality of a theorem, and compared. The engine \
      that made the certificate takes no part. Proofs/Certificates/FORMAT.md specifies the form, and \
      Proofs/Certificates/check.py is another checker, which shares no code with this one.

      EXIT STATUS
        0   All certificates hold.
        1   One was checked and does not; the first field that is wrong is printed.
        64  One is no certificate, or cannot be read.
        70  Memory is short for one.
      """)

  @Argument(help: ArgumentHelp("The certificates.", valueName: "file"))
  var files: [String]

  static let schema = "verbatim.verification/1"
  static let quietHelp = "Print nothing of certificates that hold or are rejected: the exit status says which."

  @OptionGroup var reporting: OutputOptions<Verify>

  func report() -> any CommandReport {
    let verdicts = files.map { file in
      let verdict = VerifyVerdict(of: file)
      if [.unreadable, .unchecked].contains(verdict.outcome) {
        Console.warn(verdict.line)
      } else {
        reporting.printEarly(verdict.line)
      }
      return verdict
    }
    return VerifyReport(verdicts: verdicts)
  }
}
