import Synchronization

extension WorkerPool {
  /// Runs `body` on consecutive ranges of `size` indices that together are `0..<count`; the last one may be
  /// shorter. A thread that has done one takes the next that nobody has: for long work, and for pieces that
  /// take unequal time.
  ///
  /// - Precondition: `size >= 1`.
  public func forEachPiece(of count: Int, size: Int, _ body: @Sendable (Range<Int>) -> Void) {
    precondition(size >= 1, "pieces of \(size) indices")
    let pieces = count / size + (count % size > 0 ? 1 : 0)
    forEach(pieces) { piece in
      // The last end is not multiplied out: it could exceed an `Int`.
      body((piece * size)..<(piece == pieces - 1 ? count : (piece + 1) * size))
    }
  }

  /// Runs `body` on each of `0..<count`. A thread that has done one takes the next that nobody has.
  func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
    let next = Atomic(0)
    Threads.run(others: max(0, min(threads, count) - 1)) {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }
  }
}
