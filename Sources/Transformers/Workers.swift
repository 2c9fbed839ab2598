import Dispatch

/// Independent computations spread over threads.
public struct Workers: Sendable {
  /// The number of threads, at least 1.
  public let threads: Int

  /// - Precondition: `threads >= 1`.
  public init(threads: Int) {
    precondition(threads >= 1, "\(threads) threads: expected at least one")
    self.threads = threads
  }

  /// Below this many inner products per thread, starting the threads costs more than they save: a few
  /// microseconds against some ten nanoseconds each.
  static let leastInnerProducts = 512

  /// The results of `body` on consecutive ranges that together are `0..<count`, one after the other. `body`
  /// gives one result for each index of its range. An error is that of the first range that has one.
  ///
  /// - Parameter leastShare: no thread gets less than this, for the sake of which fewer are used.
  public func map<Result: Sendable, Failure: Error>(
    _ count: Int, leastShare: Int, _ body: @Sendable (Range<Int>) throws(Failure) -> [Result]
  ) throws(Failure) -> [Result] {
    let shares = min(threads, count / leastShare)
    guard shares > 1 else { return try body(0..<count) }
    let parts = Parts<[Result], Failure>(count: shares)
    DispatchQueue.concurrentPerform(iterations: shares) { share in
      let range = (count * share / shares)..<(count * (share + 1) / shares)
      parts.set(share) { () throws(Failure) in try body(range) }
    }
    return try parts.joined()
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
