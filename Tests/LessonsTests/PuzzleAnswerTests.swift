import Lessons
import Testing

/// Right, wrong and nearly right answers to all puzzles get the marks that their questions give.
@Suite struct PuzzleAnswerTests {
  @Test(arguments: [
    PuzzleAnswers.windows, PuzzleAnswers.gates, PuzzleAnswers.factors, PuzzleAnswers.strings, PuzzleAnswers.machines,
  ])
  func isGradedByItsQuestion(answers: @Sendable () throws -> [PuzzleAnswer]) throws {
    for answer in try answers() {
      let verdict = try answer.puzzle.verdict()
      let name = "\(type(of: answer.puzzle)), \(answer)"
      switch answer.mark {
      case .right: #expect(verdict.isSolved, "\(name): \(verdict.counterexample?.text ?? "")")
      case .wrong(let begins):
        let text = verdict.counterexample?.text ?? "solved"
        #expect(text.hasPrefix(begins), "\(name): \(text)")
      }
    }
  }
}
