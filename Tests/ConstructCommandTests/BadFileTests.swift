import Foundation
import Testing

/// Files that cannot be copied are refused in one line, and never waited for; a pipe is, until somebody writes to it.
@Suite struct BadFileTests {
  @Test func isRefusedInOneLine() throws {
    try withTemporaryFolder { folder in
      try folder.write("empty", "")
      for (path, reason) in [
        ("empty", "expected a byte or more"),
        ("missing", "No such file"),
        (".", "expected a regular file"),
        ("-", "expected a byte or more"),
        ("/dev/zero", "expected a regular file"),
        ("empty/inside", "Not a directory"),
      ] {
        expectRefusal(
          try Program.run(["--text", path], in: folder), status: 64, naming: ["--text \(path): ", reason])
      }
      expectRefusal(
        try Program.run(["--text", ""], in: folder), status: 64, naming: ["--text", "expected a path"])
    }
  }

  @Test func moreBytesThanNAllows() throws {
    try withTemporaryFolder { folder in
      try folder.write("long", String(repeating: "a", count: 257))
      expectRefusal(
        try construct("--text long --ngram 1", in: folder), status: 64,
        naming: ["L = 257", "256^1 + 1 - 1 = 256"])
      expectRefusal(
        try construct("--text long --ngram 0", in: folder), status: 64, naming: ["n = 0", "n >= 1"])
    }
  }

  @Test(
    .enabled(
      if: Unprivileged.isPossible, "needs a user whom permissions bind: run as one, or as root with setpriv"))
  func withoutPermissionToRead() throws {
    try withTemporaryFolder { folder in
      let secret = try folder.write("secret", "abc")
      let unprivileged = try Unprivileged(folder)
      try FileManager.default.setAttributes([.posixPermissions: 0o000], ofItemAtPath: secret.path)
      expectRefusal(
        try unprivileged.run(["--text", secret.path]), status: 64, naming: [secret.path, "Permission denied"])
    }
  }
}

/// The program run by a user whom permissions bind, which they do not root.
private struct Unprivileged {
  private static let setpriv = "/usr/bin/setpriv"
  private let executable: URL

  /// Prepares `folder`, in which the executable can be found by everybody.
  init(_ folder: URL) throws {
    executable = folder.appendingPathComponent("construct")
    try FileManager.default.copyItem(at: Program.executable, to: executable)
    for path in [folder.path, executable.path] {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
  }

  func run(_ arguments: [String]) throws -> Program.Result {
    guard getuid() == 0 else { return try Program.run(executable, arguments) }
    // A user and group that own nothing.
    return try Program.run(
      URL(fileURLWithPath: Unprivileged.setpriv),
      ["--reuid=65534", "--regid=65534", "--clear-groups", "--", executable.path] + arguments)
  }

  /// Whether the program runs this way at all: its libraries might be root's alone.
  static var isPossible: Bool {
    let version = try? withTemporaryFolder { try Unprivileged($0).run(["--version"]) }
    return version?.ending == .status(0)
  }
}
