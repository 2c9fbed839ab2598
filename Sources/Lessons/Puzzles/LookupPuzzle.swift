import CopyTask
public import StateSpaces

/// The table of a machine that reads BOS k_1 ... k_n y_1 y_2 ... COPY, and then writes the token that follows
/// the first place where k_1 ... k_n stands in y, for strings of every length.
///
/// Where the key stands nowhere, or nothing follows it, anything may be written. Claim: `X.prefix-suffix`.
public struct LookupPuzzle: Puzzle {
  public static let name = PuzzleName.lookup

  /// The answer.
  public let machine: TableMachine

  /// n.
  public let ngram: Int

  /// How many states the machine may have.
  public let mostStates: Int

  /// - Precondition: `ngram >= 1`, and `PrefixKeyLookup` has at most `PuzzleLimits.mostStates` states.
  public init(_ machine: TableMachine, ngram: Int, mostStates: Int) {
    (self.machine, self.ngram, self.mostStates) = (machine, ngram, mostStates)
  }

  /// This machine and the one that is right by its definition, after the same tokens.
  private struct Pair: Hashable {
    let machine: Int
    let right: PrefixKeyLookup.State
  }

  public func verdict() -> PuzzleVerdict {
    let alphabet = machine.alphabet
    let lookup = PrefixKeyLookup(alphabet: alphabet, ngram: ngram)
    func verdict(_ checked: Int, _ counterexample: PuzzleCounterexample?) -> PuzzleVerdict {
      PuzzleVerdict(
        counterexample, checked: checked, of: counterexample == nil ? checked : nil,
        "pairs of states of this machine and of one that is right",
        shows:
          "The answer is right for strings of every length: no string leads to another pair of states. With the "
          + "key at the end no machine does this (\(ClaimID.xPrefixSuffix)).")
    }
    guard machine.stateCount <= mostStates else {
      return verdict(
        0, PuzzleCounterexample("\(machine.stateCount) states, where \(mostStates) are allowed and enough"))
    }
    // Breadth first, tokens by the alphabet: the first string that leads to a pair is a shortest one.
    let start = Pair(machine: machine.update(machine.start, reading: alphabet.bos), right: lookup.start)
    var strings: [Pair: [Token]] = [start: []]
    var open = [start]
    var next = 0
    while next < open.count {
      let pair = open[next]
      next += 1
      let string = strings[pair] ?? []
      if case .found(let due) = pair.right {
        let wrote = machine.output(in: machine.update(pair.machine, reading: alphabet.copy))
        if wrote != due {
          let (key, rest) = (
            alphabet.text(of: string.prefix(ngram)), alphabet.text(of: string.dropFirst(ngram))
          )
          return verdict(
            next,
            PuzzleCounterexample(
              "key \(key), then \(rest): wrote \(alphabet.text(of: wrote)), due was \(alphabet.text(of: due))",
              string: string, step: 0, wrote: [wrote], due: due))
        }
      }
      for token in alphabet.content {
        let after = Pair(
          machine: machine.update(pair.machine, reading: token),
          right: lookup.update(pair.right, reading: token))
        guard strings[after] == nil else { continue }
        strings[after] = string + [token]
        open.append(after)
      }
    }
    return verdict(open.count, nil)
  }
}
