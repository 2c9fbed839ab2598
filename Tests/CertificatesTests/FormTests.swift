import CopyTask
import Testing

@testable import Certificates

/// What is no certificate is refused, with a reason in one line, whatever it is.
@Suite struct FormTests {
  @Test(arguments: [
    ("", "byte 0: expected an object"),
    ("{", "expected a key"),
    ("{\"a\" 1}", "expected a colon"),
    ("{\"a\":1,}", "expected a key"),
    ("{\"a\":1}x", "expected the end of the text"),
    ("{\"a\":1,\"a\":1}", "\"a\" stands twice in one object"),
    ("[1,2", "expected a comma"),
    ("{\"a\":-1}", "expected an object"),
    ("{\"a\":1.5}", "not a whole one"),
    ("{\"a\":1e9}", "not a whole one"),
    ("{\"a\":01}", "begins with zero"),
    ("{\"a\":1234567890123456}", "more than 15 digits"),
    ("{\"a\":true}", "expected an object"),
    ("{\"a\":\"\\u0041\"}", "without a backslash"),
    ("{\"a\":\"é\"}", "printable ASCII"),
    ("{\"a", "expected the end of a string"),
    ("nul", "expected an object"),
    ("null", "null; expected an object"),
    ("[]", "a list of 0; expected an object"),
    ("{}", "expected an object with the schema"),
    ("{\"schema\":\"verbatim.certificate/2\"}", "expected an object with the schema"),
    ("{\"schema\":\"verbatim.certificate/1\",\"kind\":\"x\"}", "expected one of copy, failure, gssm-witness"),
    ("{\"schema\":\"verbatim.certificate/1\",\"kind\":\"copy\"}", "claim is missing"),
  ])
  func isRefused(text: String, reason: String) {
    do {
      _ = try Certificate(Array(text.utf8))
      Issue.record("accepted")
    } catch {
      guard case .malformed(let message) = error else {
        Issue.record("not malformed: \(error)")
        return
      }
      #expect(message.contains(reason) && !message.contains("\n"), "\(message)")
    }
  }

  @Test func deepNestingIsRefused() {
    for open in ["[", "{\"a\":"] {
      let text = String(repeating: open, count: 100_000)
      #expect(throws: CertificateProblem.self) { try Certificate(Array(text.utf8)) }
    }
  }

  @Test func aTooLargeFileIsRefused() {
    let bytes = [UInt8](repeating: 0x20, count: CertificateLimits.mostBytes + 1)
    #expect(throws: CertificateProblem.self) { try Certificate(bytes) }
  }

  @Test func anyBytesAreReadOrRefused() throws {
    var source = SplitMix64(seed: 1)
    let samples = try Samples.all().map { Array($0.text.utf8) }
    for _ in 0..<2000 {
      var bytes = samples[source.next(below: samples.count)]
      for _ in 0..<(1 + source.next(below: 3)) {
        bytes[source.next(below: bytes.count)] = UInt8(source.next(below: 256))
      }
      bytes.removeLast(source.next(below: 2) * source.next(below: bytes.count))
      _ = try? Certificate(bytes)
    }
  }
}
