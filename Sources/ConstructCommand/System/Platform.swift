import Arithmetic

// The one file that imports the system's library, whatever it is called, and calls its functions.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The process and its files, as the system knows them.
enum Platform {
  /// The streams that a process writes to.
  enum Stream: Int32 {
    case output = 1
    case error = 2
  }

  static func end(_ status: Int32) -> Never { exit(status) }

  /// Writes all of the bytes, and returns what went wrong, if anything did.
  static func put(_ bytes: UnsafeRawBufferPointer, on stream: Stream) -> SystemError? {
    unsafe writeAll(bytes, to: stream.rawValue)
  }

  /// Whether people watch the stream.
  static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// A variable of the environment.
  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Tells this process from all others that are running.
  static var processNumber: Int32 { getpid() }

  // MARK: - Signals

  /// Calls `action`, in which nothing is allowed but what a signal handler may do, on Ctrl-C instead of ending
  /// the process.
  static func onInterrupt(_ action: @convention(c) (Int32) -> Void) { _ = signal(SIGINT, action) }

  /// Lets Ctrl-C end the process, as usual.
  static func obeyInterrupts() { _ = signal(SIGINT, SIG_DFL) }

  /// Ends the process with a message once a mapped file is read beyond its end: it became shorter, and the
  /// system sends SIGBUS.
  static func reportTruncation() {
    _ = signal(SIGBUS) { _ in
      let message: StaticString = "construct: --text: the file became shorter while it was read\n"
      // Nothing but what a signal handler may do.
      _ = unsafe write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
      _exit(ExitStatus.usage.rawValue)
    }
  }

  // MARK: - Paths

  /// What a path can lead to.
  enum Kind {
    case file, folder, other

    fileprivate init(_ status: stat) {
      switch status.st_mode & S_IFMT {
      case S_IFREG: self = .file
      case S_IFDIR: self = .folder
      default: self = .other
      }
    }
  }

  /// What the path leads to; `nil` if to nothing.
  static func kind(of path: String) -> Kind? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? Kind(status) : nil
  }

  static func makeFolder(_ path: String) throws(SystemError) {
    guard unsafe mkdir(path, 0o777) == 0 else { throw .last }
  }

  /// Puts a file where another one may be, in one step.
  static func move(_ path: String, to place: String) throws(SystemError) {
    guard unsafe rename(path, place) == 0 else { throw .last }
  }

  static func remove(_ path: String) { _ = unsafe unlink(path) }

  /// The path, from the root on.
  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = unsafe getcwd(nil, 0) else { return path }
    defer { unsafe free(folder) }
    return unsafe String(cString: folder) + "/" + path
  }
}

/// What this machine has for the program.
enum Machine {
  /// How many processors are running, at least 1.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Bytes of memory that it has.
  static var physicalMemory: Int {
    let (pages, pageSize) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    let (bytes, overflow) = pages.multipliedReportingOverflow(by: pageSize)
    return overflow || bytes <= 0 ? .max : bytes
  }

  /// Bytes that this process may address.
  static var addressSpace: Int {
    var limit = rlimit()
    #if canImport(Darwin)
      let resource = RLIMIT_AS
    #else
      let resource = __rlimit_resource_t(RLIMIT_AS.rawValue)
    #endif
    guard unsafe getrlimit(resource, &limit) == 0 else { return .max }
    return Int(exactly: limit.rlim_cur) ?? .max
  }

  /// The most memory that this process has held so far, in bytes.
  static var peakMemory: Int {
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
}

/// An error of the system's, by its number.
struct SystemError: Error, Equatable, CustomStringConvertible {
  let number: Int32

  static let noSuchFile = SystemError(number: ENOENT)

  fileprivate static var last: SystemError { SystemError(number: errno) }

  /// The system's words for it.
  var description: String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}

/// A file that is open.
final class OpenFile {
  private let descriptor: Int32
  private var isOpen = true

  private init(_ descriptor: Int32) throws(SystemError) {
    guard descriptor >= 0 else { throw .last }
    self.descriptor = descriptor
  }

  deinit { if isOpen { close(descriptor) } }

  /// Opens a file for reading.
  convenience init(reading path: String) throws(SystemError) {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait forever.
    try unsafe self.init(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC))
  }

  /// Makes a file for writing, where there must be none.
  convenience init(making path: String) throws(SystemError) {
    try unsafe self.init(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666))
  }

  /// What it is, and how many bytes it has.
  func status() throws(SystemError) -> (kind: Platform.Kind, size: Int) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .last }
    return (Platform.Kind(status), Int(status.st_size))
  }

  /// The next bytes: as many as asked for, or fewer at the end.
  func bytes(_ count: Int) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let more = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe read(descriptor, buffer.baseAddress.map { unsafe $0 + filled }, count - filled)
      }
      if more == 0 { break }
      guard more > 0 else {
        if errno == EINTR { continue }
        throw .last
      }
      filled += more
    }
    bytes.removeLast(count - filled)
    return bytes
  }

  /// The first bytes, mapped into memory until `unmap` is called.
  func map(_ count: Int) throws(SystemError) -> UnsafeRawBufferPointer {
    guard let address = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
      unsafe address != MAP_FAILED
    else { throw .last }
    return unsafe UnsafeRawBufferPointer(start: address, count: count)
  }

  static func unmap(_ bytes: UnsafeRawBufferPointer) {
    unsafe munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }

  /// Writes all of the bytes.
  func append(_ bytes: [UInt8]) throws(SystemError) {
    if let error = unsafe bytes.withUnsafeBytes({ unsafe writeAll($0, to: descriptor) }) { throw error }
  }

  /// Bytes that are free on its disk, if the system says so.
  var freeBytes: Integer? {
    var disk = statvfs()
    guard unsafe fstatvfs(descriptor, &disk) == 0 else { return nil }
    return Integer(disk.f_bavail) * Integer(disk.f_frsize)
  }

  /// Closes the file: what could not be written is known then.
  func finish() throws(SystemError) {
    isOpen = false
    guard close(descriptor) == 0 else { throw .last }
  }
}

/// Writes all of the bytes, and returns what went wrong, if anything did.
private func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> SystemError? {
  var rest = unsafe bytes
  while unsafe !rest.isEmpty {
    let count = unsafe write(descriptor, rest.baseAddress, rest.count)
    guard count >= 0 else {
      if errno == EINTR { continue }
      return .last
    }
    unsafe rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
  }
  return nil
}
