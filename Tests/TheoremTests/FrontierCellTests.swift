import Arithmetic
import Constructions
import CopyTask
import Rounding
import Testing

@testable import Theorems

@Suite("The frontier of lengths that are certain")
struct FrontierCellTests {
  private func cell(
    _ format: FloatFormat, _ shape: (Int, Int), _ orders: OrderClass, _ rule: ScaleRule = .lengthDependent,
    accumulator: FloatFormat? = nil
  ) throws -> FrontierCell {
    try FrontierCell(
      NgramParameters(ngram: shape.0, alphabetSize: shape.1, scaleRule: rule),
      in: FloatArithmetic(format, accumulator: accumulator), orders: orders)
  }

  @Test("from float64 to bfloat16 every string is copied, in any tree, at three n and D and with each scale")
  func wide() throws {
    for format in FloatFormat.named where format.significandBits >= 8 {
      for shape in [(4, 10), (2, 3), (9, 2)] {
        for rule in ScaleRule.proved {
          for orders in OrderClass.allCases {
            let frontier = FloatFrontier(
              try NgramParameters(ngram: shape.0, alphabetSize: shape.1, scaleRule: rule), in: FloatArithmetic(format),
              orders: orders)
            #expect(frontier.isComplete, "\(format.name), \(shape), \(rule.name), \(orders): \(frontier.provenLength)")
          }
        }
      }
    }
  }

  @Test("e4m3 at (4, 10): certain in one accumulator; one tree loses a bit of five tokens; a power of two mends it")
  func e4m3() throws {
    for rule in [ScaleRule.lengthDependent, .powerOfTwo] {
      for orders in [OrderClass.product, .sequential] {
        #expect(try cell(.float8e4m3, (4, 10), orders, rule).verdict == .certain, "\(orders), \(rule.name)")
      }
    }
    #expect(try cell(.float8e4m3, (4, 10), .product, .lengthFree).verdict == .certain)
    #expect(try cell(.float8e4m3, (4, 10), .any, .powerOfTwo).verdict == .certain)
    for orders in OrderClass.allCases { #expect(try cell(.float8e4m3, (2, 3), orders).verdict == .certain) }
    #expect(try cell(.float8e4m3, (9, 2), .product).verdict == .certain)

    let tree = try cell(.float8e4m3, (4, 10), .any)
    let failure = try #require(tree.search.failure)
    #expect(failure.string.count == 5 && tree.safeLength < 5)
    #expect(tree.verdict == .fails)
  }

  @Test("e4m3 length-free at (9, 2): 8 tokens are certain, and nine equal ones fail")
  func ninth() throws {
    let cell = try cell(.float8e4m3, (9, 2), .product, .lengthFree)
    #expect(cell.safeLength == 8 && cell.verdict == .fails && cell.isClosed)
    #expect(cell.search.failure?.string == [Token](repeating: 0, count: 9))
  }

  @Test("e5m2 at (4, 10): three tokens are certain, and aaaa writes a token for the end")
  func e5m2() throws {
    for rule in [ScaleRule.lengthDependent, .lengthFree] {
      let cell = try cell(.float8e5m2, (4, 10), .product, rule)
      let failure = try #require(cell.search.failure)
      #expect(cell.safeLength == 3 && cell.isClosed && cell.verdict == .fails)
      #expect(failure.string == [0, 0, 0, 0])
      #expect(failure.mismatch.step == 4 && failure.mismatch.wrote == 0 && failure.mismatch.due == 12)
    }
    for orders in OrderClass.allCases { #expect(try cell(.float8e5m2, (2, 3), orders).verdict == .certain) }
  }

  @Test("scores that are added in float32 lead after they are rounded: 128 and 112 in e5m2, 144 and 126 in e4m3")
  func mixed() throws {
    let parameters = try NgramParameters(ngram: 4, alphabetSize: 10)
    for (format, beta) in [(FloatFormat.float8e5m2, 8.0), (.float8e4m3, 9)] {
      let arithmetic = FloatArithmetic(format, accumulator: .float32)
      let scores = try #require(RoundedScores(parameters, in: arithmetic, orders: .any))
      #expect(scores.sums.unit == beta && scores.lead(length: 10_000) == 16)
      // But a mean that is rounded, and multiplied in float32, is no sum: the zero code of a boundary is not found.
      #expect(FloatFrontier(parameters, in: arithmetic, orders: .product).provenLength == 0)
    }
  }

  @Test("scores that overflow are no proof")
  func overflow() throws {
    let format = try FloatFormat(significandBits: 4, exponentBits: 3)
    for orders in OrderClass.allCases {
      let cell = try cell(format, (2, 3), orders)
      #expect(cell.frontier.provenLength == 0 && cell.verdict == .fails, "\(orders): \(cell.verdict)")
    }
  }

  @Test("bits that n and D need: in one accumulator, and in any tree")
  func significands() throws {
    for (shape, sequential, any) in [((4, 10), 4, 5), ((9, 2), 4, 6), ((2, 3), 2, 2)] {
      for bits in 2...7 {
        let format = try FloatFormat(significandBits: bits, exponentBits: 8)
        let parameters = try NgramParameters(ngram: shape.0, alphabetSize: shape.1)
        func lead(_ orders: OrderClass) -> Double {
          RoundedScores(parameters, in: FloatArithmetic(format), orders: orders)?.lead(length: parameters.maxLength)
            ?? 0
        }
        #expect((lead(.sequential) > 0) == (bits >= sequential), "\(shape), p = \(bits): \(lead(.sequential))")
        #expect((lead(.any) > 0) == (bits >= any), "\(shape), p = \(bits): \(lead(.any))")
      }
    }
  }

  @Test("what is proved at a length is proved at all smaller ones, in stages that are named")
  func monotone() throws {
    for (format, orders) in [(FloatFormat.float8e5m2, OrderClass.product), (.float8e4m3, .any), (.float8e5m2, .any)] {
      let parameters = try NgramParameters(ngram: 4, alphabetSize: 3)
      var check = FrontierCheck(parameters, in: FloatArithmetic(format), orders: orders)
      let holds = (1...parameters.maxLength).map { check.stages(length: $0).allSatisfy(\.holds) }
      let frontier = FloatFrontier(parameters, in: FloatArithmetic(format), orders: orders)
      #expect(holds == holds.indices.map { $0 < frontier.provenLength })
      #expect((frontier.limit == nil) == frontier.isComplete)
    }
  }

  @Test("closed cells: twelve and more in every class of orders; what is safe is copied, and what fails fails")
  func closed() throws {
    var closed: [OrderClass: Int] = [:]
    var source = SplitMix64(seed: 12)
    for shape in [(1, 3), (2, 2), (2, 3), (3, 2)] {
      for (bits, exponent) in [(2, 5), (3, 5), (4, 4), (5, 4), (8, 8)] {
        let format = try FloatFormat(significandBits: bits, exponentBits: exponent)
        for orders in OrderClass.allCases {
          let cell = try cell(format, shape, orders)
          if cell.isClosed { closed[orders, default: 0] += 1 }
          if let failure = cell.search.failure { #expect(failure.string.count > cell.safeLength) }
          try enumerate(cell, orders, &source)
        }
      }
    }
    for orders in OrderClass.allCases { #expect(closed[orders, default: 0] >= 12, "\(orders): \(closed)") }
  }

  /// Runs strings that are said to be safe, all of them where there are few.
  private func enumerate(_ cell: FrontierCell, _ orders: OrderClass, _ source: inout SplitMix64) throws {
    let (parameters, format) = (cell.frontier.parameters, cell.frontier.arithmetic.format)
    let order: SummationOrder =
      switch orders {
      case .product: .product
      case .sequential: .permuted(seed: source.next())
      case .any: .random(seed: source.next())
      }
    let model = RoundedCopier(parameters, in: FloatArithmetic(format, order: order))
    for length in 1...max(1, min(cell.safeLength, 4)) where length <= cell.safeLength {
      let strings = AllStrings(alphabetSize: parameters.alphabetSize, length: length).filter {
        NgramStatistics(of: $0, order: parameters.ngram).areDistinct
      }
      for string in strings.count <= 4 ? strings : (0..<4).map({ _ in strings[source.next(below: strings.count)] }) {
        let failure = try FailingRun(of: string, by: model)
        #expect(
          failure == nil,
          "\(format.name), n = \(parameters.ngram), D = \(parameters.alphabetSize), \(order.name): \(string)")
      }
    }
  }
}
