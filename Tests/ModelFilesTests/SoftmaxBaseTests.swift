import Arithmetic
import Constructions
import CopyTask
import ModelFiles
import TestSupport
import Testing
import Transformers

/// In base e W_Q carries ln 2, rounded once; run, it is divided by ln 2 again.
@Suite struct SoftmaxBaseTests {
  /// ln 2 in each format, from tables: the double is glibc's M_LN2, the others are its roundings by hand.
  @Test(arguments: [
    (TensorType.f64, Rational(Integer(0x162E_42FE_FA39EF), Integer(1) << 53)),
    (.f32, Rational(Integer(0xB17218), Integer(1) << 24)),
    (.f16, Rational(1420, 2048)), (.bf16, Rational(177, 256)),
  ])
  func aScaleOfOneBecomesTheLogarithm(type: TensorType, logarithm: Rational) throws {
    var source = SplitMix64(seed: 1)
    var small = SmallModel(using: &source, softmaxBase: .e)
    var query = SparseMatrix<Int>(columns: small.weights.layout.width)
    for _ in 0..<small.weights.layers[0].heads[0].query.rows { query.append(row: [(0, 1)]) }
    var weights = small.weights
    weights.layers[0].heads[0].query = query
    small = SmallModel(weights: weights, metadata: small.metadata)
    let file = safetensors(try ExportedModel(small.weights, metadata: small.metadata, type: type))
    let model = try LoadedModel(safetensors: file)
    #expect(model.weights.layers[0].heads[0].query.row(0).map(\.value) == [logarithm])
  }

  /// Against MPFR's interval: no neighbour in the format is nearer to k ln 2.
  @Test func everyEntryIsTheNearest() throws {
    let enclosure = Interval(1, precision: try #require(Precision(bits: 300)))
    let ln2 = try #require((Interval.point(1, 300) / Interval.log2(.exp(enclosure))).lowerBound)
    for type in [TensorType.f64, .f32, .f16, .bf16] {
      forAll(.int(in: 0...1_000_000), seeds: 0..<3, trials: 4) { seed in
        var source = SplitMix64(seed: UInt64(seed))
        let small = SmallModel(using: &source, softmaxBase: .e)
        let file = safetensors(try ExportedModel(small.weights, metadata: small.metadata, type: type))
        let model = try LoadedModel(safetensors: file)
        for (layer, original) in zip(model.weights.layers, small.weights.layers) {
          for (head, due) in zip(layer.heads, original.heads) {
            for row in 0..<due.query.rows {
              for (found, expected) in zip(head.query.row(row), due.query.row(row)) {
                let exact = ln2 * Rational(expected.value)
                let code = try #require(type.code(exactly: found.value))
                for neighbour in [code + 1, code - 1].compactMap(type.value(ofCode:)) {
                  if (found.value - exact).magnitude >= (neighbour - exact).magnitude { return false }
                }
              }
            }
          }
        }
        return true
      }
    }
  }

  @Test func intervalsContainTheModelInBaseTwo() throws {
    // W_Q ln 2 in f64, divided by ln 2 in intervals of 128 bits, is within 2^-52 of W_Q, and no point.
    let copier = NgramCopier(try NgramParameters(ngram: 2, alphabetSize: 3))
    let model = try LoadedModel(
      safetensors: safetensors(try ExportedModel(copier, type: .f64, softmaxBase: .e)))
    let transformer = try model.transformer(Interval.self, format: .standard)
    let found = transformer.weights.layers[1].heads[0].query
    let due = copier.weights.layers[1].heads[0].query
    for row in 0..<due.rows {
      for (interval, integer) in zip(found.row(row), due.row(row)) {
        let exact = Rational(integer.value)
        let lower = try #require(interval.value.lowerBound)
        let upper = try #require(interval.value.upperBound)
        #expect(lower < upper)
        #expect((upper - lower) <= exact * .powerOfTwo(-120))
        #expect((lower - exact).magnitude <= exact * .powerOfTwo(-52))
      }
    }
    #expect(throws: ModelFileError.self) { try model.exactTransformer() }
  }

  @Test(arguments: [SoftmaxBase.two, .e])
  func readModelsCopy(base: SoftmaxBase) throws {
    let parameters = try NgramParameters(ngram: 2, alphabetSize: 3)
    let file = safetensors(try ExportedModel(NgramCopier(parameters), type: .f32, softmaxBase: base))
    let model = try LoadedModel(safetensors: file)
    let content = Array(DeBruijnSequence(alphabetSize: 3, order: 2).prefix(10))
    let prompt = Prompt(alphabet: Alphabet(size: 3), content: content)
    #expect(try CopyRun(of: prompt, by: model.transformer(Double.self, format: ())).succeeded)
    #expect(try CopyRun(of: prompt, by: model.transformer(Float.self, format: ())).succeeded)
    #expect(try CopyRun(of: prompt, by: model.transformer(Interval.self, format: .standard)).succeeded)
  }
}

extension SmallModel {
  fileprivate init(weights: TransformerWeights<Int>, metadata: ModelMetadata) {
    self.weights = weights
    self.metadata = metadata
  }
}

extension Interval {
  fileprivate static func point(_ value: Int, _ bits: Int) -> Interval {
    Interval(Rational(value), precision: Precision(bits: bits) ?? .standard)
  }
}
