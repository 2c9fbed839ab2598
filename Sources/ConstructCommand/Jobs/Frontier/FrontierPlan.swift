import Constructions
import Rounding
import Theorems
import Workers

/// The formats and orders that are asked about.
struct FrontierPlan {
  let parameters: NgramParameters
  let formats: [FloatFormat]

  /// What sums are held in, if not in the format itself.
  let accumulator: FloatFormat?

  let orders: [OrderClass]
  let workers: WorkerPool

  /// Decides them, several at a time.
  ///
  /// - Throws: what `FrontierCell` throws.
  func report() throws -> FrontierReport {
    let (parameters, accumulator) = (parameters, accumulator)
    let places = formats.flatMap { format in orders.map { (format, $0) } }
    let cells = try workers.mapEach(places.count) { number in
      let (format, orders) = places[number]
      return try FrontierCell(parameters, in: FloatArithmetic(format, accumulator: accumulator), orders: orders)
    }
    return FrontierReport(parameters: parameters, cells: including(cells))
  }

  /// The cells of a format stand one after the other, larger classes of orders later.
  private func including(_ cells: [FrontierCell]) -> [FrontierCell] {
    var known: [FrontierCell] = []
    for (number, cell) in cells.enumerated() {
      known.append(number % orders.count == 0 ? cell : cell.including(known[number - 1]))
    }
    return known
  }
}
