import TestSupport
import Testing

@testable import Workers


@Suite("Work spread over threads")
struct WorkersTests {
  private struct Failed: Error, Equatable { let index: Int }

  @Test("gives the results in order of index")
  func order() {
    forAll(.pair(.int(in: 1...9), .int(in: 0...5000)), trials: 5) { threads, count in
      let squares = WorkerPool(threads: threads).map(count, leastShare: 512) { range in range.map { $0 * $0 } }
      return squares == (0..<count).map { $0 * $0 }
    }
  }

  @Test("fails with the error of the first range that fails")
  func errors() {
    for threads in 1...8 {
      let workers = WorkerPool(threads: threads)
      #expect(throws: Failed(index: 2100)) {
        _ = try workers.map(8192, leastShare: 512) { (range: Range<Int>) throws(Failed) in
          for index in range where index >= 2100 && index % 100 == 0 { throw Failed(index: index) }
          return Array(range)
        }
      }
    }
  }
}
