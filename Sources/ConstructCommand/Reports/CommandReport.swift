/// What a command has to say once it is done.
protocol CommandReport {
  /// How the program ends.
  var status: ExitStatus { get }

  /// For people; empty if nothing is left to say.
  func text() -> String

  /// For programs: one JSON object.
  func json() throws -> String
}

extension CommandReport {
  var status: ExitStatus { .success }
}
