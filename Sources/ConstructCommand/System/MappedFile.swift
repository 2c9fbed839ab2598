#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import CopyTask

/// The bytes of a file, mapped into memory: read where and when they are asked for.
@safe
final class MappedFile: @unchecked Sendable {
  // Nobody writes to the bytes.
  let path: String
  private let bytes: UnsafeRawBufferPointer

  /// Maps the regular file at `path`.
  ///
  /// - Throws: `Failure`, as `TextFile.open`, and for an empty file.
  init(text path: String) throws(Failure) {
    guard !path.isEmpty else { throw .usage("--text '': expected a path") }
    guard let (descriptor, size) = try TextFile.open(path, option: "--text") else {
      throw .usage("--text \(path): \(systemMessage(ENOENT))")
    }
    defer { close(descriptor) }
    guard size > 0 else { throw .usage("--text \(path): the file is empty, expected a byte or more") }
    MappedFile.reportTruncation()
    guard let address = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
      unsafe address != MAP_FAILED
    else { throw .limit("--text \(path): \(size) bytes cannot be mapped: \(systemMessage(errno))") }
    self.path = path
    unsafe bytes = UnsafeRawBufferPointer(start: address, count: size)
  }

  deinit { unsafe munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

  /// L.
  var count: Int { unsafe bytes.count }

  /// A copy of all bytes.
  var contents: [UInt8] { unsafe Array(bytes) }

  /// The tokens of a range.
  ///
  /// - Precondition: the range lies in the file.
  func tokens(_ range: Range<Int>) -> [Token] { unsafe bytes[range].map { Token($0) } }

  /// A file that becomes shorter while it is mapped cannot be read beyond its new end: the system sends
  /// SIGBUS.
  private static func reportTruncation() {
    _ = signal(SIGBUS) { _ in
      let message: StaticString = "construct: --text: the file became shorter while it was read\n"
      // Nothing but what a signal handler may do.
      _ = unsafe write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
      _exit(ExitStatus.usage.rawValue)
    }
  }
}
