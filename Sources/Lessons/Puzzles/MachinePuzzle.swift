public import CopyTask
public import StateSpaces

/// The table of the smallest machine that copies every string of L tokens: D^L states.
///
/// Claims: `T2.7`, that fewer do not, and `X.tight`, that as many do.
public struct MachinePuzzle: Puzzle {
  public static let name = PuzzleName.machine

  /// The answer.
  public let machine: TableMachine

  /// L.
  public let length: Int

  /// - Precondition: `length >= 1`, and D^L is at most `PuzzleLimits.mostStrings`.
  public init(_ machine: TableMachine, length: Int) {
    precondition(PuzzleLimits.excess(alphabetSize: machine.alphabet.size, length: length) == nil)
    (self.machine, self.length) = (machine, length)
  }

  public func verdict() -> PuzzleVerdict {
    let alphabet = machine.alphabet
    let strings = Array(AllStrings(alphabetSize: alphabet.size, length: length))
    func verdict(
      _ checked: Int, _ counterexample: PuzzleCounterexample?, reason: String? = nil
    ) -> PuzzleVerdict {
      PuzzleVerdict(
        counterexample, reason: reason, checked: checked, of: strings.count,
        "strings of \(length) tokens over D = \(alphabet.size)",
        shows:
          "\(machine.stateCount) states are enough for L = \(length). Fewer are not: two strings would end in the "
          + "same state, and one of them be miscopied (\(ClaimID.t27)).")
    }
    for (index, string) in strings.enumerated() {
      let written = machine.copy(of: string)
      guard let step = string.indices.first(where: { written[$0] != string[$0] }) else { continue }
      return verdict(
        index + 1,
        PuzzleCounterexample(string, in: alphabet, step: step, wrote: [written[step]], due: string[step]),
        reason: collision(strings))
    }
    guard machine.stateCount <= strings.count else {
      return verdict(
        strings.count,
        PuzzleCounterexample(
          "\(machine.stateCount) states, where D^L = \(strings.count) do: this machine is not the smallest"))
    }
    return verdict(strings.count, nil)
  }

  /// The first string that ends in a state in which an earlier one ended.
  private func collision(_ strings: [[Token]]) -> String? {
    var seen: [Int: [Token]] = [:]
    for string in strings {
      let state = machine.state(after: Prompt(alphabet: machine.alphabet, content: string).tokens)
      if let earlier = seen[state] {
        let texts = [earlier, string].map { machine.alphabet.text(of: $0) }
        return
          "after \(texts[0]) and COPY, and after \(texts[1]) and COPY, the machine is in state \(state): one of "
          + "them is lost"
      }
      seen[state] = string
    }
    return nil
  }
}

extension TableMachine {
  /// A state in the table of a puzzle.
  public struct Row: Hashable, Sendable {
    /// The token written in this state.
    public let writes: Token
    /// The next state for each content token.
    public let next: [Int]
    /// The next state when COPY is read.
    public let copy: Int

    /// What a state does.
    public init(writes: Token, next: [Int], copy: Int) {
      (self.writes, self.next, self.copy) = (writes, next, copy)
    }
  }

  /// The machine of a puzzle: BOS leads to the start from everywhere, and EOS changes nothing.
  ///
  /// - Throws: `Invalid` that names the first entry out of range.
  public init(_ alphabet: Alphabet, start: Int, rows: [Row]) throws(Invalid) {
    try self.init(
      alphabet: alphabet, start: start,
      updates: rows.enumerated().map { $1.next + [start, $1.copy, $0] }, outputs: rows.map(\.writes))
  }
}
