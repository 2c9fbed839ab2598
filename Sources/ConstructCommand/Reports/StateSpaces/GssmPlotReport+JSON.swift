import Arithmetic
import Figures
import StateSpaces
import StrictJSON

extension GssmPlotReport {
  /// The points as one JSON object, schema `verbatim.gssm/1`.
  var json: JSONValue {
    [
      "schema": "verbatim.gssm/1", "command": "plot", "alphabet": figure.alphabetSize.json,
      "cacheFormat": figure.format.rawValue.json, "models": .array(figure.curves.map(model)),
      "transformer": [
        "errorFloor": ReportedNumber.exact(0).json, "note": "keeps every token it reads: no such bound at any length",
      ],
    ]
  }

  private func model(_ curve: ErrorFloorFigure.Curve) -> JSONValue {
    [
      "name": curve.preset.name.json, "origin": curve.preset.origin.json, "family": curve.state.family.json,
      "bits": curve.state.bits(figure.format).json,
      "growthBitsPerToken": curve.state.growthBits(figure.format).json, "fixedState": curve.state.isFixed.json,
      // The longest L with floor 0; null where the state grows.
      "maxCopyLength": (curve.floor?.longestCopy).json,
      // Why the floor is 0 where the state grows.
      "note": curve.floor == nil ? "attends to all tokens in some layers: the bound says nothing of it" : nil,
      // "p/q" where it is exact, and else bounds rounded outward.
      "points": .array(curve.points.map { ["length": $0.x.numerator.json, "errorFloor": $0.y.reported.json] }),
    ]
  }
}
