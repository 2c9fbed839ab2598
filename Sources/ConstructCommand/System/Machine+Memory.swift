extension Machine {
  /// Bytes that this process may hope for: the machine's memory, or less where a limit says so.
  static var memory: Int { min(physicalMemory, addressSpace, containerLimit ?? .max) }

  /// Bytes that this process may still ask for.
  static var memoryLeft: Int { min(memory, max(0, addressSpace - addressSpaceTaken)) }

  /// Bytes that the process addresses already, its libraries among them, on Linux; 0 where it cannot be known.
  private static var addressSpaceTaken: Int {
    guard let bytes = try? OpenFile(reading: "/proc/self/statm").bytes(64) else { return 0 }
    // The first number counts pages.
    let pages = Int(String(decoding: bytes.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)) ?? 0
    return pages * pageSize
  }

  /// The limit of the control group that the process runs in, on Linux; `nil` where there is none.
  private static var containerLimit: Int? {
    for path in ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"] {
      // Longer than any number that can stand there.
      guard let bytes = try? OpenFile(reading: path).bytes(64) else { continue }
      let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
      if let limit = Int(String(decoding: line, as: UTF8.self)) { return limit }
    }
    return nil
  }
}
