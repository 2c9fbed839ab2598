import Arithmetic
import Foundation
import Testing

/// A format under test with its types erased to codes, so that Swift's own Float16 can stand in the
/// same tests, and with the oracle that judges it.
struct SmallFloatSubject: CustomTestStringConvertible, Sendable {
  let name: String
  let bits: Int
  let oracle: SmallFloatOracle
  let decode: @Sendable (Int) -> Double
  /// Not saturating.
  let encode: @Sendable (Double) -> Int
  /// `nil` for Float16, which has no such mode.
  let saturate: (@Sendable (Double) -> Int)?
  let operate: @Sendable (SmallFloatOracle.Operation, Int, Int) -> Int

  var testDescription: String { name }

  init<T: SmallFloat>(_ type: T.Type, _ name: String, _ oracle: SmallFloatOracle) {
    self.name = name
    bits = T.BitPattern.bitWidth
    self.oracle = oracle
    decode = { Double(T(bitPattern: T.BitPattern($0))) }
    encode = { Int(T($0, overflow: .nonfinite).bitPattern) }
    saturate = { Int(T($0, overflow: .saturate).bitPattern) }
    operate = { operation, a, b in
      let (a, b) = (T(bitPattern: T.BitPattern(a)), T(bitPattern: T.BitPattern(b)))
      switch operation {
      case .add: return Int((a + b).bitPattern)
      case .subtract: return Int((a - b).bitPattern)
      case .multiply: return Int((a * b).bitPattern)
      case .divide: return Int((a / b).bitPattern)
      }
    }
  }

  /// Float16. It keeps the payload of a NaN it converts, and the sign of a NaN it makes depends on
  /// the processor; neither is of interest here, so payloads and the latter sign are dropped.
  private init() {
    name = "f16"
    bits = 16
    oracle = .float16
    decode = { Double(Float16(bitPattern: UInt16($0))) }
    encode = { value in
      let result = Float16(value)
      return result.isNaN ? Int(result.bitPattern & 0x8000) + 0x7e00 : Int(result.bitPattern)
    }
    saturate = nil
    operate = { operation, a, b in
      let (a, b) = (Float16(bitPattern: UInt16(a)), Float16(bitPattern: UInt16(b)))
      let result: Float16
      switch operation {
      case .add: result = a + b
      case .subtract: result = a - b
      case .multiply: result = a * b
      case .divide: result = a / b
      }
      return result.isNaN ? 0x7e00 : Int(result.bitPattern)
    }
  }

  static let bfloat16 = SmallFloatSubject(BFloat16.self, "bf16", .bfloat16)
  static let float8E4M3 = SmallFloatSubject(Float8E4M3.self, "e4m3", .float8E4M3)
  static let float8E5M2 = SmallFloatSubject(Float8E5M2.self, "e5m2", .float8E5M2)
  static let float16 = SmallFloatSubject()

  static let eightBits = [float8E4M3, float8E5M2]
  static let sixteenBits = [bfloat16, float16]
  static let ours = [bfloat16, float8E4M3, float8E5M2]
  static let all = ours + [float16]

  func hex(_ code: Int) -> String { "0x" + String(code, radix: 16) }
}

/// The reference data that `Data/small_floats.py` writes.
enum SmallFloatData {
  /// The words of each line of a file, without the comments.
  static func lines(_ file: String) throws -> [[Substring]] {
    let folder = try #require(Bundle.module.resourceURL)
    let text = try String(
      contentsOf: folder.appendingPathComponent("Data/\(file).txt"), encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ") }
  }

  static func double(_ text: Substring) throws -> Double {
    if text == "nan" { return .nan }
    if text == "-nan" { return -.nan }
    return try #require(Double(text), "not a number: \(text)")
  }

  static func code(_ text: Substring) throws -> Int {
    try #require(Int(text, radix: 16), "not a code: \(text)")
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2714064.2660195): small, seeded, good enough to
/// pick operands.
struct SmallFloatGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Counts mismatches and keeps the first, so that a loop records one issue at most.
struct SmallFloatMismatches {
  private(set) var count = 0
  private(set) var first = ""

  mutating func note(_ description: @autoclosure () -> String) {
    if count == 0 { first = description() }
    count += 1
  }

  func expectNone(_ context: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(count == 0, "\(context): \(count) wrong, the first: \(first)", sourceLocation: sourceLocation)
  }
}
