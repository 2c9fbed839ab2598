/// Independent computations spread over threads. Where the system makes no more threads, those that there are do
/// all of the work: the one that asks for it at least.
public struct WorkerPool: Sendable {
  /// The number of threads, at least 1.
  public let threads: Int

  /// - Precondition: `threads >= 1`.
  public init(threads: Int) {
    precondition(threads >= 1, "\(threads) threads: expected at least one")
    self.threads = threads
  }

  /// The results of `body` on consecutive ranges that together are `0..<count`, one after the other. `body`
  /// gives one result for each index of its range. An error is that of the first range that has one.
  ///
  /// No thread gets less than `leastShare`, for the sake of which fewer are used.
  public func map<Result: Sendable, Failure: Error>(
    _ count: Int, leastShare: Int, _ body: @Sendable (Range<Int>) throws(Failure) -> [Result]
  ) throws(Failure) -> [Result] {
    let shares = shares(of: count, leastShare: leastShare)
    guard shares.count > 1 else { return try body(0..<count) }
    let parts = Parts<[Result], Failure>(count: shares.count)
    forEach(shares.count) { share in
      parts.set(share) { () throws(Failure) in try body(shares[share]) }
    }
    return try parts.joined()
  }

  /// The results of `body` on each of `0..<count`. A thread that has done one takes the next that nobody has: for
  /// work that takes unequal time. An error is that of the first index that has one.
  public func mapEach<Result: Sendable, Failure: Error>(
    _ count: Int, _ body: @Sendable (Int) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    let parts = Parts<[Result], Failure>(count: count)
    forEach(count) { index in
      parts.set(index) { () throws(Failure) in [try body(index)] }
    }
    return try parts.joined()
  }

  /// Runs `body` on consecutive ranges that together are `0..<count`.
  public func forEachShare(of count: Int, leastShare: Int, _ body: @Sendable (Range<Int>) -> Void) {
    let shares = shares(of: count, leastShare: leastShare)
    guard shares.count > 1 else { return body(0..<count) }
    forEach(shares.count) { body(shares[$0]) }
  }

  /// Consecutive ranges that together are `0..<count`, one for each thread that gets `leastShare` or more;
  /// one range if none does.
  public func shares(of count: Int, leastShare: Int) -> [Range<Int>] {
    let shares = max(1, min(threads, count / leastShare))
    return (0..<shares).map { (count * $0 / shares)..<(count * ($0 + 1) / shares) }
  }
}

/// One result per thread, each written by its own thread.
@safe
private final class Parts<Part: Sendable, Failure: Error>: @unchecked Sendable {
  private let parts: UnsafeMutableBufferPointer<Result<Part, Failure>?>

  init(count: Int) {
    unsafe parts = .allocate(capacity: count)
    unsafe parts.initialize(repeating: nil)
  }

  deinit {
    unsafe parts.deinitialize()
    unsafe parts.deallocate()
  }

  /// Called once for each index, from any thread: threads write to different elements.
  func set(_ index: Int, _ body: () throws(Failure) -> Part) {
    let result: Result<Part, Failure>
    do { result = .success(try body()) } catch { result = .failure(error) }
    unsafe parts[index] = result
  }
}

extension Parts {
  func joined<Element>() throws(Failure) -> [Element] where Part == [Element] {
    var joined: [Element] = []
    for index in unsafe parts.indices {
      guard let part = unsafe parts[index] else { continue }
      joined += try part.get()
    }
    return joined
  }
}
