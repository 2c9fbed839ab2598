import Constructions
import Foundation
import ModelFiles
import Testing

/// Files that are not as they should be are refused in one line that says where.
@Suite struct BadFileTests {
  /// A good file, in two parts.
  private static let parts: (header: String, data: [UInt8]) = {
    guard let parameters = try? NgramParameters(ngram: 1, alphabetSize: 2),
      let model = try? ExportedModel(NgramCopier(parameters), type: .f32, softmaxBase: .two)
    else { return ("", []) }
    let file = safetensors(model)
    let length = file[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    return (String(decoding: file[8..<(8 + length)], as: UTF8.self), Array(file[(8 + length)...]))
  }()

  private static func file(_ header: String, _ data: [UInt8], length: UInt64? = nil) -> [UInt8] {
    let count = length ?? UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: count >> UInt64(8 * $0)) } + Array(header.utf8) + data
  }

  private func expectRefusal(
    _ file: [UInt8], naming parts: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    do throws(ModelFileError) {
      _ = try LoadedModel(safetensors: file)
      Issue.record("accepted, expected \(parts)", sourceLocation: sourceLocation)
    } catch {
      for part in parts {
        #expect(error.description.contains(part), "\(part) in: \(error)", sourceLocation: sourceLocation)
      }
      #expect(!error.description.contains { $0.isNewline }, sourceLocation: sourceLocation)
    }
  }

  @Test func theGoodFileIsGood() throws {
    let (header, data) = BadFileTests.parts
    #expect(try LoadedModel(safetensors: BadFileTests.file(header, data)).isConstruction)
    // White space and the order of keys mean nothing.
    let spaced = header.replacing("\":", with: "\" :\n\t").replacing(",", with: " , ")
    #expect(try LoadedModel(safetensors: BadFileTests.file(spaced, data)).isConstruction)
  }

  /// What is replaced in the header by what, and what the message names.
  @Test(
    arguments: [
      ("\"embed\":", "\"embedd\":", ["'embed'", "missing"]),
      ("\"embed\":", "\"unembed\":", ["\"unembed\"", "twice"]),
      ("\"embed\":", "\"layers.2.attn.wq\":", ["'embed'", "missing"]),
      ("\"layers.0.mlp.b1\":", "\"layers.0.mlp.b3\":", ["'layers.0.mlp.b1'", "missing"]),
      ("\"dtype\":\"I64\"", "\"dtype\":\"F64\"", ["window'", "F64", "expected I64"]),
      ("\"dtype\":\"F32\"", "\"dtype\":\"I32\"", ["'embed'", "I32", "expected one of F64, F32, F16, BF16, I64"]),
      ("\"dtype\":\"F32\"", "\"dtype\":\"F64\"", ["'embed'", "data_offsets", "bytes, expected"]),
      ("\"dtype\":\"F32\"", "\"dtype\":\"F4\"", ["'embed'", "dtype", "'F4'"]),
      ("\"dtype\":\"F32\",", "", ["'embed'", "dtype is missing"]),
      ("\"dtype\":\"F32\"", "\"dtype\":7", ["expected a string"]),
      ("\"shape\":[5,19]", "\"shape\":[19,5]", ["'alphabet'", "19 rows"]),
      ("\"shape\":[5,19]", "\"shape\":[95]", ["'embed'", "[95]", "2 sizes"]),
      ("\"shape\":[5,19]", "\"shape\":[5,19,0]", ["'embed'", "bytes, expected 0"]),
      ("\"shape\":[5,19]", "\"shape\":[5,-19]", ["'-'", "a number without a sign"]),
      ("\"shape\":[5,19]", "\"shape\":[5,19.0]", ["'.'", "not a whole one"]),
      ("\"shape\":[5,19]", "\"shape\":[5,019]", ["begins with zero"]),
      (
        "\"shape\":[5,19]", "\"shape\":[5,99999999999999999999]",
        ["'embed'", "shape[1]", "from 0 to 9223372036854775807"]
      ),
      ("\"shape\":[5,19]", "\"shape\":[4611686018427387904,4611686018427387904]", ["'embed'", "more bytes than"]),
      ("\"shape\":[5,19]", "\"shape\":[1,1,1,1,1,1,1,5,19]", ["'embed'", "a list of 9", "a list of 0 to 8"]),
      ("\"shape\":[5,19]", "\"shape\":[[[[[[[[5,19]]]]]]]]", ["'['", "more than 3 deep"]),
      ("\"data_offsets\":[24,404]", "\"data_offsets\":[404,24]", ["'embed'", "begin and an end"]),
      ("\"data_offsets\":[24,404]", "\"data_offsets\":[16,396]", ["overlaps", "expected 24"]),
      ("\"data_offsets\":[24,404]", "\"data_offsets\":[32,412]", ["'embed'", "gap", "expected 24"]),
      ("\"data_offsets\":[24,404]", "\"data_offsets\":[24]", ["'embed'", "begin and an end"]),
      (
        "\"data_offsets\":[24,404]", "\"data_offsets\":[9223372036854775427,9223372036854775807]",
        ["'embed'", "beyond"]
      ),
      ("\"shape\":[5,19]", "\"shape\":[5,19],\"shape\":[5,19]", ["\"shape\"", "twice"]),
      ("\"shape\":[5,19]", "\"shape\":[5,19],\"stride\":[1]", ["'embed'", "\"stride\" is not expected"]),
      ("\"alphabet\":\"2\"", "\"alphabet\":\"3\"", ["'alphabet'", "'3'", "expected '2'", "5 rows"]),
      ("\"bos\":\"2\"", "\"bos\":\"0\"", ["'bos'", "'0'", "expected '2'"]),
      ("\"eos\":\"4\"", "\"eos\":4", ["expected a string"]),
      ("\"ngram\":\"1\"", "\"ngram\":\"0\"", ["'ngram'", "'0'", "from 1 to"]),
      ("\"ngram\":\"1\"", "\"ngram\":\"+1\"", ["'ngram'", "'+1'"]),
      ("\"ngram\":\"1\"", "\"ngram\":\"1\",\"ngram\":\"1\"", ["\"ngram\"", "twice"]),
      ("\"ngram\":\"1\"", "\"ngram\":\"1", ["header"]),
      (
        "\"ngram\":\"1\"", "\"boundary_bonus\":\"-2\",\"ngram\":\"1\"",
        ["'boundary_bonus'", "'-2'", "from 1 to"]
      ),
      ("\"softmax_base\":\"2\"", "\"softmax_base\":\"10\"", ["'softmax_base'", "'10'", "'2' or 'e'"]),
      ("verbatim.weights/1", "verbatim.weights/2", ["'schema'", "'verbatim.weights/2'"]),
      ("\"schema\"", "\"sch\u{1}ema\"", ["control character"]),
      ("\"schema\"", "\"sch\\u12G4ema\"", ["hexadecimal"]),
      ("\"schema\"", "\"\\ud800\"", ["surrogate"]),
      ("\"schema\"", "\"\\udc00\"", ["surrogate"]),
      ("\"schema\"", "\"\\x\"", ["an escape"]),
      ("\"__metadata__\":{", "\"__metadata__\":[],\"a\":{", ["__metadata__", "expected an object"]),
      ("\"__metadata__\":{", "\"__metadata__\":{,", ["','", "a key"]),
      ("}}", "},}", ["'}'", "a key"]),
      ("}}", "}}}", ["'}'", "the end of the text"]),
      ("}}", "}", ["the end at byte", "the end of an object"]),
      ("\"embed\":", "\"embed\\u001b[31m\":", ["'embed'", "missing"]),
    ] as [(String, String, [String])])
  func headersAreRefused(old: String, new: String, parts: [String]) throws {
    let (header, data) = BadFileTests.parts
    let place = try #require(header.firstRange(of: old), "\(old) in \(header)")
    expectRefusal(BadFileTests.file(header.replacingCharacters(in: place, with: new), data), naming: parts)
  }

  @Test func lengthsAreRefused() {
    let (header, data) = BadFileTests.parts
    let file = BadFileTests.file(header, data)
    for count in 0..<8 { expectRefusal(Array(file.prefix(count)), naming: ["\(count) bytes, expected 8"]) }
    expectRefusal(BadFileTests.file(header, data, length: .max), naming: ["18446744073709551615", "100000000"])
    expectRefusal(BadFileTests.file(header, data, length: 1 << 26), naming: ["67108864", "that follow it"])
    expectRefusal(BadFileTests.file(header, data, length: 0), naming: ["header"])
    expectRefusal(file + [0], naming: ["1 bytes after the last tensor"])
    // Cut off anywhere.
    for count in stride(from: 8, to: file.count, by: 37) {
      expectRefusal(Array(file.prefix(count)), naming: ["bytes"])
    }
  }

  /// A header of nothing but brackets: the reader goes no deeper than a header is.
  @Test func nestingIsRefused() {
    for (text, part) in [("[", "more than 3 deep"), ("{", "expected a key"), ("{\"a\":", "more than 3 deep")] {
      expectRefusal(BadFileTests.file(String(repeating: text, count: 100_000), []), naming: ["header", part])
    }
  }

  @Test func whatIsNotFiniteIsRefused() throws {
    var (header, data) = BadFileTests.parts
    // The last entry is unembed's.
    for code in [Float.nan, .infinity, -.infinity] {
      for byte in 0..<4 {
        data[data.count - 4 + byte] = UInt8(truncatingIfNeeded: code.bitPattern >> (8 * UInt32(byte)))
      }
      expectRefusal(
        BadFileTests.file(header, data), naming: ["'unembed'", "[4, 18]", "infinite or not a number"])
    }
    header = header.replacing("\"softmax_base\":\"2\"", with: "\"softmax_base\":\"e\"")
    expectRefusal(BadFileTests.file(header, data), naming: ["'unembed'"])
  }

  @Test func windowsAreChecked() {
    var (header, data) = BadFileTests.parts
    data[7] = 0x80
    expectRefusal(
      BadFileTests.file(header, data), naming: ["'layers.0.attn.window'", "-9223372036854775807"])
    header = header.replacing("layers.1.attn.window\":{\"dtype\":\"I64\",\"shape\":[1]", with: "")
    expectRefusal(BadFileTests.file(header, data), naming: ["header"])
  }
}
