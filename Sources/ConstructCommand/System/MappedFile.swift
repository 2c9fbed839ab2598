import Arithmetic
import CopyTask

/// The bytes of a file, mapped into memory: read where and when they are asked for. Those of a pipe are held.
@safe
final class MappedFile: @unchecked Sendable {
  // Nobody writes to the bytes.
  let path: String
  private let bytes: UnsafeRawBufferPointer

  /// What was read of a pipe, which `bytes` points to; `nil` for a file, whose mapping it points to.
  private let held: UnsafeMutableRawBufferPointer?

  /// Maps the regular file at `path`, or reads the pipe.
  ///
  /// - Throws: `Failure`, as `TextFile.open`, for an empty file, and for more bytes than can be copied here.
  init(text path: String) throws(Failure) {
    guard !path.isEmpty else { throw .usage("--text '': expected a path") }
    guard let (file, size) = try TextFile.open(path, option: "--text") else {
      throw .usage("--text \(path): \(SystemError.noSuchFile)")
    }
    guard let size else {
      let read = try TextFile.bytes(of: file, nil, name: "--text \(path)") { count throws(Failure) in
        // It is held, and its suffixes are sorted.
        let (needed, available) = (
          CopyMemory.ofProgram + CopyMemory.neededToSort(bytes: count), Integer(Machine.memory)
        )
        guard needed <= available else {
          throw .limit(
            "--text \(path): more than \(count) bytes, which take about \(needed) bytes of memory > \(available) bytes "
              + "that this machine has")
        }
      }
      guard !read.isEmpty else { throw .usage("--text \(path): it is empty, expected a byte or more") }
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: read.count, alignment: 1)
      unsafe copy.copyBytes(from: read)
      unsafe (held, bytes) = (copy, UnsafeRawBufferPointer(copy))
      self.path = path
      return
    }
    guard size > 0 else { throw .usage("--text \(path): the file is empty, expected a byte or more") }
    Platform.reportTruncation()
    do throws(SystemError) { unsafe bytes = try file.map(size) } catch {
      throw .limit("--text \(path): \(size) bytes cannot be mapped: \(error)")
    }
    unsafe held = nil
    self.path = path
  }

  deinit {
    if let held = unsafe held { unsafe held.deallocate() } else { unsafe OpenFile.unmap(bytes) }
  }

  /// L.
  var count: Int { unsafe bytes.count }

  /// A copy of all bytes.
  var contents: [UInt8] { unsafe Array(bytes) }

  /// The tokens of a range.
  ///
  /// - Precondition: the range lies in the file.
  func tokens(_ range: Range<Int>) -> [Token] { unsafe bytes[range].map { Token($0) } }
}
