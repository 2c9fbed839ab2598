import CopyTask
import Transformers
import Workers

/// From each n-gram of a string to the step of the copy at which it is the last n tokens, where D^n is too
/// large for a table: Swift's dictionaries from fingerprints to steps.
///
/// A fingerprint decides nothing. Where a step is found, its tokens are compared; if they differ, the two
/// n-grams collide, and the later one is entered under the next free key. Keys have 32 bits, and what
/// dictionary an n-gram belongs to adds some: that leaves few collisions, and takes 8 bytes for an entry
/// where keys of 64 bits would take 12. For 2^24 n-grams, all in one run on a busy machine: 199 MiB, 7.5 s to
/// enter them and 9.4 s to look them up; one dictionary with keys of 64 bits took 396 MiB, 19 s and 11 s, and
/// an ordered set of swift-collections, whose indices would be the steps, 236 MiB, 24 s and 14 s.
@safe
final class HashedNgrams: @unchecked Sendable {
  // Threads that fill it write to different dictionaries; while it is read nobody writes.

  let fingerprint: NgramFingerprint
  private let shards: UnsafeMutableBufferPointer<[UInt32: UInt32]>

  /// A dictionary doubles when three quarters of its buckets are taken. One of 2^17 buckets takes 98,304
  /// entries; 90,000 on average are 27 standard deviations less. So all are 69 % full, whatever the length:
  /// one dictionary for all would be anything from 37 % to 75 % full.
  static let meanEntries = 90_000
  static let mostEntries = 98_304

  /// An empty index with room for the n-grams of a string of `length` tokens.
  convenience init(_ fingerprint: NgramFingerprint, length: Int) {
    let (count, capacity) = HashedNgrams.shape(length: length, order: fingerprint.order)
    self.init(fingerprint, dictionaries: count, capacity: capacity)
  }

  /// An empty index of so many dictionaries.
  init(_ fingerprint: NgramFingerprint, dictionaries count: Int, capacity: Int) {
    self.fingerprint = fingerprint
    unsafe shards = .allocate(capacity: count)
    for index in 0..<count {
      unsafe (shards.baseAddress! + index).initialize(to: Dictionary(minimumCapacity: capacity))
    }
  }

  deinit {
    unsafe shards.deinitialize()
    unsafe shards.deallocate()
  }

  /// How many dictionaries, and how many entries each has room for.
  private static func shape(length: Int, order: Int) -> (count: Int, capacity: Int) {
    let entries = max(0, length - order + 1)
    let count = max(1, (entries + meanEntries - 1) / meanEntries)
    return (count, count == 1 ? entries : mostEntries)
  }

  /// Bytes of an index for a string of this length.
  static func bytes(length: Int, order: Int) -> Int {
    let (count, capacity) = shape(length: length, order: order)
    let buckets = buckets(capacity: capacity)
    // A key, a step, a bit that says whether they are there; and the header of an object.
    return count * (buckets * 2 * MemoryLayout<UInt32>.stride + buckets / 8 + 64)
  }

  /// Buckets of a dictionary with room for `capacity` entries: the least power of two of which three quarters
  /// suffice.
  static func buckets(capacity: Int) -> Int {
    var buckets = 2
    while buckets * 3 / 4 < capacity || buckets <= capacity { buckets *= 2 }
    return buckets
  }

  /// The dictionary of a fingerprint: its high bits times their number. Its key: the low bits.
  @inline(__always)
  private func place(_ value: UInt64) -> (shard: Int, key: UInt32) {
    let mixed = NgramFingerprint.mixed(value)
    let shard = unsafe mixed.multipliedFullWidth(by: UInt64(shards.count)).high
    return (Int(shard), UInt32(truncatingIfNeeded: mixed))
  }

  /// Enters the n-grams that end with the tokens of a block.
  ///
  /// Once an n-gram is known to occur again, at step s first, no later one is entered: the copy ends at s, or
  /// at an earlier step whose n-gram occurs again, which is still noticed. So the tokens of two n-grams are
  /// compared only if they collide, or if s gets smaller by it.
  ///
  /// - Parameters:
  ///   - tokens: n tokens before the block, zeros where there are none, and the block.
  ///   - start: how many tokens of the string stand before the block.
  ///   - store: the string up to the end of the block.
  ///   - known: the first step so far whose n-gram occurs again.
  /// - Returns: that step now.
  func record(_ tokens: [Token], start: Int, store: TokenStore, again known: Int?, workers: WorkerPool) -> Int? {
    let order = fingerprint.order
    let shares = unsafe workers.shares(of: shards.count, leastShare: 1)
    let earliest = workers.map(shares.count, leastShare: 1) { range in
      range.map { share in
        let share = shares[share]
        var earliest = known ?? .max
        var value = self.fingerprint.value(tokens, from: 0)
        for index in 0..<(tokens.count - order) {
          value = self.fingerprint.next(value, dropping: tokens[index], adding: tokens[index + order])
          let step = start + index + 1
          guard step >= order else { continue }
          var (shard, key) = self.place(value)
          guard share.contains(shard) else { continue }
          while true {
            guard let other = unsafe self.shards[shard][key] else {
              if earliest == .max { unsafe self.shards[shard][key] = UInt32(truncatingIfNeeded: step) }
              break
            }
            if other < earliest, store.agree(Int(other) - order, step - order, count: order) {
              earliest = Int(other)
              break
            }
            key &+= 1
          }
        }
        return earliest
      }
    }
    return earliest.min().flatMap { $0 == .max ? nil : $0 }
  }

  /// The step entered for the n-gram that ends with `tokens[end - 1]`, which is what the string has up to
  /// `step`.
  ///
  /// - Parameter value: its fingerprint.
  /// - Returns: `step`, if it is there; otherwise another step whose n-gram has the same tokens, or `nil`.
  @inline(__always)
  func step(_ value: UInt64, expecting step: Int, tokens: [Token], end: Int, store: TokenStore) -> Int? {
    var (shard, key) = place(value)
    while let entry = unsafe shards[shard][key] {
      let found = Int(entry)
      // Its tokens are those of the string up to `step`: they need not be compared with themselves.
      if found == step { return found }
      if found >= fingerprint.order, store.holds(tokens[(end - fingerprint.order)..<end], before: found) {
        return found
      }
      key &+= 1
    }
    return nil
  }

  /// Only for tests that break an index on purpose: enters `step` in place of what is there for a
  /// fingerprint.
  func replace(_ value: UInt64, with step: Int?) {
    let (shard, key) = place(value)
    unsafe shards[shard][key] = step.map { UInt32(truncatingIfNeeded: $0) }
  }
}
