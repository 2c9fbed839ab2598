import Constructions
import CopyTask
import StrictJSON
import Theorems

/// Which changes of the construction the checks notice.
struct MutantReport: CommandReport {
  let score: MutationScore

  init(_ score: MutationScore) { self.score = score }

  /// Whether every mutant was killed or is equivalent for a known reason, no reason is wrong, and the engines refuse
  /// each or compute what the reference does.
  var isClean: Bool { score.survivors.isEmpty && score.wronglyExcused.isEmpty && score.misread.isEmpty }

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
    lines.append(
      (
        "engines",
        "\(engines(.refused).grouped) refused by the form that they compute, \(engines(.same).grouped) run as by the "
          + "reference, \(score.misread.count.grouped) run otherwise"
      ))
    for mutant in score.misread {
      lines.append(("WRONG", "\(mutant.mutant.name) is run otherwise by the packed engine"))
    }
    return lines.map { hangingParagraph($0.0, $0.1) }.joined(separator: "\n")
  }

  /// How many mutants the engines made this of.
  private func engines(_ outcome: MutationScore.EngineOutcome) -> Int {
    score.outcomes.count { $0.engines == outcome }
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
      "engines": [
        "refused": engines(.refused).json, "same": engines(.same).json,
        "different": score.misread.map(\.mutant.name).json,
      ],
    ]
  }
}
