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

  /// Below this many computations per thread, starting the threads costs more than they save: a few
  /// microseconds against some ten nanoseconds each.
  static let leastShare = 512

  /// `body` of every index below `count`, in order of index. An error is that of the smallest index that has
  /// one.
  func map<Result: Sendable, Failure: Error>(
    _ count: Int, _ body: @Sendable (Int) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    let shares = min(threads, count / Workers.leastShare)
    guard shares > 1 else {
      var results: [Result] = []
      results.reserveCapacity(count)
      for index in 0..<count { results.append(try body(index)) }
      return results
    }
    let parts = Parts<[Result], Failure>(count: shares)
    DispatchQueue.concurrentPerform(iterations: shares) { share in
      let range = (count * share / shares)..<(count * (share + 1) / shares)
      parts.set(share) { () throws(Failure) in
        var results: [Result] = []
        results.reserveCapacity(range.count)
        for index in range { results.append(try body(index)) }
        return results
      }
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
