import Arithmetic
import Constructions
import CopyTask
import Lessons
import Transformers

extension TraceReport {
  /// The report as one JSON object, schema `verbatim.trace/1`, in one line: most of it are lists of numbers.
  func json() throws -> String {
    try reportJSON(Document(self), inOneLine: true)
  }

  /// The layout of the object. Names and meaning are fixed: others script against them.
  private struct Document: Encodable {
    let schema = "verbatim.trace/1"
    let construction: ReportSection.Construction
    let input: Input
    /// The slots of the residual stream, in order.
    let slots: [Slot]
    let positions: [Position]
    let steps: [Step]
    let run: Run

    init(_ report: TraceReport) {
      construction = ReportSection.Construction(
        report.trace.parameters, size: report.copy.model.size)
      input = Input(section: ReportSection.Input(report.copy.subject), tokens: report.trace.prompt.content)
      slots = report.trace.layout.slots.map {
        Slot(name: $0.name, start: $0.range.lowerBound, count: $0.range.count)
      }
      positions = report.trace.positions.map(Position.init)
      steps = report.steps.map(Step.init)
      run = Run(report)
    }
  }

  private struct Input: Encodable {
    let section: ReportSection.Input
    let tokens: [Token]

    enum CodingKeys: CodingKey { case tokens }

    func encode(to encoder: any Encoder) throws {
      try section.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(tokens, forKey: .tokens)
    }
  }

  private struct Slot: Encodable {
    let name: String
    let start, count: Int
  }

  private struct Position: Encodable {
    let position, token: Int
    let gathered, query, key: [[Number]]

    init(_ position: CopyTrace.Position) {
      self.position = position.position
      token = position.token
      gathered = position.gathered.map { $0.map(Number.init) }
      query = position.query.map { $0.map(Number.init) }
      key = position.key.map { $0.map(Number.init) }
    }
  }

  private struct Key: Encodable {
    let position, score: Int
    let weight: Number

    init(_ key: CopyTrace.Key) {
      (position, score, weight) = (key.position, key.score, Number(key.weight))
    }
  }

  private struct Step: Encodable {
    let step, position: Int
    let keys: [Key]
    let visible: Int
    @OrNull var rightKey: Int?
    let output, logits: [Number]
    @OrNull var margin: Number?
    @OrNull var wrote: Token?
    let tied: [Token]
    @OrNull var due: Token?

    init(_ step: CopyTrace.Step) {
      (self.step, position, visible) = (step.step, step.position, step.visible)
      (keys, rightKey) = (step.keys.map(Key.init), step.rightKey?.position)
      (output, logits) = (step.output.map(Number.init), step.logits.map(Number.init))
      (margin, wrote, tied, due) = (step.margin.map(Number.init), step.wrote, step.tied, step.due)
    }
  }

  private struct Run: Encodable {
    let generated: [Token]
    let copied: Int
    let terminated: Bool
    @OrNull var firstMismatch: ReportSection.Mismatch?
    @OrNull var minAttention: Number?
    @OrNull var minMargin: Number?

    init(_ report: TraceReport) {
      let run = report.trace.run
      (generated, copied, terminated) = (run.generated, run.copied, run.terminated)
      firstMismatch = report.copy.firstMismatch.map(ReportSection.Mismatch.init)
      minAttention = (run.minAttention?.value).map(Number.init)
      minMargin = (run.minMargin?.value).map(Number.init)
    }
  }

  /// An exact number: a string, `p/q` in lowest terms or `p`.
  private struct Number: Encodable {
    let value: Rational

    init(_ value: Rational) { self.value = value }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode("\(value)")
    }
  }
}
