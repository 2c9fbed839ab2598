import Constructions
import Rounding
import Theorems

/// The formats and orders that are asked about.
struct FrontierPlan {
  let parameters: NgramParameters
  let formats: [FloatFormat]

  /// What sums are held in, if not in the format itself.
  let accumulator: FloatFormat?

  let orders: [OrderClass]

  /// Decides them one after the other.
  func report() throws -> FrontierReport {
    let cells = try formats.flatMap { format in
      try orders.map { orders in
        try FrontierCell(parameters, in: FloatArithmetic(format, accumulator: accumulator), orders: orders)
      }
    }
    return FrontierReport(parameters: parameters, cells: cells)
  }
}
