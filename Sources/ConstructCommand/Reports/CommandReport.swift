import StrictJSON

/// What a command has to say once it is done.
protocol CommandReport {
  /// How the program ends.
  var status: ExitStatus { get }

  /// For people; empty if nothing is left to say.
  func text() -> String

  /// For programs: one JSON object, the layout of which is fixed: others script against it. Every key is always
  /// there, with null where it has no value.
  var json: JSONValue { get }

  /// How the object is written.
  var style: JSONStyle { get }
}

extension CommandReport {
  var status: ExitStatus { .success }

  /// One key to a line, so that two reports can be compared line by line.
  var style: JSONStyle { .report }
}
