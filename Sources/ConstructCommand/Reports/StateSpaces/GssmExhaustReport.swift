import Arithmetic
import CopyTask
import StateSpaces
import StrictJSON

/// What an exhaustive search has found.
struct GssmExhaustReport: CommandReport {
  let search: ExhaustiveSearch
  let tally: ExhaustiveSearch.Tally
  let threads: Int
  let seconds: Double

  private var space: MachineSpace { search.space }

  /// Strings that the best machine copies when it is run on all of them from scratch; `nil` where they are
  /// too many.
  private var replayed: Int? {
    guard let best = tally.best, strings <= GssmExhaustReport.mostStrings else { return nil }
    return search.replay(best)
  }

  /// A replay of more strings would take longer than the search.
  private static let mostStrings = Integer(1 << 16)

  /// D^L, if it is at most `mostStrings`; otherwise some number above.
  private var strings: Integer {
    var strings = Integer(1)
    for _ in 0..<search.length where strings <= GssmExhaustReport.mostStrings {
      strings *= Integer(space.alphabetSize)
    }
    return strings
  }

  /// Whether every machine was counted, the maximum is what it should be, and the best machine copies as
  /// many.
  var holds: Bool {
    tally.covered == space.count && tally.maximum == search.expectedMaximum
      && (replayed.map { $0 == tally.maximum } ?? true)
  }

  var status: ExitStatus { holds ? .success : .refuted }

  private var claim: ClaimID { search.twice ? .xTwice : .xTight }

  func text() -> String {
    let (states, size, length) = (space.states, space.alphabetSize, search.length)
    let covered = tally.covered.grouped
    var lines = [
      (
        "machines",
        "\(covered), all that have s = \(states) states over D = \(size): s^(s (D + 1)) D^s, up to the names of the "
          + "states" + (tally.covered == space.count ? "" : "; expected \(space.count)")
      ),
      (
        "strings",
        "all D^L of L = \(length.grouped) tokens, \(search.twice ? "read twice, BOS x x COPY" : "BOS x COPY")"
      ),
      (
        "maximum",
        "\(tally.maximum) copied" + (replayed.map { ", \($0) when the machine below is run on all" } ?? "")
          + "; min(s, D^L) = \(search.expectedMaximum)"
      ),
    ]
    for (copied, count) in tally.machines.enumerated() where count != 0 {
      lines.append((copied == 0 ? "tally" : "", "\(copied) copied by \(count.grouped) machines"))
    }
    if let best = tally.best {
      for state in 0..<best.stateCount {
        let targets = (0..<size).prefix(8).map { "\(best.alphabet.text(of: $0)): \(best.updates[state][$0])" }
        lines.append(
          (
            state == 0 ? "machine" : "",
            "state \(state) writes \(best.alphabet.text(of: best.outputs[state])); goes to "
              + targets.joined(separator: ", ") + (size > 8 ? ", ..." : "")
              + ", COPY: \(best.updates[state][best.alphabet.copy])"
          ))
      }
    }
    lines.append(("seconds", "\(secondCount(seconds)) with \(threads) thread\(threads == 1 ? "" : "s")"))
    lines.append(("claim", claimText))
    return lines.map { hangingParagraph($0.0, $0.1) }.joined(separator: "\n")
  }

  private var claimText: String {
    guard holds else { return "\(claim): this contradicts it, which is a defect of this program" }
    return search.twice
      ? "\(claim): reading the string twice does not raise the maximum"
      : "\(claim): the least error is 1 - min(s, D^L) / D^L, so \(ClaimID.t27) holds with >= and not with >"
  }

  /// The report as one JSON object, schema `verbatim.gssm/1`.
  var json: JSONValue {
    [
      "schema": "verbatim.gssm/1", "command": "exhaust", "claim": claim.rawValue.json, "states": space.states.json,
      "alphabet": space.alphabetSize.json, "length": search.length.json, "twice": search.twice.json,
      // Machines counted, and the formula's number: digits, as they may exceed any machine number.
      "machines": "\(tally.covered)".json, "expectedMachines": "\(space.count)".json,
      "maximum": tally.maximum.json, "expectedMaximum": search.expectedMaximum.json,
      // How many machines copy 0, 1, ..., s strings.
      "tally": tally.machines.map { "\($0)" }.json,
      // Row by row: the content tokens, then COPY. The state after BOS is 0.
      "machine": tally.best.map { best in
        [
          "updates": best.updates.map { Array($0[..<best.alphabet.size]) + [$0[best.alphabet.copy]] }.json,
          "outputs": best.outputs.json,
        ]
      } ?? .null,
      "holds": holds.json, "run": ["threads": threads.json, "seconds": seconds.json],
    ]
  }
}
