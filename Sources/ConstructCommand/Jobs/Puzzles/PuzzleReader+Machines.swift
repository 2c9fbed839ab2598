import Arithmetic
import CopyTask
import Lessons
import StateSpaces
import StrictJSON

/// The puzzles about machines with a state of fixed size.
extension PuzzleReader {
  mutating func machine(_ given: FieldReader, _ answer: FieldReader) throws(FieldError) -> MachinePuzzle {
    try given.requireKeys(["alphabet", "length"])
    let size = try given["alphabet"].whole(2...PuzzleLimits.mostAlphabet)
    let length = try given["length"].whole(1...PuzzleLimits.mostLength)
    if let excess = PuzzleLimits.excess(alphabetSize: size, length: length) {
      throw FieldError(at: given.place, "too many strings to run: \(excess)")
    }
    return MachinePuzzle(try table(answer, Alphabet(size: size)), length: length)
  }

  mutating func lookup(_ given: FieldReader, _ answer: FieldReader) throws(FieldError) -> LookupPuzzle {
    try given.requireKeys(["ngram", "alphabet", "states"])
    let ngram = try given["ngram"].whole(1...PuzzleLimits.mostNgram)
    let size = try given["alphabet"].whole(2...PuzzleLimits.mostAlphabet)
    let states = try given["states"].whole(1...PuzzleLimits.mostStates)
    let enough = PrefixKeyLookup.stateCount(alphabetSize: size, ngram: ngram)
    guard enough <= Integer(PuzzleLimits.mostStates) else {
      throw FieldError(
        at: given.place,
        "n = \(ngram), D = \(size): \(enough) states > \(PuzzleLimits.mostStates), the most of a table")
    }
    return LookupPuzzle(try table(answer, Alphabet(size: size)), ngram: ngram, mostStates: states)
  }

  /// A machine: its start and a row for each state, with the token written there and the next state for each
  /// letter and COPY.
  private mutating func table(_ answer: FieldReader, _ alphabet: Alphabet) throws(FieldError) -> TableMachine {
    let answer = try fields(answer, ["start", "states"])
    let reads = alphabet.content.map { alphabet.text(of: $0) } + ["copy"]
    let values = try answer["states"].elements(1...PuzzleLimits.mostStates)
    let states = 0...(values.count - 1)
    let start = try number(answer["start"], states)
    var rows: [TableMachine.Row] = []
    for value in values {
      let row = try fields(value, ["writes"] + reads)
      let writes = try letter(row["writes"], alphabet)
      var next: [Int] = []
      for key in reads { next.append(try number(row[key], states)) }
      rows.append(TableMachine.Row(writes: writes, next: Array(next.dropLast()), copy: next[next.count - 1]))
    }
    do throws(TableMachine.Invalid) {
      return try TableMachine(alphabet, start: start, rows: rows)
    } catch {
      throw FieldError(at: answer.place, "\(error)")
    }
  }

  /// A content token; an open hole is taken as the first one.
  private mutating func letter(_ found: FieldReader, _ alphabet: Alphabet) throws(FieldError) -> Token {
    if found.isNull {
      leaveOpen(found.place)
      return 0
    }
    let tokens = try pattern(found, alphabet, mayBeOpen: false)
    guard tokens.count == 1, let token = tokens[0] else { throw found.wrong("one letter, or null") }
    return token
  }
}
