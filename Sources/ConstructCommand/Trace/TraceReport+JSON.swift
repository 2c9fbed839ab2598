import Arithmetic
import Constructions
import CopyTask
import Exposition
import Transformers
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension TraceReport {
  /// The report as one JSON object, schema `verbatim.trace/1`, in one line: most of it are lists of numbers.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(Document(self)), as: UTF8.self)
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

    init(_ report: TraceReport) throws {
      construction = try ReportSection.Construction(report.trace.parameters)
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
    let step: CopyTrace.Step

    enum CodingKeys: CodingKey {
      case step, position, keys, visible, rightKey, output, logits, margin, wrote, tied, due
    }

    /// Spelled out so that what is absent is written as null: every key is always there.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(step.step, forKey: .step)
      try container.encode(step.position, forKey: .position)
      try container.encode(step.keys.map(Key.init), forKey: .keys)
      try container.encode(step.visible, forKey: .visible)
      try container.encode(step.rightKey?.position, forKey: .rightKey)
      try container.encode(step.output.map(Number.init), forKey: .output)
      try container.encode(step.logits.map(Number.init), forKey: .logits)
      try container.encode(step.margin.map(Number.init), forKey: .margin)
      try container.encode(step.wrote, forKey: .wrote)
      try container.encode(step.tied, forKey: .tied)
      try container.encode(step.due, forKey: .due)
    }
  }

  private struct Run: Encodable {
    let generated: [Token]
    let copied: Int
    let terminated: Bool
    let firstMismatch: ReportSection.Mismatch?
    let minAttention, minMargin: Number?

    init(_ report: TraceReport) {
      let run = report.trace.run
      generated = run.generated
      copied = run.copied
      terminated = run.terminated
      firstMismatch = report.copy.firstMismatch.map(ReportSection.Mismatch.init)
      minAttention = (run.minAttention?.value).map(Number.init)
      minMargin = (run.minMargin?.value).map(Number.init)
    }

    enum CodingKeys: CodingKey {
      case generated, copied, terminated, firstMismatch, minAttention, minMargin
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(generated, forKey: .generated)
      try container.encode(copied, forKey: .copied)
      try container.encode(terminated, forKey: .terminated)
      try container.encode(firstMismatch, forKey: .firstMismatch)
      try container.encode(minAttention, forKey: .minAttention)
      try container.encode(minMargin, forKey: .minMargin)
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
