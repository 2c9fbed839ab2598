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
    guard let (file, size) = try TextFile.open(path, option: "--text") else {
      throw .usage("--text \(path): \(SystemError.noSuchFile)")
    }
    guard size > 0 else { throw .usage("--text \(path): the file is empty, expected a byte or more") }
    Platform.reportTruncation()
    do throws(SystemError) { unsafe bytes = try file.map(size) } catch {
      throw .limit("--text \(path): \(size) bytes cannot be mapped: \(error)")
    }
    self.path = path
  }

  deinit { unsafe OpenFile.unmap(bytes) }

  /// L.
  var count: Int { unsafe bytes.count }

  /// A copy of all bytes.
  var contents: [UInt8] { unsafe Array(bytes) }

  /// The tokens of a range.
  ///
  /// - Precondition: the range lies in the file.
  func tokens(_ range: Range<Int>) -> [Token] { unsafe bytes[range].map { Token($0) } }
}
