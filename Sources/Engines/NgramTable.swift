import CopyTask
import Transformers
import Workers

/// From the number of each n-gram to the one step of the copy at which it is the last n tokens: a
/// direct-address table of 4 bytes for each of the D^n n-grams.
///
/// The n-gram that ends with x_t is looked up at step t, and the token after it, x_{t+1}, is what is due
/// then.
@safe
package final class NgramTable: @unchecked Sendable {
  // Threads that fill it write to different parts; while it is read nobody writes.

  /// What stands for an n-gram that does not occur: n-grams end at steps t >= n >= 1.
  package static let absent: UInt32 = 0

  /// What stands for an n-gram that occurs again.
  package static let again: UInt32 = .max

  /// The longest string: its steps, 0 ... L, must stay below `again`.
  static let longestString = Int(again) - 1

  /// The most entries: 16 GiB. More n-grams than that are sparse in any string that has steps of 32 bits.
  static let mostEntries = 1 << 32

  private let count: Int
  private let entries: UnsafeMutableBufferPointer<UInt32>

  /// A table without any n-gram.
  init(count: Int, workers: WorkerPool) {
    precondition((1...NgramTable.mostEntries).contains(count))
    self.count = count
    unsafe entries = .allocate(capacity: count)
    // The threads share the work of getting the memory from the system, too.
    workers.forEachShare(of: count, leastShare: NgramTable.leastShare) { range in
      unsafe self.entries.extracting(range).initialize(repeating: NgramTable.absent)
    }
  }

  deinit { unsafe entries.deallocate() }

  /// Bytes of a table for `count` n-grams.
  static func bytes(count: Int) -> Int { count * MemoryLayout<UInt32>.stride }

  /// Fewer entries than this are filled sooner than a thread is started: 64 KiB of them.
  static let leastShare = 1 << 14

  package subscript(number: Int) -> UInt32 {
    get {
      precondition((0..<count).contains(number))
      return unsafe entries[number]
    }
    // Only for tests that break a table on purpose.
    set {
      precondition((0..<count).contains(number))
      unsafe entries[number] = newValue
    }
  }

  /// Enters the n-grams that end with the tokens of a block.
  ///
  /// Each thread goes through the whole block, and writes to its own part of the table: what is slow is not
  /// the numbers but the way to memory. As no number depends on an entry, a processor has many entries on the
  /// way.
  ///
  /// - Parameters:
  ///   - tokens: n tokens before the block, zeros where there are none, and the block.
  ///   - start: how many tokens of the string stand before the block.
  ///   - known: the first step so far whose n-gram occurs again.
  /// - Returns: that step now.
  func record(_ tokens: [Token], start: Int, roll: NgramRoll, again known: Int?, workers: WorkerPool) -> Int? {
    let shares = workers.shares(of: count, leastShare: NgramTable.leastShare)
    let earliest = workers.map(shares.count, leastShare: 1) { range in
      range.map { share in
        let share = shares[share]
        let entries = unsafe self.entries
        // `again` is larger than any step, so that the smallest entry replaced is a step if there is one.
        var earliest = NgramTable.again
        var number = roll.number(tokens, from: 0)
        for index in 0..<(tokens.count - roll.order) {
          number = roll.next(number, dropping: tokens[index], adding: tokens[index + roll.order])
          let step = start + index + 1
          // A token outside the alphabet would give a number outside the table, hence in no share.
          guard step >= roll.order, share.contains(number) else { continue }
          let before = unsafe entries[number]
          if before == NgramTable.absent {
            unsafe entries[number] = UInt32(truncatingIfNeeded: step)
          } else {
            earliest = min(earliest, before)
            unsafe entries[number] = NgramTable.again
          }
        }
        return earliest
      }
    }
    guard let least = earliest.min(), least != NgramTable.again else { return known }
    return min(known ?? .max, Int(least))
  }
}
