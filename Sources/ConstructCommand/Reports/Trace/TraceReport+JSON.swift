import Arithmetic
import Constructions
import CopyTask
import Lessons
import StrictJSON
import Transformers

extension TraceReport {
  /// Most of the report are lists of numbers.
  var style: JSONStyle { .reportInOneLine }

  /// The report as one JSON object, schema `verbatim.trace/1`. An exact number is a string, `p/q` in lowest terms or
  /// `p`.
  var json: JSONValue {
    var input = ReportSection.input(copy.subject)
    input["tokens"] = trace.prompt.content.json
    let run = trace.run
    return [
      "schema": "verbatim.trace/1", "construction": ReportSection.construction(trace.parameters, size: copy.model.size),
      "input": .object(input),
      // The slots of the residual stream, in order.
      "slots": .array(
        trace.layout.slots.map {
          ["name": $0.name.json, "start": $0.range.lowerBound.json, "count": $0.range.count.json]
        }),
      "positions": .array(trace.positions.map(TraceReport.json)), "steps": .array(steps.map(TraceReport.json)),
      "run": [
        "generated": run.generated.json, "copied": run.copied.json, "terminated": run.terminated.json,
        "firstMismatch": copy.firstMismatch.json, "minAttention": TraceReport.json(run.minAttention?.value),
        "minMargin": TraceReport.json(run.minMargin?.value),
      ],
    ]
  }

  private static func json(_ position: CopyTrace.Position) -> JSONValue {
    [
      "position": position.position.json, "token": position.token.json,
      "gathered": .array(position.gathered.map(list)), "query": .array(position.query.map(list)),
      "key": .array(position.key.map(list)),
    ]
  }

  private static func json(_ step: CopyTrace.Step) -> JSONValue {
    [
      "step": step.step.json, "position": step.position.json,
      "keys": .array(
        step.keys.map { ["position": $0.position.json, "score": $0.score.json, "weight": json($0.weight)] }),
      "visible": step.visible.json, "rightKey": (step.rightKey?.position).json, "output": list(step.output),
      "logits": list(step.logits), "margin": json(step.margin), "wrote": step.wrote.json, "tied": step.tied.json,
      "due": step.due.json,
    ]
  }

  private static func json(_ number: Rational?) -> JSONValue { number.map { "\($0)" }.json }

  private static func list(_ numbers: [Rational]) -> JSONValue { numbers.map { "\($0)" }.json }
}
