import Arithmetic
import Constructions
import CopyTask
import Foundation
import ModelFiles
import Testing
import Transformers

/// Files with random faults are refused, or read as models that can run: never anything else.
///
/// `VERBATIM_FUZZ=3000000 swift test -c release --filter ReaderFuzzTests` makes a long run of it;
/// `VERBATIM_SEED` chooses another one.
@Suite struct ReaderFuzzTests {
  /// Files of several types, with and without a ReLU layer or metadata.
  private static func corpus() throws -> [[UInt8]] {
    var files: [[UInt8]] = []
    let smallest = try NgramParameters(ngram: 1, alphabetSize: 2)
    for type in TensorType.allCases {
      files.append(safetensors(try ExportedModel(NgramCopier(smallest), type: type, softmaxBase: .two)))
      var source = SplitMix64(seed: 1)
      let small = SmallModel(using: &source, softmaxBase: type == .i64 ? .two : .e)
      files.append(safetensors(try ExportedModel(small.weights, metadata: small.metadata, type: type)))
    }
    return files
  }

  /// What a reader may stumble over.
  private static let fragments: [[UInt8]] =
    [
      "\"", "\\", "{", "}", "[", "]", ",", ":", "\\u0000", "\\ud800", "0", "-1", "9223372036854775807",
      "18446744073709551616", "1e9", "null", "\"embed\":", "\"dtype\":\"F16\"", "\"shape\":[0]", "\"shape\":[]",
      "\"data_offsets\":[0,0]", "\"__metadata__\":{}", "\u{0}", "\u{7F}", "é",
    ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0x00, 0x00, 0x80, 0x7F], [0x00, 0xFE]]

  /// Changes a file in one to four places, header more often than tensors, and mends the header's length in
  /// half of the cases, so that what lies behind it is reached.
  private static func mutate(_ file: [UInt8], _ corpus: [[UInt8]], using source: inout SplitMix64) -> [UInt8] {
    var file = file
    let length = file[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    let size = file.count
    var end = 8 + length
    for _ in 0...source.next(below: 4) {
      guard file.count > 9 else { break }
      let inHeader = source.next(below: 4) != 0
      let position = source.next(below: max(1, min(inHeader ? end : file.count, file.count)))
      switch source.next(below: 8) {
      case 0: file[position] ^= 1 << UInt8(source.next(below: 8))
      case 1: file[position] = UInt8(source.next(below: 256))
      case 2: file.insert(contentsOf: fragments[source.next(below: fragments.count)], at: position)
      case 3:
        let fragment = fragments[source.next(below: fragments.count)]
        file.replaceSubrange(position..<min(position + fragment.count, file.count), with: fragment)
      case 4: file.removeSubrange(position..<min(position + 1 + source.next(below: 16), file.count))
      case 5:
        let from = source.next(below: file.count)
        let piece = Array(file[from..<min(from + 1 + source.next(below: 64), file.count)])
        file.insert(contentsOf: piece, at: position)
      case 6:
        let other = corpus[source.next(below: corpus.count)]
        let from = min(position, other.count)
        file.replaceSubrange(position..., with: other[from...])
      default:
        // A digit of a number.
        guard let digit = file[position..<min(position + 40, file.count)].firstIndex(where: { (48...57).contains($0) })
        else { continue }
        file[digit] = 48 + UInt8(source.next(below: 10))
      }
      if position < end { end = max(8, end + file.count - size) }
    }
    if source.next(below: 2) == 0, file.count >= 8 {
      let mended = max(0, length + file.count - size)
      for byte in 0..<8 { file[byte] = UInt8(truncatingIfNeeded: mended >> (8 * byte)) }
    }
    return file
  }

  @Test func neverCrashes() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["VERBATIM_FUZZ"].flatMap(Int.init) ?? 1500
    var source = SplitMix64(seed: environment["VERBATIM_SEED"].flatMap(UInt64.init) ?? 20)
    let corpus = try ReaderFuzzTests.corpus()
    for file in corpus { #expect(throws: Never.self) { try LoadedModel(safetensors: file) } }
    var accepted = 0
    var reasons: Set<String> = []
    for _ in 0..<count {
      let file = ReaderFuzzTests.mutate(corpus[source.next(below: corpus.count)], corpus, using: &source)
      do throws(ModelFileError) {
        let model = try LoadedModel(safetensors: file)
        accepted += 1
        // What was accepted runs.
        var decoder = Decoder(try model.transformer(Double.self, format: ()), capacity: 2)
        for token in 0..<2 {
          guard let logits = try? decoder.step(token).logits, logits.count == model.weights.vocabularySize else {
            Issue.record("an accepted model that does not run: \(Data(file).base64EncodedString())")
            return
          }
        }
      } catch {
        let line = error.description
        if line.isEmpty || line.count > 400 || line.contains(where: \.isNewline) {
          Issue.record("no line: \(line)")
          return
        }
        reasons.insert(line.filter { !$0.isNumber })
      }
    }
    // The mutator reaches what lies behind the first check.
    #expect(accepted > count / 200 && accepted < count)
    #expect(reasons.count > 40)
    if count > 100_000 { print("\(count) inputs: \(accepted) accepted, \(reasons.count) kinds of refusal") }
  }
}
