import Certificates
import Constructions
import CopyTask

/// Where `--certificate` says that a certificate goes.
struct CertificateFile {
  let path: String

  /// - Throws: `Failure` if no file can be there: found out before a long run, not after it.
  init(_ path: String) throws(Failure) {
    guard !path.isEmpty else { throw .usage("--certificate '': expected a path") }
    let folder = CertificateFile.folder(of: Platform.absolute(path))
    guard Platform.kind(of: folder) == .folder else {
      throw .usage("--certificate \(path): \(folder) is no folder")
    }
    guard path == TextFile.standard || Platform.kind(of: path) != .folder else {
      throw .usage("--certificate \(path): expected a file, which a folder is not")
    }
    self.path = path
  }

  /// What stands before the last slash.
  private static func folder(of path: String) -> String {
    let folder = path.lastIndex(of: "/").map { path[..<$0] } ?? ""
    return folder.isEmpty ? "/" : String(folder)
  }

  /// Refuses a copy of which no certificate can be made.
  func require(
    _ parameters: NgramParameters, length: Int, isDeBruijn: Bool, kernel: Kernel
  ) throws(Failure) {
    guard kernel.isCertain else {
      throw .usage(
        "--certificate \(path) with --kernel \(kernel.rawValue): a run that rounds proves nothing; expected packed, "
          + "indexed, rational or interval")
    }
    do throws(CertificateProblem) {
      try CertificateIssuer.requireIssuable(parameters, length: length, isDeBruijn: isDeBruijn)
    } catch {
      throw .limit("--certificate \(path): \(error)")
    }
  }

  /// Writes the certificate of a copy, or of its failure; none of a run that decided nothing, whose status
  /// says so.
  func write(
    _ report: CopyReport, isDeBruijn: Bool, content: () throws(Failure) -> [Token]
  ) throws(Failure) {
    guard report.status != .limit else { return }
    let content = try content()
    try write { () throws(CertificateProblem) in
      try CertificateIssuer.copy(
        report.subject.parameters, content: content, isDeBruijn: isDeBruijn, succeeded: report.succeeded)
    }
  }

  /// Makes a certificate and writes it.
  func write(_ certificate: () throws(CertificateProblem) -> Certificate) throws(Failure) {
    let text: String
    do throws(CertificateProblem) { text = try certificate().text } catch {
      throw .limit("--certificate \(path): \(error)")
    }
    guard text.utf8.count <= CertificateLimits.mostBytes else {
      throw .limit(
        "--certificate \(path): \(text.utf8.count) bytes > \(CertificateLimits.mostBytes), the most of a certificate")
    }
    try OutputFile.write(text, to: path, option: "--certificate")
  }
}
