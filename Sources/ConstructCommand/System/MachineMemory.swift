#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Arithmetic
import Constructions

/// How much memory there is, and how much a copy needs.
enum MachineMemory {
  /// Bytes that this process may hope for: the machine's memory, or less where a limit says so.
  static var available: Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let pageSize = sysconf(Int32(_SC_PAGESIZE))
    let (physical, overflow) = pages.multipliedReportingOverflow(by: pageSize)
    var available = overflow || physical <= 0 ? Int.max : physical
    var limit = rlimit()
    #if canImport(Darwin)
      let addressSpace = RLIMIT_AS
    #else
      let addressSpace = __rlimit_resource_t(RLIMIT_AS.rawValue)
    #endif
    if unsafe getrlimit(addressSpace, &limit) == 0 {
      available = min(available, Int(exactly: limit.rlim_cur) ?? .max)
    }
    return min(available, containerLimit ?? .max)
  }

  /// The limit of the control group that the process runs in, on Linux; `nil` where there is none.
  private static var containerLimit: Int? {
    for path in ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"] {
      guard let text = firstLine(of: path), let bytes = Int(text) else { continue }
      return bytes
    }
    return nil
  }

  private static func firstLine(of path: String) -> String? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    // Longer than any number that can stand there.
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// The most memory this process has held so far, in bytes.
  static var peak: Int {
    var usage = rusage()
    #if canImport(Darwin) || canImport(Musl)
      let who = RUSAGE_SELF
    #else
      let who = RUSAGE_SELF.rawValue
    #endif
    guard unsafe getrusage(__rusage_who_t(who), &usage) == 0 else { return 0 }
    #if canImport(Darwin)
      return Int(usage.ru_maxrss)
    #else
      // Linux counts in KiB.
      return Int(usage.ru_maxrss) * 1024
    #endif
  }

  /// The program itself, with its libraries.
  static let ofProgram = Integer(32 << 20)

  /// The weights as integers, an index and a value each. An engine that needs none of them is asked for them
  /// all the same: what is too large to be built is not what it computes.
  static func ofWeights(_ parameters: NgramParameters) -> Integer {
    ConstructionSize(parameters).nonzeros * (2 * 8)
  }

  /// About how many bytes a copy of `length` tokens by the reference needs.
  static func neededByReference(_ parameters: NgramParameters, length: Int, bytesPerNumber: Int) -> Integer {
    let size = ConstructionSize(parameters)
    let positions = 2 * Integer(length) + 2
    let piece = Integer(parameters.codeBits + 1)
    let number = Integer(bytesPerNumber)
    // Weights as integers and as numbers.
    let weights = ofWeights(parameters) + size.nonzeros * (8 + number)
    // A key and a value for each position, then its score and its weight.
    let cache = positions * (size.keySize + piece + 2) * number
    // The string, the prompt and what is written.
    let tokens = 3 * positions * 8
    return ofProgram + weights + cache + tokens
  }

  /// About how many bytes it takes to sort the suffixes of a file: the file, a copy of it, and what
  /// `SuffixArray` says.
  static func neededToSort(bytes: Int) -> Integer { Integer(bytes) * (1 + 1 + 10) }

  /// Refuses a copy that does not fit this machine.
  ///
  /// - Throws: `Failure` that names both numbers.
  static func require(_ needed: Integer, for parameters: NgramParameters, length: Int) throws(Failure) {
    let available = available
    guard needed <= Integer(available) else {
      throw .limit(
        "n = \(parameters.ngram), D = \(parameters.alphabetSize), L = \(length): the model and its cache need "
          + "about \(needed) bytes > \(available) bytes that this machine has")
    }
  }
}
