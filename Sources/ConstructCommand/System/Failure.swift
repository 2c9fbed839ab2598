import StrictJSON

/// How the program can end. The numbers are documented in its help.
enum ExitStatus: Int32 {
  /// The claim holds.
  case success = 0
  /// The claim was checked and does not hold.
  case refuted = 1
  /// Neither proven nor refuted, within what was tried.
  case undecided = 2
  /// Wrong usage or input: EX_USAGE of sysexits.
  case usage = 64
  /// A limit of this machine was met: EX_SOFTWARE of sysexits, the nearest there is.
  case limit = 70
  /// Ctrl-C ended a long copy before its last step: 128 + SIGINT, as shells say it.
  case interrupted = 130
}

/// An error that ends the program with one line on standard error.
struct Failure: Error, Hashable, CustomStringConvertible {
  let status: ExitStatus
  /// The line. Names, arguments and contents of files in it are escaped: no part of it is a line of its own.
  let message: String

  init(status: ExitStatus, message: String) { (self.status, self.message) = (status, message.printable) }

  var description: String { message }

  /// Wrong usage or input: names the value and what was expected.
  static func usage(_ message: String) -> Failure { Failure(status: .usage, message: message) }

  /// A limit of this machine: names both sides of the inequality that fails.
  static func limit(_ message: String) -> Failure { Failure(status: .limit, message: message) }
}
