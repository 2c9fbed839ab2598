#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `embed OUTPUT FILE...`: writes Swift code that holds the text of these files. `EmbedPlugin` calls it in a build.
@main
enum Embed {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard let output = arguments.first else { fail("usage: embed OUTPUT FILE...") }
    do {
      let files = try arguments.dropFirst().map { try EmbeddedFile(path: $0, bytes: contents(of: $0)) }
      write(try EmbeddedFile.code(of: files), to: output)
    } catch {
      fail("\(error)")
    }
  }

  /// All bytes of a file.
  private static func contents(of path: String) -> [UInt8] {
    guard let file = unsafe fopen(path, "rb") else { fail("\(path): cannot be read") }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = unsafe fread(&piece, 1, piece.count, file), count > 0 {
      bytes += piece[..<count]
    }
    guard unsafe ferror(file) == 0 else { fail("\(path): cannot be read to its end") }
    return bytes
  }

  private static func write(_ code: String, to path: String) {
    let bytes = Array(code.utf8)
    // A build runs this anew when the tool was linked anew; a file that stays as it was is not compiled again.
    if unsafe access(path, R_OK) == 0, contents(of: path) == bytes { return }
    guard let file = unsafe fopen(path, "wb"), unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count,
      unsafe fclose(file) == 0
    else { fail("\(path): cannot be written") }
  }

  /// Says why there is no code, in the form that a build shows, and ends.
  private static func fail(_ problem: String) -> Never {
    print("error: \(problem)")
    exit(1)
  }
}
