extension Machine {
  /// Bytes that this process may hope for: the machine's memory, or less where a limit says so.
  static var memory: Int { min(physicalMemory, addressSpace, containerLimit ?? .max) }

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
