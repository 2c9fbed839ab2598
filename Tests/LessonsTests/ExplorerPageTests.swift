import CopyTask
import Foundation
import TestSupport
import Testing

@testable import Lessons

/// The explorer as a document. What it computes and shows is tested where its scripts run: `Tools/explorer`.
@Suite("Explorer page")
struct ExplorerPageTests {
  private static let plain = ExplorerPage(ngram: 2, alphabet: 3, string: "aabacbbcca", scale: nil).html

  /// The state in a page, as the browser reads it.
  private struct State: Decodable, Equatable {
    struct Limits: Decodable, Equatable {
      let ngrams, alphabets: [Int]
      let length: Int
    }
    let ngram, alphabet: Int
    let string: String
    let scale, bonus: Int?
    let limits: Limits
  }

  /// The plain page before and after the text of the state, which ends at the first `<` after its element opens.
  private static let frame: (before: [UInt8], after: [UInt8]) = {
    let bytes = Array(plain.utf8)
    let opening = Array(#"<script type="application/json" id="initial">"#.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: opening) }.map { $0 + opening.count } ?? 0
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "<")) ?? start
    return (Array(bytes[..<start]), Array(bytes[end...]))
  }()

  /// The text of the state: what a page has between the frame. `nil` if a page differs elsewhere.
  private static func stateText(_ html: String) -> [UInt8]? {
    let bytes = Array(html.utf8)
    let (before, after) = frame
    guard bytes.count >= before.count + after.count, bytes.starts(with: before),
      bytes[(bytes.count - after.count)...].elementsEqual(after)
    else { return nil }
    return Array(bytes[before.count..<(bytes.count - after.count)])
  }

  private static func state(_ html: String) throws -> State {
    try JSONDecoder().decode(State.self, from: Data(try #require(stateText(html))))
  }

  /// Whether a page that opens with `string` differs from another in its state alone, which no script element
  /// ends in and no parser of HTML stumbles over, and the string comes back from it.
  private static func keeps(_ string: String) throws -> Bool {
    let html = ExplorerPage(ngram: 1, alphabet: 2, string: string, scale: nil).html
    guard let text = stateText(html), !text.contains(where: { [UInt8](#"<>&"#.utf8).contains($0) }) else {
      return false
    }
    return Array(try state(html).string.utf16) == Array(string.utf16)
  }

  @Test("is one file: all pieces are in it, and it refers to nothing outside")
  func oneFile() {
    let html = ExplorerPageTests.plain
    for piece in ExplorerSources.scripts + [Embedded.style] {
      #expect(piece.count > 500 && html.contains(piece))
      #expect(!piece.lowercased().contains("</script") && !piece.lowercased().contains("</style"))
      #expect(!piece.contains("<!--"))
    }
    #expect(!html.contains("<!-- "), "a mark that was not replaced")
    // Where something could be loaded from: an address, or a word that takes one.
    for word in [
      "http:", "https:", "//cdn", "src=", "url(", "@import", "import(", "fetch(", "XMLHttpRequest", "WebSocket",
    ] {
      #expect(!html.contains(word), "\(word)")
    }
    // Links lead to places of the page; the icon is empty, so that no browser asks for one.
    let links = html.split(separator: "href=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
    #expect(links == ["data:,", "#copy"])
  }

  @Test("its policy names its scripts and its style by their digests, and lets nothing else in")
  func policy() throws {
    let html = ExplorerPageTests.plain
    func contents(_ tag: String) -> [String] {
      html.components(separatedBy: "<\(tag)>").dropFirst().map { $0.components(separatedBy: "</\(tag)>")[0] }
    }
    func sources(_ contents: [String]) -> String {
      contents.map { content in
        // By way of the hexadecimal digits, and Foundation's base64.
        let digits = Array(SHA256.text(of: content))
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
        return "'sha256-\(Data(bytes).base64EncodedString())'"
      }.joined(separator: " ")
    }
    #expect(contents("script").count == ExplorerSources.scripts.count && contents("style").count == 1)
    let policy =
      "default-src 'none'; script-src \(sources(contents("script"))); style-src \(sources(contents("style"))); "
      + "img-src data:; base-uri 'none'; form-action 'none'"
    #expect(html.contains("content=\"\(policy)\""))
    #expect(!html.contains("unsafe"))
    // Nothing that such a policy forbids is in the page itself.
    for word in [" style=", " onclick=", " onload=", "javascript:"] { #expect(!html.contains(word), "\(word)") }
  }

  @Test("base64 is that of Foundation")
  func base64() {
    forAll(.array(of: .int(in: 0...255), count: 0...40), trials: 200) { numbers in
      let bytes = numbers.map { UInt8($0) }
      return ExplorerPolicy.base64(bytes) == Data(bytes).base64EncodedString()
    }
  }

  @Test("is smaller than 1 MB")
  func size() {
    #expect(ExplorerPageTests.plain.utf8.count < 1_000_000)
  }

  @Test("opens with what it was made for")
  func opening() throws {
    let limits = State.Limits(ngrams: [1, 8], alphabets: [2, 26], length: 200)
    let pages = [
      ExplorerPage(ngram: 2, alphabet: 3, string: "aabacbbcca", scale: nil),
      ExplorerPage(ngram: 8, alphabet: 26, string: "", scale: 5, boundaryBonus: 0),
    ]
    for page in pages {
      let expected = State(
        ngram: page.ngram, alphabet: page.alphabet, string: page.string, scale: page.scale,
        bonus: page.boundaryBonus, limits: limits)
      #expect(try ExplorerPageTests.state(page.html) == expected)
    }
  }

  @Test("a hostile string is a string")
  func hostileStrings() throws {
    let hostile = [
      "</script><script>alert(1)</script>", "<!-- scripts -->", "<!-- style --><!-- initial -->", "\" , \\",
      "'\u{2028}\u{2029}",
      "<!--<script>", "&lt;&amp;", "a\0b\u{7}\r\n", "\u{1F600}e\u{301}\u{FEFF}", "\\u0041", "]]>", "`${1}`",
    ]
    #expect(try hostile.filter { try !ExplorerPageTests.keeps($0) } == [])
  }

  @Test("any string comes back from the page as it was")
  func anyString() {
    forAll(.array(of: .int(in: 0...0x2FFF), count: 0...8), seeds: 0..<3, trials: 5) { units in
      // Half of them are ASCII, where what is special stands.
      let scalars = units.compactMap { Unicode.Scalar(UInt32($0 % 2 == 0 ? $0 % 128 : $0)) }
      return try ExplorerPageTests.keeps(String(String.UnicodeScalarView(scalars)))
    }
  }
}
