import CopyTask

/// What the explorer's page may do, for the browser to enforce: run its own scripts, take its own style, and nothing
/// else. Each of them is named by its digest, so that nothing that gets into the page runs.
enum ExplorerPolicy {
  /// The content of the page's policy.
  ///
  /// - Parameters:
  ///   - scripts: The contents of the page's script elements, to the byte.
  ///   - style: That of its style element.
  static func text(scripts: [String], style: String) -> String {
    let sources = scripts.map(source).joined(separator: " ")
    return "default-src 'none'; script-src \(sources); style-src \(source(style)); img-src data:; "
      + "base-uri 'none'; form-action 'none'"
  }

  /// The content of an element as a policy names it.
  private static func source(_ content: String) -> String {
    var hash = SHA256()
    hash.update(content)
    return "'sha256-\(base64(hash.bytes))'"
  }

  /// The bytes in base64 (RFC 4648, section 4).
  static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      // 24 bits; what is missing is zero, and written as "=".
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0...3 {
        text.append(place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
