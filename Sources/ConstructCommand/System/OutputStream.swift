/// Standard output, or a pipe, where a file could be written too. What was written there stays, whatever happens.
struct OutputStream {
  /// The option and the path, for messages.
  private let name: String

  /// The pipe; `nil` for standard output.
  private let pipe: OpenFile?

  /// The stream that a path stands for; `nil` if it stands for a file.
  ///
  /// - Throws: `Failure` if standard output is taken by another option, or a pipe cannot be opened.
  init?(_ path: String, name: String) throws(Failure) {
    self.name = name
    if path == TextFile.standard || path == "/dev/stdout" {
      try Console.giveAwayOutput(to: name)
      pipe = nil
      return
    }
    guard Platform.kind(of: path) == .pipe else { return nil }
    do throws(SystemError) { pipe = try OpenFile(writingTo: path) } catch { throw .usage("\(name): \(error)") }
  }

  /// Writes what `body` hands over, and returns how many bytes they were.
  func write(
    _ body: (_ sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) -> Void
  ) throws(Failure) -> Int {
    var count = 0
    try body { bytes throws(Failure) in
      if let pipe {
        do throws(SystemError) { try pipe.append(bytes) } catch { throw .limit("\(name): \(error)") }
      } else {
        Console.write(bytes)
      }
      count += bytes.count
    }
    do throws(SystemError) { try pipe?.finish() } catch { throw .limit("\(name): \(error)") }
    return count
  }
}
