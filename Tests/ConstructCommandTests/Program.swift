import Foundation
import Testing

/// The program `construct` as its users meet it: a process with arguments, two streams and an exit status.
struct Program {
  /// How a process ended.
  enum Ending: Equatable {
    case status(Int32)
    case signal(Int32)
    /// It was still running when its time was up, and was killed.
    case timedOut
  }

  /// What a run left behind.
  struct Result {
    let ending: Ending
    let output: String
    let errors: String
    let seconds: Double
  }

  /// Why a program could not be run at all.
  struct Unavailable: Error, CustomStringConvertible {
    let description: String
  }

  /// No test waits for the program longer than this, in seconds: a hang is a failure.
  static let patience = 60.0

  /// The executable: it is built into the folder that the test bundle is built into.
  static var executable: URL {
    get throws {
      // Linux runs the bundle itself; macOS loads it into another program, and names it in the arguments.
      let starts =
        [Bundle.main.executableURL?.deletingLastPathComponent()]
        + Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }
        .map { $0.bundleURL.deletingLastPathComponent() }
      for folder in starts {
        guard let candidate = folder?.appendingPathComponent("construct") else { continue }
        if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      }
      throw Unavailable(description: "no executable named construct beside the test bundle")
    }
  }

  /// Runs `construct` with these arguments, and waits for its end.
  ///
  /// - Parameter output: where standard output goes instead of `Result.output`, if anywhere.
  static func run(
    _ arguments: [String], in folder: URL? = nil, output: FileHandle? = nil
  ) throws -> Result {
    try run(executable, arguments, in: folder, output: output)
  }

  /// Runs any program, for `patience` seconds at most.
  static func run(
    _ executable: URL, _ arguments: [String], in folder: URL? = nil, output: FileHandle? = nil,
    patience: Double = patience
  ) throws -> Result {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    process.standardInput = FileHandle.nullDevice
    let (out, err) = (Drain(), Drain())
    process.standardOutput = output ?? out.pipe
    process.standardError = err.pipe
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    let clock = ContinuousClock()
    let start = clock.now
    try withoutBlockedSignals { try process.run() }
    // Both pipes are emptied while the program runs: it would wait forever for a reader of a full one.
    if output == nil { out.start() }
    err.start()
    let inTime = ended.wait(timeout: .now() + patience) == .success
    if !inTime {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
    }
    let elapsed = clock.now - start
    let ending: Ending =
      !inTime
      ? .timedOut
      : process.terminationReason == .exit
        ? .status(process.terminationStatus) : .signal(process.terminationStatus)
    return Result(
      ending: ending, output: output == nil ? out.text : "", errors: err.text,
      seconds: Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
  }
}

/// Runs `body` with no signal blocked. A process starts with what its parent's thread blocks, and the threads
/// that tests run on block nearly everything: a closed pipe could not end a program as it does in a shell.
private func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
  var none = sigset_t()
  var before = sigset_t()
  unsafe sigemptyset(&none)
  unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
  defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
  try body()
}

/// Reads a pipe to its end on a thread of its own.
private final class Drain: @unchecked Sendable {
  // `data` is written before `finished` is signalled and read after it: that orders the two.
  let pipe = Pipe()
  private var data = Data()
  private let finished = DispatchSemaphore(value: 0)

  func start() {
    Thread.detachNewThread { [self] in
      // Foundation's way to read to the end traps where a signal interrupts it.
      let descriptor = pipe.fileHandleForReading.fileDescriptor
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = unsafe read(descriptor, &buffer, buffer.count)
        if count > 0 { data.append(contentsOf: buffer[..<count]) } else if count == 0 || errno != EINTR { break }
      }
      finished.signal()
    }
  }

  /// Everything that was written to the pipe, once its last writer is gone.
  var text: String {
    finished.wait()
    return String(decoding: data, as: UTF8.self)
  }
}

/// Arguments as one would type them, none of which holds a space.
func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

/// Runs `construct` with the words of a line.
func construct(_ line: String, in folder: URL? = nil) throws -> Program.Result {
  try Program.run(words(line), in: folder)
}
