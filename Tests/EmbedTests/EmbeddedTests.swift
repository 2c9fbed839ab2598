import Foundation
import Testing

@testable import embed

/// Files become constants. `Embedded.swift` beside these tests is what the tool writes for the files in `Data`: the
/// tests compare it with what it writes now, and its constants, as compiled, with the files.
@Suite("Embedded files")
struct EmbeddedTests {
  private static let paths = ["deeper/one-line.json", "empty.txt", "hostile.txt"]

  private static func bytes(_ path: String) throws -> [UInt8] {
    let folder = try #require(Bundle.module.url(forResource: "Data", withExtension: nil))
    return [UInt8](try Data(contentsOf: folder.appending(path: path)))
  }

  @Test("a constant has every byte of its file, whatever stands there")
  func bytes() throws {
    for (path, constant) in zip(EmbeddedTests.paths, [Embedded.oneLine, Embedded.empty, Embedded.hostile]) {
      #expect(try Array(constant.utf8) == EmbeddedTests.bytes(path), "\(path)")
    }
  }

  @Test("the code of files is what the compiler was given")
  func code() throws {
    let files = try EmbeddedTests.paths.map { try EmbeddedFile(path: $0, bytes: EmbeddedTests.bytes($0)) }
    let compiled = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Embedded.swift")
    #expect(try EmbeddedFile.code(of: files) == String(contentsOf: compiled, encoding: .utf8))
  }

  @Test(
    "a name comes from the file's own, in camel case",
    arguments: [
      ("/a/b/page.html", "page"), ("heat-map.js", "heatMap"), ("x/a1-2b.tar.gz", "a12b"), ("pageOf.x", "pageOf"),
    ])
  func names(path: String, name: String) {
    #expect(EmbeddedFile.name(of: path) == name)
  }

  @Test(
    "a file without a usable name is refused",
    arguments: ["", ".js", "Page.js", "1.js", "a--b.js", "-a.js", "é.js", "a b.js", "a_b.js"])
  func badNames(path: String) {
    #expect(throws: EmbeddingError.noName(path)) { try EmbeddedFile(path: path, bytes: []) }
  }

  @Test("what is no UTF-8 is refused", arguments: [[0x80], [0xC3], [0x61, 0xED, 0xA0, 0x80], [0xFF]])
  func badBytes(bytes: [UInt8]) {
    #expect(throws: EmbeddingError.notUTF8("a.js")) { try EmbeddedFile(path: "a.js", bytes: bytes) }
  }

  @Test("two files of one name are refused")
  func sameName() throws {
    let files = try ["a/page.js", "b/page.css"].map { try EmbeddedFile(path: $0, bytes: []) }
    #expect(throws: EmbeddingError.sameName("page")) { try EmbeddedFile.code(of: files) }
  }

  @Test("the code does not depend on the order of the files, nor on where they lie")
  func order() throws {
    let files = try ["b.js", "a.js"].map { try EmbeddedFile(path: $0, bytes: Array("text".utf8)) }
    let elsewhere = try ["/x/a.js", "/y/b.js"].map { try EmbeddedFile(path: $0, bytes: Array("text".utf8)) }
    #expect(try EmbeddedFile.code(of: files) == EmbeddedFile.code(of: elsewhere))
  }
}
