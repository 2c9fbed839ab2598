/// What this machine has for the program.
enum Machine {
  /// Bytes that this process may hope for: the machine's memory, or less where a limit says so.
  static var memory: Int { min(Platform.memory, Platform.addressSpace, containerLimit ?? .max) }

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

  /// The most memory this process has held so far, in bytes.
  static var peakMemory: Int { Platform.peakMemory }

  /// How many processors are running, at least 1.
  static var processors: Int { Platform.processors }
}
