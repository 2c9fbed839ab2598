import Constructions
import CopyTask
import Lessons
import StateSpaces

/// A puzzle's file: which puzzle, its answer, and the holes that are open.
struct PuzzleFile {
  static let schema = "verbatim.puzzle/1"

  let puzzle: any Puzzle

  /// The places of the holes that were taken as 0, or as the empty string.
  let open: [String]

  var name: PuzzleName { type(of: puzzle).name }

  /// Reads the file at `path`, which may hold anything.
  ///
  /// - Throws: `Failure` that names the file and the place in it, and what was expected there.
  init(at path: String) throws(Failure) {
    guard !path.isEmpty else { throw .usage("grade '': expected a path") }
    guard let bytes = try TextFile.bytesIfPresent(at: path, option: "grade", most: PuzzleLimits.mostBytes)
    else {
      throw .usage("grade \(path): there is no such file")
    }
    try self.init(bytes, file: path)
  }

  /// Reads the text of a file.
  init(_ bytes: [UInt8], file: String) throws(Failure) {
    let object = try ConfigurationFile.fields(in: bytes, name: file, expected: "a puzzle")
    var reader = PuzzleReader(file: file)
    let whole = PuzzleReader.Value(value: .object(object), place: "")
    // The schema comes first: a file of another kind has other keys.
    guard object["schema"] == .text(PuzzleFile.schema) else {
      throw .usage("\(file): expected an object with the schema \(PuzzleFile.schema)")
    }
    let fields = try reader.fields(
      whole, ["schema", "puzzle", "given", "answer"], optional: ["title", "question"])
    let names = PuzzleName.allCases.map(\.rawValue).joined(separator: ", ")
    guard case .text(let text) = fields[1].value, let name = PuzzleName(rawValue: text) else {
      throw reader.wrong(fields[1], "one of \(names)")
    }
    for key in ["title", "question"] {
      guard let value = object[key] else { continue }
      guard case .text = value else { throw reader.wrong(.init(value: value, place: key), "a string") }
    }
    puzzle = try PuzzleFile.puzzle(name, given: fields[2], answer: fields[3], &reader)
    open = reader.open
  }

  private static func puzzle(
    _ name: PuzzleName, given: PuzzleReader.Value, answer: PuzzleReader.Value, _ reader: inout PuzzleReader
  ) throws(Failure) -> any Puzzle {
    switch name {
    case .window: return try reader.window(given, answer)
    case .gate: return try reader.gate(given, answer)
    case .scale: return try reader.scale(given, answer)
    case .readout: return try reader.readout(given, answer)
    case .oneLayer: return try reader.oneLayer(given, answer)
    case .machine: return try reader.machine(given, answer)
    case .breakCopier: return try reader.breakCopier(given, answer)
    case .deBruijn: return try reader.deBruijn(given, answer)
    case .lookup: return try reader.lookup(given, answer)
    }
  }
}
