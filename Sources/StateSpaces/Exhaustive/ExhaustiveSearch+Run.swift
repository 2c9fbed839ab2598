import Arithmetic
import Synchronization
import Workers

extension ExhaustiveSearch {
  /// Tables that one thread takes at a time: a fraction of a second's work, so that progress is seen.
  private static let share = 1 << 14

  /// Runs every table of the space, on so many threads.
  ///
  /// `progress` is called now and then with the number of tables that are done, from any thread, one call at
  /// a time.
  ///
  /// - Precondition: `threads >= 1`, and the number of tables fits an `Int`.
  /// - Complexity: `steps`.
  public func run(threads: Int, progress: @Sendable (Int) -> Void = { _ in }) -> Tally {
    guard let tables = Int(exactly: space.tables) else {
      preconditionFailure("\(space.tables) tables > \(Int.max)")
    }
    let total = Mutex((tally: emptyTally, done: 0))
    WorkerPool(threads: threads).forEachPiece(of: tables, size: ExhaustiveSearch.share) { range in
      let part = run(tables: range)
      total.withLock { total in
        total.tally.add(part)
        total.done += range.count
        progress(total.done)
      }
    }
    return total.withLock { $0.tally }
  }

  private var emptyTally: Tally {
    Tally(machines: [Integer](repeating: 0, count: space.states + 1), best: nil)
  }

  /// Runs the tables with these numbers.
  func run(tables: Range<Int>) -> Tally {
    let states = space.states
    var tally = emptyTally
    var cursor = TableCursor(space, number: tables.lowerBound)
    var ends = [Int](repeating: 0, count: states)
    var gains = [Int](repeating: 0, count: states)
    var counts = [Int](repeating: 0, count: states + 1)
    // Of all tables of this range: at most 2^14 s^s machines, which is less than 2^63 for s <= 13.
    precondition(states <= 13, "\(states) states: the machines of a share are counted in machine words")
    var machines = counts
    var maximum = -1
    for table in tables {
      cursor.runEnds(into: &ends, length: length, twice: twice)
      for state in 0..<states { gains[state] = 0 }
      for state in 0..<states { gains[ends[state]] += 1 }
      let largest = ExhaustiveSearch.multiplyOut(gains, into: &counts)
      for copied in 0...states { machines[copied] += counts[copied] }
      if largest > maximum {
        maximum = largest
        tally.bestTable = table
        tally.best = cursor.machine(copyUpdates: (0..<states).map { end in ends.firstIndex(of: end) ?? 0 })
      }
      cursor.advance()
    }
    tally.machines = machines.map { Integer($0) }
    return tally
  }

  /// How many of the s^s updates on COPY gain 0, 1, ..., s strings: the coefficients of the product of
  /// (s - g_p) + g_p z over all p, where g_p of the s states that p can go to gain one. Returns the degree.
  private static func multiplyOut(_ gains: [Int], into counts: inout [Int]) -> Int {
    for index in counts.indices { counts[index] = 0 }
    counts[0] = 1
    var degree = 0
    for gain in gains {
      let lost = gains.count - gain
      if gain > 0 { degree += 1 }
      var copied = degree
      while copied > 0 {
        counts[copied] = counts[copied] * lost + counts[copied - 1] * gain
        copied -= 1
      }
      counts[0] *= lost
    }
    return degree
  }
}
