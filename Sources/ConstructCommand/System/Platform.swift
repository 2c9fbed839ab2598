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
    case file, folder, pipe, other

    fileprivate init(_ status: stat) {
      switch status.st_mode & S_IFMT {
      case S_IFREG: self = .file
      case S_IFDIR: self = .folder
      case S_IFIFO, S_IFSOCK: self = .pipe
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

  /// Puts a file where another one may be, in one step that is on the disk when this returns.
  static func move(_ path: String, to place: String) throws(SystemError) {
    guard unsafe rename(path, place) == 0 else { throw .last }
    let folder = split(place).folder
    let descriptor = unsafe open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    // Not every file system can do that with a folder; the file itself is whole in any case.
    _ = fsync(descriptor)
    close(descriptor)
  }

  /// The path with its last slash, if it has one, and what stands behind it.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (String(path[...slash]), String(path[path.utf8.index(after: slash)...]))
  }

  /// The path that a symbolic link leads to, whether something is there or not; the path itself if it is none.
  static func followingLinks(_ path: String) throws(SystemError) -> String {
    var path = path
    // As many as Linux follows.
    for _ in 0..<40 {
      var target = [CChar](repeating: 0, count: 4096)
      let count = unsafe readlink(path, &target, target.count)
      guard count >= 0 else { return path }
      guard count < target.count else { throw SystemError(number: ENAMETOOLONG) }
      let text = String(decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      path = text.hasPrefix("/") ? text : split(path).folder + text
    }
    throw SystemError(number: ELOOP)
  }

  /// Who may do what with a file.
  typealias Permissions = mode_t

  /// Who may do what with the file; `nil` if there is none.
  static func permissions(of path: String) -> Permissions? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  /// The names of what is in a folder; none if it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      // A name ends with a zero byte, within the field.
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
    }
    return names
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
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let (bytes, overflow) = pages.multipliedReportingOverflow(by: pageSize)
    return overflow || bytes <= 0 ? .max : bytes
  }

  /// Bytes of a page of memory.
  static var pageSize: Int { sysconf(Int32(_SC_PAGESIZE)) }

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

  /// Opens a file for reading; a pipe as soon as somebody writes to it.
  convenience init(reading path: String) throws(SystemError) {
    // A device may take long to open, and is not wanted.
    let waiting = Platform.kind(of: path) == .pipe ? 0 : O_NONBLOCK
    try unsafe self.init(open(path, O_RDONLY | waiting | O_CLOEXEC))
  }

  /// Standard input.
  static func standardInput() throws(SystemError) -> OpenFile { try OpenFile(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)) }

  /// Opens a pipe for writing, once somebody reads it.
  convenience init(writingTo pipe: String) throws(SystemError) {
    try unsafe self.init(open(pipe, O_WRONLY | O_CLOEXEC))
  }

  /// Makes a file for writing, where there must be none, and locks it while it is open.
  ///
  /// - Parameter permissions: what it shall have; the usual ones if `nil`.
  convenience init(making path: String, permissions: Platform.Permissions?) throws(SystemError) {
    // Nobody else reads what somebody else could not read before.
    try unsafe self.init(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions == nil ? 0o666 : 0o600))
    // File systems without locks are written to all the same.
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
    if let permissions, fchmod(descriptor, permissions) != 0 { throw .last }
  }

  /// Removes a file that no process holds a lock on.
  static func removeIfUnlocked(_ path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { _ = unsafe unlink(path) }
    close(descriptor)
  }

  /// What it is, and how many bytes it has.
  func status() throws(SystemError) -> (kind: Platform.Kind, size: Int) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .last }
    return (Platform.Kind(status), Int(status.st_size))
  }

  /// Whether it is in some folder still.
  func hasName() throws(SystemError) -> Bool {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .last }
    return status.st_nlink > 0
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
        if errno == EAGAIN {
          // Whoever made the pipe does not want to wait for it; here nothing else is to be done.
          var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
          _ = unsafe poll(&event, 1, -1)
          continue
        }
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

  /// Closes the file when all of it is on the disk: what could not be written is known then.
  func finish() throws(SystemError) {
    // What is no disk cannot do that.
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else { throw .last }
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
