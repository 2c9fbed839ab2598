import Arithmetic
import Constructions
import CopyTask
import ModelFiles
import TestSupport
import Testing
import Transformers

/// What is written is read back, exactly.
@Suite struct RoundTripTests {
  private static var constructions: Generator<(Int, Int)> { .pair(.int(in: 1...5), .int(in: 2...12)) }

  @Test(arguments: TensorType.allCases)
  func constructionsComeBack(type: TensorType) throws {
    forAll(RoundTripTests.constructions, seeds: 0..<3, trials: 3) { ngram, alphabet in
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabet)
      let copier = NgramCopier(parameters)
      let file = safetensors(try ExportedModel(copier, type: type, softmaxBase: .two))
      let model = try LoadedModel(safetensors: file)
      return haveSameWeights(model.weights, copier.weights.map { Rational($0) }) && model.isConstruction
        && model.metadata
          == ModelMetadata(
            ngram: ngram, alphabetSize: alphabet, scale: parameters.scale, softmaxBase: .two)
        && Integer(model.parameterCount) == ConstructionSize(parameters).parameterCount
        && Integer(model.nonzeros) == ConstructionSize(parameters).nonzeros
    }
  }

  /// By every rule for the scale; metadata that names another scale is noticed. For a few small n and D two
  /// rules choose the same numbers: then the first of them is named.
  @Test func everyScaleComesBack() {
    forAll(RoundTripTests.constructions, seeds: 0..<3, trials: 4) { ngram, alphabet in
      let all = try ScaleRule.proved.map { try NgramParameters(ngram: ngram, alphabetSize: alphabet, scaleRule: $0) }
      for parameters in all {
        let rule = parameters.scaleRule
        let named = all.first {
          $0.scale == parameters.scale && $0.boundaryBonus == parameters.boundaryBonus
        }?.scaleRule
        let copier = NgramCopier(parameters)
        let file = safetensors(try ExportedModel(copier, type: .i64, softmaxBase: .two))
        let model = try LoadedModel(safetensors: file)
        guard model.scaleRule == named, haveSameWeights(model.weights, copier.weights.map { Rational($0) }),
          model.metadata.scale == parameters.scale,
          model.metadata.boundaryBonus == (rule == .lengthFree ? parameters.boundaryBonus : nil)
        else { return false }
        var metadata = model.metadata
        metadata.scale = parameters.scale + 1
        let lying = safetensors(try ExportedModel(copier.weights, metadata: metadata, type: .i64))
        metadata.scale = nil
        metadata.boundaryBonus = nil
        let silent = safetensors(try ExportedModel(copier.weights, metadata: metadata, type: .i64))
        guard try LoadedModel(safetensors: lying).scaleRule == nil,
          try LoadedModel(safetensors: silent).scaleRule == named
        else { return false }
      }
      return true
    }
  }

  /// Of (4, 10) the three rules give three models; of (2, 3) the least scale is a power of two, and all give one.
  @Test func aPowerOfTwoIsNamedWhereItIsAnotherModel() throws {
    for (ngram, alphabet, named) in [(4, 10, ScaleRule.powerOfTwo), (2, 3, .lengthDependent)] {
      let copier = NgramCopier(
        try NgramParameters(ngram: ngram, alphabetSize: alphabet, scaleRule: .powerOfTwo))
      let exported = try ExportedModel(copier, type: .f32, softmaxBase: .two)
      #expect(exported.metadata.scale == copier.parameters.scale && exported.metadata.boundaryBonus == nil)
      #expect(try LoadedModel(safetensors: safetensors(exported)).scaleRule == named)
    }
  }

  @Test(arguments: TensorType.allCases)
  func randomModelsComeBack(type: TensorType) {
    forAll(.int(in: 0...1_000_000), seeds: 0..<5, trials: 5) { seed in
      var source = SplitMix64(seed: UInt64(seed))
      let small = SmallModel(using: &source)
      let file = safetensors(try ExportedModel(small.weights, metadata: small.metadata, type: type))
      let model = try LoadedModel(safetensors: file)
      // Queries of the heads that have fewer values are as long as the layer's size: nothing is lost there.
      return haveSameWeights(model.weights, small.weights.map { Rational($0) })
        && model.metadata == small.metadata && !model.isConstruction
    }
  }

  /// The size is known before anything is built.
  @Test func tensorsTakeAsManyBytesAsWasSaid() {
    forAll(RoundTripTests.constructions, seeds: 0..<4, trials: 4) { ngram, alphabet in
      let parameters = try NgramParameters(ngram: ngram, alphabetSize: alphabet)
      return try TensorType.allCases.allSatisfy { type in
        let file = safetensors(
          try ExportedModel(NgramCopier(parameters), type: type, softmaxBase: .two))
        let header = file[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        return Integer(file.count - 8 - header) == ExportedModel.byteCount(parameters, type: type)
      }
    }
  }

  @Test func changingAnyEntryIsNoticed() throws {
    let parameters = try NgramParameters(ngram: 1, alphabetSize: 2)
    let file = safetensors(try ExportedModel(NgramCopier(parameters), type: .f16, softmaxBase: .two))
    let header = file[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    for position in stride(from: 8 + header, to: file.count, by: 2) {
      var changed = file
      // The low bit of the exponent: half, twice, or a number instead of zero.
      changed[position + 1] ^= 0x04
      let isConstruction = (try? LoadedModel(safetensors: changed))?.isConstruction ?? false
      #expect(!isConstruction, "byte \(position)")
    }
  }

  @Test func whatATypeDoesNotHoldIsRefused() throws {
    var source = SplitMix64(seed: 1)
    let model = SmallModel(using: &source)
    // bf16 has 8 bits, f16 11, f32 24, f64 53.
    for (factor, types) in [
      (1, TensorType.allCases), (257, [.f64, .f32, .f16, .i64]), (4097, [.f64, .f32, .i64]),
      ((1 << 24) + 1, [.f64, .i64]), ((1 << 53) + 1, [.i64]),
    ] {
      for type in TensorType.allCases {
        let exported = try? ExportedModel(
          model.weights.map { $0 * factor }, metadata: model.metadata, type: type)
        #expect((exported != nil) == types.contains(type), "\(factor) in \(type)")
      }
    }
    let small = NgramCopier(try NgramParameters(ngram: 1, alphabetSize: 2))
    #expect(throws: ModelFileError.self) { try ExportedModel(small, type: .i64, softmaxBase: .e) }
  }
}
