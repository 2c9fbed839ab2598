import Certificates
import Constructions
import CopyTask
import StrictJSON

extension CopyReport {
  /// The report as one JSON object, schema `verbatim.copy/1`.
  ///
  /// The members `rounding` and `exact` are those of `roundingJSON`.
  var json: JSONValue {
    let members: JSONObject = [
      "schema": "verbatim.copy/1",
      "construction": ReportSection.construction(subject.parameters, size: model.size),
      // The digest that certificates give; null where the weights were too many to be built.
      "weights": ["sha256": (model.weights.map { CanonicalWeights(weights: $0).sha256 }).json],
      "input": .object(ReportSection.input(subject)),
      "run": [
        "kernel": kernel.rawValue.json,
        // How many tokens were written, EOS included, and how many of the L stand where they belong.
        "generated": generated.json, "copied": copied.json, "terminated": terminated.json,
        "firstMismatch": firstMismatch.json, "minAttention": (minAttention?.value).json,
        "minMargin": (minMargin?.value).json, "seconds": seconds.json, "tokensPerSecond": tokensPerSecond.json,
        "peakBytes": peakBytes.json,
        // How many of the tokens were taken from a checkpoint file instead of being written.
        "resumedAt": resumedAt.json,
      ],
      "bounds": [
        // Of L2.4, p/q.
        "pNgramUpper": ReportedNumber.exact(bounds.repeatProbability(order: subject.parameters.ngram)).json,
        // The smallest integer >= L log2 D.
        "gssmBits": bounds.stateBits.json,
      ],
    ]
    return .object(JSONObject(members.fields + roundingJSON.fields))
  }
}
