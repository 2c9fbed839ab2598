import Lessons
import StrictJSON

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
    let reader = FieldReader(.object(try JSONFile.object(bytes, name: file)))
    do throws(FieldError) { (puzzle, open) = try PuzzleFile.puzzle(reader) } catch {
      throw .usage("\(file): \(error)")
    }
  }

  private static func puzzle(_ file: FieldReader) throws(FieldError) -> (any Puzzle, open: [String]) {
    // The schema comes first: a file of another kind has other keys.
    guard file["schema"].value == .string(schema) else {
      throw FieldError("expected an object with the schema \(schema)")
    }
    try file.requireKeys(["schema", "puzzle", "given", "answer"], optional: ["title", "question"])
    for key in ["title", "question"] where file.value[key] != nil { _ = try file[key].string() }
    var reader = PuzzleReader()
    let name = try file["puzzle"].choice(PuzzleName.self)
    let puzzle = try puzzle(name, given: file["given"], answer: file["answer"], &reader)
    return (puzzle, reader.open)
  }

  private static func puzzle(
    _ name: PuzzleName, given: FieldReader, answer: FieldReader, _ reader: inout PuzzleReader
  ) throws(FieldError) -> any Puzzle {
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
