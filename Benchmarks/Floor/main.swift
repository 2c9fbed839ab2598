import Engines

// The arithmetic floor of the packed engine. Exact dense attention has to look at every key, so no way to compute
// it by exclusive or and population count is faster than these two instructions on every key and a sum. How
// near the counting of keys by distance comes to that is measured here, for each variant of the kernel that
// this processor can run, and printed as one JSON array.

/// Bits of a key that are compared: n = 4 and d = 4, the main job.
let mask: UInt64 = 0xffff

/// The main job's keys, and ten times as many.
let keyCounts = [10_001, 100_001]

let repetitions = 31

/// One measurement is of as many calls as look at this many keys.
let keysPerMeasurement = 20_000_000

/// Seconds that `body` takes.
func seconds(_ body: () -> Void) -> Double {
  let duration = ContinuousClock().measure(body)
  return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}

/// - Precondition: the number of values is odd.
func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// Keys that look random: multiples of an odd number near 2^64 divided by the golden ratio.
func keys(_ count: Int) -> [UInt64] {
  (1...UInt64(count)).map { ($0 &* 0x9e37_79b9_7f4a_7c15) >> 40 }
}

/// Medians over the repetitions, in which the two loops take turns, as a JSON object.
func measure(_ kernel: BitKernel, _ keys: [UInt64]) -> String {
  let calls = max(1, keysPerMeasurement / keys.count)
  var histogram = [UInt64](repeating: 0, count: mask.nonzeroBitCount + 1)
  var sum: UInt64 = 0
  var counting: [Double] = []
  var summing: [Double] = []
  // The first round warms up and is not counted.
  for round in 0...repetitions {
    let count = seconds {
      for call in 0..<calls {
        kernel.countDistances(keys, query: UInt64(call), mask: mask, into: &histogram)
      }
    }
    let add = seconds {
      for call in 0..<calls { sum &+= kernel.sumDistances(keys, query: UInt64(call), mask: mask) }
    }
    if round > 0 {
      counting.append(count)
      summing.append(add)
    }
  }
  // Both loops saw the same distances, or the comparison means nothing.
  let weighted = histogram.enumerated().reduce(UInt64(0)) { $0 &+ UInt64($1.offset) &* $1.element }
  precondition(weighted == sum, "the loops disagree")
  let scores = Double(calls * keys.count)
  let ratio = median(zip(counting, summing).map { $1 / $0 })
  return """
      {"kernel": "\(kernel.rawValue)", "keys": \(keys.count), \
    "countPerSecond": \(scores / median(counting)), "sumPerSecond": \(scores / median(summing)), \
    "ratio": \(ratio)}
    """
}

let rows = keyCounts.flatMap { count in
  let keys = keys(count)
  return BitKernel.allCases.filter(\.isAvailable).map { measure($0, keys) }
}
print("[\n\(rows.joined(separator: ",\n"))\n]")
