import CopyTask
import Foundation
import StrictJSON
import Testing

/// Documents of every kind that the program reads, with random faults: the reader takes exactly those that a
/// second validator takes.
///
/// `VERBATIM_FUZZ=100000 swift test --filter StrictJSONTests` makes a long run of it; `VERBATIM_SEED` chooses
/// another one.
@Suite struct ReaderFuzzTests {
  private static func corpus() throws -> [[UInt8]] {
    try ["certificate", "header", "configuration", "puzzle"].map { name in
      let file = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Data"))
      return Array(try Data(contentsOf: file))
    }
  }

  /// What a reader may stumble over.
  private static let fragments: [[UInt8]] =
    [
      "\"", "\\", "{", "}", "[", "]", ",", ":", "\\u0000", "\\ud800", "\\ud83d\\ude00", "\\x", "0", "-", "00", "1.",
      ".5",
      "1e", "1e5", "-1", "1E400", "1234567890123456", "18446744073709551616", "null", "true", "Infinity", "-Infinity",
      "NaN", "nul", "{}", "[]", "\"a\":1,", "\"a\":1,\"\\u0061\":2,", "\"\u{E9}\":1,\"e\u{301}\":2,", "[[[[[[[[",
      "]]]]]]]]", "{\"a\":", "\u{0}", "\u{1F}", "\u{7F}", "\u{2028}", "\u{FEFF}", " ", "\n", "\r", "\t", "/**/", "'",
    ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82]]

  private static func mutate(_ text: inout [UInt8], _ corpus: [[UInt8]], using source: inout SplitMix64) {
    guard text.count > 1 else { return }
    let place = source.next(below: text.count)
    let fragment = fragments[source.next(below: fragments.count)]
    switch source.next(below: 7) {
    case 0: text[place] ^= 1 << UInt8(source.next(below: 8))
    case 1: text[place] = UInt8(source.next(below: 256))
    case 2: text.insert(contentsOf: fragment, at: place)
    case 3: text.replaceSubrange(place..<min(place + fragment.count, text.count), with: fragment)
    case 4: text.removeSubrange(place..<min(place + 1 + source.next(below: 16), text.count))
    case 5:
      let from = source.next(below: text.count)
      text.insert(contentsOf: text[from..<min(from + 1 + source.next(below: 64), text.count)], at: place)
    default:
      let other = corpus[source.next(below: corpus.count)]
      text.replaceSubrange(place..., with: other[min(place, other.count)...])
    }
  }

  @Test func takesWhatTheValidatorTakes() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["VERBATIM_FUZZ"].flatMap(Int.init) ?? 3000
    let seed = environment["VERBATIM_SEED"].flatMap(UInt64.init) ?? 31
    var source = SplitMix64(seed: seed)
    let corpus = try ReaderFuzzTests.corpus()
    var taken = 0
    var reasons: Set<String> = []
    for _ in 0..<count {
      var text = corpus[source.next(below: corpus.count)]
      for _ in 0..<source.next(below: 4) { ReaderFuzzTests.mutate(&text, corpus, using: &source) }
      let notFinite = source.next(below: 2) == 0
      let strings = source.next(below: 3) == 0
      let numbers = source.next(below: 3) == 0
      let isTight = source.next(below: 4) == 0
      let digits = isTight ? 4 + source.next(below: 20) : 100
      let form = JSONForm(
        mostDepth: isTight ? 3 + source.next(below: 3) : 16, mostValues: isTight ? 60 + source.next(below: 60) : 1000,
        mostDigits: digits, hasPlainStrings: strings, hasPlainNumbers: numbers, allowsNotFinite: notFinite)
      let validator = Validator(text, notFinite: notFinite)
      let expected =
        validator.map {
          $0.depth <= form.mostDepth && $0.values <= form.mostValues
            && $0.isPlain(strings: strings, numbers: numbers, digits: digits)
        } ?? false
      do throws(JSONError) {
        let value = try JSONValue(text[...], form)
        taken += 1
        let written = value.text(.compact)
        guard expected, (try? JSONValue(Array(written.utf8)[...], form))?.text(.compact) == written else {
          Issue.record("seed \(seed), taken: \(String(decoding: text, as: UTF8.self))")
          return
        }
      } catch {
        guard !expected, error.byte <= text.count, !error.description.contains(where: \.isNewline) else {
          Issue.record("seed \(seed), refused, \(error): \(String(decoding: text, as: UTF8.self))")
          return
        }
        reasons.insert(error.reason.filter { !$0.isNumber && $0 != "\"" })
      }
    }
    #expect(taken > count / 6 && taken < count)
    #expect(reasons.count > 20)
    if count > 10_000 { print("\(count) inputs: \(taken) taken, \(reasons.count) kinds of refusal") }
  }
}
