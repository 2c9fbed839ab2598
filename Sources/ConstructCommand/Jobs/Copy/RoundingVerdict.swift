import Arithmetic
import Constructions
import CopyTask
import Rounding
import Theorems

/// What X.rounding says of a copy in a number format: that rounding cannot have harmed it, or nothing.
struct RoundingVerdict {
  /// The largest class of orders of summation in which this copy is certain; `nil` where it is in none that is asked
  /// about, and the run is an observation.
  let orders: OrderClass?

  /// Up to which length every string with distinct n-grams is certain to be copied: in these orders or, where there
  /// are none, in the reference's. `nil` where the theorem is not about the run at all.
  let provenLength: Int?

  /// Why it is certain, or why not: what follows a colon.
  let reason: String

  /// The verdict for a kernel that rounds.
  ///
  /// - Parameters:
  ///   - parameters: those of the model.
  ///   - areDistinct: whether the n-grams of the string, with the model's n, are.
  /// - Complexity: see `FloatFrontier`.
  init(_ kernel: Kernel, _ parameters: NgramParameters, length: Int, areDistinct: Bool) {
    guard let format = kernel.format else {
      self.init(unknown: "\(kernel.rawValue) is not one of the formats that the theorem is about")
      return
    }
    guard areDistinct else {
      self.init(unknown: "the theorem is about strings with distinct \(parameters.ngram)-grams")
      return
    }
    func frontier(_ orders: OrderClass) -> FloatFrontier {
      FloatFrontier(parameters, in: FloatArithmetic(format), orders: orders)
    }
    // The reference's own order is the quickest to decide, and one of both larger classes.
    let least = frontier(.product)
    guard least.provenLength >= length else {
      self.init(nil, least.provenLength, least.gap)
      return
    }
    var broken: FloatFrontier?
    for orders in [OrderClass.any, .sequential] {
      let larger = frontier(orders)
      if larger.provenLength >= length {
        self.init(larger, except: broken)
        return
      }
      broken = larger
    }
    self.init(least, except: broken)
  }

  /// Certain in the orders of a frontier, and not in those of another one.
  private init(_ frontier: FloatFrontier, except broken: FloatFrontier?) {
    let exception = broken.map { " In \($0.orders.plural) \($0.gap)." } ?? ""
    self.init(frontier.orders, frontier.provenLength, frontier.argument + exception)
  }

  /// The theorem says nothing of this run.
  init(unknown reason: String) { self.init(nil, nil, reason) }

  private init(_ orders: OrderClass?, _ provenLength: Int?, _ reason: String) {
    (self.orders, self.provenLength, self.reason) = (orders, provenLength, reason)
  }

  /// Whether the copy is proved, whatever the run did.
  var isCertain: Bool { orders != nil }
}

extension Kernel {
  /// What X.rounding knows of the numbers of this kernel; `nil` for numbers that are exact, or of a chosen precision.
  var format: FloatFormat? { FloatFormat.named.first { $0.name == rawValue } }
}

extension OrderClass {
  /// How sums are added, for a sentence that says where something holds.
  fileprivate var plural: String {
    switch self {
    case .any: "trees of additions"
    case .sequential: "other orders"
    case .product: "the order of this program"
    }
  }
}

extension FloatFrontier {
  /// In one sentence why strings of up to `provenLength` tokens are copied.
  fileprivate var argument: String {
    func sides(_ name: Stage.Name) -> (left: Rational, right: Rational)? { stages.first { $0.name == name }?.sides }
    let scores =
      sides(.scores).map { "the right key's score leads by \($0.right.decimal(digits: 4, .down)) or more" }
      ?? "no score is rounded"
    guard let rest = sides(.rest)?.left, rest > 0, let sums = sides(.sums)?.left else {
      return "layer 1 is exact, \(scores), all other keys get weights that are rounded to 0, and then the right logit "
        + "leads."
    }
    return "layer 1 is exact, \(scores), all other keys together weigh at most \(rest.decimal(digits: 3, .up)) of the "
      + "right one, so that sums over the keys are within \(sums.decimal(digits: 3, .up)) < 1/2 of its term, and then "
      + "the right logit leads."
  }

  /// In which stage the proof ends, where it does.
  fileprivate var gap: String {
    let proven = provenLength == 0 ? "no length is proven" : "L <= \(provenLength.grouped) is proven, and no more"
    return proven + (limit.map { ": \($0.name.rawValue): \($0.text)" } ?? "")
  }
}
