import Synchronization
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

  @Test("gives one result for each index, whichever thread took it")
  func each() {
    forAll(.pair(.int(in: 1...9), .int(in: 0...300)), trials: 5) { threads, count in
      WorkerPool(threads: threads).mapEach(count) { $0 * $0 } == (0..<count).map { $0 * $0 }
    }
    #expect(throws: Failed(index: 21)) {
      _ = try WorkerPool(threads: 4).mapEach(90) { (index: Int) throws(Failed) in
        if index % 25 == 21 { throw Failed(index: index) }
        return index
      }
    }
  }

  @Test("goes piece by piece over every index once")
  func pieces() {
    forAll(.triple(.int(in: 1...9), .int(in: 0...3000), .int(in: 1...200)), trials: 5) { threads, count, size in
      let taken = Mutex([Range<Int>]())
      WorkerPool(threads: threads).forEachPiece(of: count, size: size) { range in taken.withLock { $0.append(range) } }
      let ranges = taken.withLock { $0 }.sorted { $0.lowerBound < $1.lowerBound }
      return ranges.flatMap { $0 } == Array(0..<count) && ranges.dropLast().allSatisfy { $0.count == size }
        && ranges.allSatisfy { 1...size ~= $0.count }
    }
  }

  @Test("goes up to the largest index there is")
  func largestIndex() {
    let taken = Mutex(Set<Range<Int>>())
    let half = Int.max / 2 + 1
    WorkerPool(threads: 2).forEachPiece(of: .max, size: half) { range in _ = taken.withLock { $0.insert(range) } }
    #expect(taken.withLock { $0 } == [0..<half, half..<Int.max])
  }
}
