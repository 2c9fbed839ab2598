import Arithmetic
import AuditSearch
import Audits
import CopyTask
import StrictJSON

/// What `construct audit` says.
struct AuditReport: CommandReport {
  let path: String
  let audit: Audit

  /// L_max.
  let longest: Int

  let seconds: Double

  var status: ExitStatus {
    if audit.holds { return .success }
    return audit.failure == nil ? .undecided : .refuted
  }

  private var graph: ContextGraph { audit.graph }
  private var alphabet: Alphabet { Alphabet(size: graph.alphabetSize) }
  private var decisions: Int { audit.closed.values.reduce(0, +) }

  /// For people.
  func text() -> String {
    var lines = [
      ("model", "\(path): n = \(graph.ngram), D = \(graph.alphabetSize), \(graph.contexts.grouped) contexts"),
      (
        "decisions",
        "\(decisions.grouped): "
          + Closing.Method.allCases.map { "\((audit.closed[$0] ?? 0).grouped) \($0.rawValue)" }
          .joined(separator: ", ")
      ),
    ]
    if let margin = audit.margin {
      lines.append(("margin", "at least \(lead(margin)) of the right key's weight, \(text(margin.decision))"))
    }
    lines.append(("verdict", verdict))
    lines.append(("seconds", secondCount(seconds)))
    return hangingParagraphs(lines)
  }

  private var verdict: String {
    let what = "string with distinct \(graph.ngram)-grams"
    if audit.holds {
      let all = audit.upTo == longest ? "L <= L_max = \(longest.grouped)" : "L <= \(audit.upTo.grouped)"
      return "every \(what), \(all), is copied and ended"
    }
    let proven =
      audit.provenLength > 0 ? "every \(what) of L <= \(audit.provenLength.grouped) tokens is copied and ended; " : ""
    if let failure = audit.failure {
      return proven + "\(failure.map { "\($0)" }.joined(separator: ",")) is not (L = \(failure.count))"
    }
    if let string = audit.undecided {
      return proven + "on \(string.map { "\($0)" }.joined(separator: ",")) intervals do not tell"
    }
    return proven + "undecided beyond: the time is over"
  }

  /// Six digits, rounded down.
  private func lead(_ margin: Audit.Margin) -> String {
    Rational(exactly: margin.value)?.decimal(digits: 6, .down) ?? "\(margin.value)"
  }

  private func text(_ decision: Decision) -> String {
    "after \(alphabet.text(of: graph.tokens(of: decision.query))), \(alphabet.text(of: decision.due)) over "
      + alphabet.text(of: decision.rival)
  }

  /// One JSON object, schema `verbatim.audit/1`.
  var json: JSONValue {
    [
      "schema": "verbatim.audit/1", "file": path.json, "ngram": graph.ngram.json, "alphabet": graph.alphabetSize.json,
      "maxLength": longest.json, "upTo": audit.upTo.json, "contexts": graph.contexts.json,
      "decisions": [
        "greedy": (audit.closed[.greedy] ?? 0).json, "assignment": (audit.closed[.assignment] ?? 0).json,
        "open": audit.open.count.json,
      ],
      "margin": audit.margin.map { margin in
        [
          "value": lead(margin).json, "query": .array(graph.tokens(of: margin.decision.query).map(\.json)),
          "due": margin.decision.due.json, "rival": margin.decision.rival.json,
        ]
      } ?? .null,
      "verdict": (audit.holds ? "copies" : audit.failure == nil ? "undecided" : "fails").json,
      // Every string up to this length is copied.
      "provenLength": audit.provenLength.json,
      "failure": audit.failure.map { .array($0.map(\.json)) } ?? .null, "seconds": seconds.json,
    ]
  }
}
