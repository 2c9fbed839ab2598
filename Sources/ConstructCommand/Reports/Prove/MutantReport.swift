import Constructions
import Theorems

/// Which changes of the construction the checks notice.
struct MutantReport: CommandReport {
  let score: MutationScore

  init(_ score: MutationScore) { self.score = score }

  /// Whether every mutant was killed or is equivalent for a known reason, and no reason is wrong.
  var isClean: Bool { score.survivors.isEmpty && score.wronglyExcused.isEmpty }

  var status: ExitStatus { isClean ? .success : .refuted }

  /// How many mutants each claim killed.
  private var kills: [(id: String, count: Int)] { MutantReport.counts(score.outcomes.compactMap(\.killer)) }

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
    return hangingParagraphs(lines)
  }

  /// The report as one JSON object, schema `verbatim.mutants/1`.
  func json() throws -> String {
    struct Document: Encodable {
      let schema = "verbatim.mutants/1"
      let ngram, alphabet, mutants: Int
      let killed, equivalent: [String: Int]
      let survivors, wronglyExcused: [String]
    }
    let document = Document(
      ngram: score.parameters.ngram, alphabet: score.parameters.alphabetSize, mutants: score.outcomes.count,
      killed: Dictionary(uniqueKeysWithValues: kills.map { ($0.id, $0.count) }),
      equivalent: Dictionary(uniqueKeysWithValues: reasons.map { ($0.reason, $0.count) }),
      survivors: score.survivors.map(\.mutant.name),
      wronglyExcused: score.wronglyExcused.map(\.mutant.name))
    return try reportJSON(document)
  }
}
