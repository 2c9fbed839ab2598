import Constructions
import CopyTask
import StrictJSON
import Theorems

/// Which changes of the construction the checks notice.
struct MutantReport: CommandReport {
  let score: MutationScore

  init(_ score: MutationScore) { self.score = score }

  /// Whether every mutant was killed or is equivalent for a known reason, and no reason is wrong.
  var isClean: Bool { score.survivors.isEmpty && score.wronglyExcused.isEmpty }

  var status: ExitStatus { isClean ? .success : .refuted }

  /// How many mutants each claim killed.
  private var kills: [(id: String, count: Int)] {
    MutantReport.counts(score.outcomes.compactMap { $0.killer?.rawValue })
  }

  /// How many mutants are equivalent for each reason.
  private var reasons: [(reason: String, count: Int)] {
    MutantReport.counts(score.outcomes.filter { $0.killer == nil }.compactMap(\.equivalence))
  }

  /// How often each text occurs, in order.
  private static func counts(_ texts: [String]) -> [(String, Int)] {
    Dictionary(grouping: texts) { $0 }.map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
  }

  /// The report for people.
  func text() -> String {
    var lines: [(String, String)] = [
      (
        "mutants",
        "n = \(score.parameters.ngram), D = \(score.parameters.alphabetSize): "
          + "\(score.outcomes.count.grouped) changes of the construction"
      )
    ]
    for (id, count) in kills { lines.append(("killed", "\(count.grouped) by the check of \(id) first")) }
    for (reason, count) in reasons { lines.append(("equivalent", "\(count.grouped): \(reason)")) }
    lines.append(("survivors", score.survivors.isEmpty ? "none" : "\(score.survivors.count.grouped)"))
    for mutant in score.survivors { lines.append(("", mutant.mutant.name)) }
    for mutant in score.wronglyExcused {
      lines.append(("WRONG", "\(mutant.mutant.name) was noticed, although \(mutant.equivalence ?? "")"))
    }
    return lines.map { hangingParagraph($0.0, $0.1) }.joined(separator: "\n")
  }

  /// The report as one JSON object, schema `verbatim.mutants/1`.
  var json: JSONValue {
    [
      "schema": "verbatim.mutants/1", "ngram": score.parameters.ngram.json,
      "alphabet": score.parameters.alphabetSize.json, "mutants": score.outcomes.count.json,
      "killed": .object(JSONObject(kills.map { JSONField($0.id, $0.count.json) })),
      "equivalent": .object(JSONObject(reasons.map { JSONField($0.reason, $0.count.json) })),
      "survivors": score.survivors.map(\.mutant.name).json,
      "wronglyExcused": score.wronglyExcused.map(\.mutant.name).json,
    ]
  }
}
