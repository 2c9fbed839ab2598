import Arithmetic
import CopyTask
import Lessons
import StateSpaces

/// The puzzles about machines with a state of fixed size.
extension PuzzleReader {
  mutating func machine(_ given: Value, _ answer: Value) throws(Failure) -> MachinePuzzle {
    let fields = try fields(given, ["alphabet", "length"])
    let size = try self.given(fields[0], 2...PuzzleLimits.mostAlphabet)
    let length = try self.given(fields[1], 1...PuzzleLimits.mostLength)
    if let excess = PuzzleLimits.excess(alphabetSize: size, length: length) {
      throw .usage("\(file): given: too many strings to run: \(excess)")
    }
    return MachinePuzzle(try table(answer, Alphabet(size: size)), length: length)
  }

  mutating func lookup(_ given: Value, _ answer: Value) throws(Failure) -> LookupPuzzle {
    let fields = try fields(given, ["ngram", "alphabet", "states"])
    let ngram = try self.given(fields[0], 1...PuzzleLimits.mostNgram)
    let size = try self.given(fields[1], 2...PuzzleLimits.mostAlphabet)
    let states = try self.given(fields[2], 1...PuzzleLimits.mostStates)
    let enough = PrefixKeyLookup.stateCount(alphabetSize: size, ngram: ngram)
    guard enough <= Integer(PuzzleLimits.mostStates) else {
      throw .usage(
        "\(file): given: n = \(ngram), D = \(size): \(enough) states > \(PuzzleLimits.mostStates), the most of a table"
      )
    }
    return LookupPuzzle(try table(answer, Alphabet(size: size)), ngram: ngram, mostStates: states)
  }

  /// A machine: its start and a row for each state, with the token written there and the next state for each
  /// letter and COPY.
  private mutating func table(_ answer: Value, _ alphabet: Alphabet) throws(Failure) -> TableMachine {
    let fields = try fields(answer, ["start", "states"])
    let letters = alphabet.content.map { alphabet.text(of: $0) }
    let values = try list(fields[1], 1...PuzzleLimits.mostStates)
    let states = 0...(values.count - 1)
    let start = try number(fields[0], states)
    var rows: [TableMachine.Row] = []
    for value in values {
      let parts = try self.fields(value, ["writes"] + letters + ["copy"])
      var next: [Int] = []
      let writes = try letter(parts[0], alphabet)
      for part in parts.dropFirst() { next.append(try number(part, states)) }
      rows.append(TableMachine.Row(writes: writes, next: Array(next.dropLast()), copy: next[next.count - 1]))
    }
    do throws(TableMachine.Invalid) {
      return try TableMachine(alphabet, start: start, rows: rows)
    } catch {
      throw .usage("\(file): answer: \(error)")
    }
  }

  /// A content token; an open hole is taken as the first one.
  private mutating func letter(_ found: Value, _ alphabet: Alphabet) throws(Failure) -> Token {
    if found.value == .null {
      leaveOpen(found.place)
      return 0
    }
    let tokens = try pattern(found, alphabet, mayBeOpen: false)
    guard tokens.count == 1, let token = tokens[0] else { throw wrong(found, "one letter, or null") }
    return token
  }
}
