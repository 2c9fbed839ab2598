import Arithmetic
import Figures
import StateSpaces

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension GssmPlotReport {
  /// The points as one JSON object, schema `verbatim.gssm/1`.
  func json() throws -> String { try reportJSON(Document(figure)) }

  /// The layout of the object. Names and meaning are fixed: others script against them.
  private struct Document: Encodable {
    struct Point: Encodable {
      let length: Decimal
      /// "p/q" where it is exact, and else bounds rounded outward.
      let errorFloor: ReportedNumber
    }

    struct Model: Encodable {
      let name, origin, family: String
      let bits, growthBitsPerToken: Decimal
      let fixedState: Bool
      /// The longest L with floor 0; null where the state grows.
      @OrNull var maxCopyLength: Decimal?
      /// Why the floor is 0 where the state grows.
      @OrNull var note: String?
      let points: [Point]

      init(_ curve: ErrorFloorFigure.Curve, format: CacheFormat) throws(Failure) {
        (name, origin, family) = (curve.preset.name, curve.preset.origin, curve.state.family)
        bits = try jsonInteger(curve.state.bits(format))
        growthBitsPerToken = try jsonInteger(curve.state.growthBits(format))
        fixedState = curve.state.isFixed
        note = curve.floor == nil ? "attends to all tokens in some layers: the bound says nothing of it" : nil
        if let longest = curve.floor?.longestCopy {
          maxCopyLength = try jsonInteger(longest)
        } else {
          maxCopyLength = nil
        }
        var points: [Point] = []
        for point in curve.points {
          points.append(Point(length: try jsonInteger(point.x.numerator), errorFloor: point.y.reported))
        }
        self.points = points
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

    init(_ figure: ErrorFloorFigure) throws(Failure) {
      (alphabet, cacheFormat) = (figure.alphabetSize, figure.format.rawValue)
      var models: [Model] = []
      for curve in figure.curves { models.append(try Model(curve, format: figure.format)) }
      self.models = models
    }
  }
}
