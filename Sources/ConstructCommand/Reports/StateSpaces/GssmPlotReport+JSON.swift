import Arithmetic
import Figures
import StateSpaces


extension GssmPlotReport {
  /// The points as one JSON object, schema `verbatim.gssm/1`.
  func json() throws -> String { try reportJSON(Document(figure)) }

  /// The layout of the object. Names and meaning are fixed: others script against them.
  private struct Document: Encodable {
    struct Point: Encodable {
      let length: JSONInteger
      /// "p/q" where it is exact, and else bounds rounded outward.
      let errorFloor: ReportedNumber
    }

    struct Model: Encodable {
      let name, origin, family: String
      let bits, growthBitsPerToken: JSONInteger
      let fixedState: Bool
      /// The longest L with floor 0; null where the state grows.
      @OrNull var maxCopyLength: JSONInteger?
      /// Why the floor is 0 where the state grows.
      @OrNull var note: String?
      let points: [Point]

      init(_ curve: ErrorFloorFigure.Curve, format: CacheFormat) {
        (name, origin, family) = (curve.preset.name, curve.preset.origin, curve.state.family)
        bits = JSONInteger(curve.state.bits(format))
        growthBitsPerToken = JSONInteger(curve.state.growthBits(format))
        fixedState = curve.state.isFixed
        note = curve.floor == nil ? "attends to all tokens in some layers: the bound says nothing of it" : nil
        maxCopyLength = (curve.floor?.longestCopy).map(JSONInteger.init)
        points = curve.points.map { Point(length: JSONInteger($0.x.numerator), errorFloor: $0.y.reported) }
      }
    }

    struct Transformer: Encodable {
      let errorFloor = ReportedNumber.exact(0)
      let note = "keeps every token it reads: no such bound at any length"
    }

    let schema = "verbatim.gssm/1"
    let command = "plot"
    let alphabet: Int
    let cacheFormat: String
    let models: [Model]
    let transformer = Transformer()

    init(_ figure: ErrorFloorFigure) {
      (alphabet, cacheFormat) = (figure.alphabetSize, figure.format.rawValue)
      models = figure.curves.map { Model($0, format: figure.format) }
    }
  }
}
