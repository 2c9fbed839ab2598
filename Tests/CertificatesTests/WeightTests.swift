import Constructions
import CopyTask
import Testing
import Theorems
import Transformers

@testable import Certificates

/// A certificate names its weights, and other weights are noticed: by the digest, then by the run.
@Suite struct WeightTests {
  /// Computed by `Proofs/Certificates/check.py`, which builds the weights from the description in
  /// `Proofs/Certificates/FORMAT.md`.
  @Test(arguments: [
    (2, 3, ScaleRule.lengthDependent, "ad9e231d5ae2551138ba209e4045e7a17fbb835adb43024fe478c5a04ae779a3"),
    (4, 10, .lengthDependent, "3303a87604016ea7b760d9730dbaa915e7aa7b62f773581c668493ead9563cef"),
    (4, 10, .powerOfTwo, "36cf8549136385cb3c66644060236fcef90f30862fc0b289639981e2cbbca009"),
    (2, 256, .lengthDependent, "366f74a52205d204f89b917bd07173462ab60859bdce70f5c2c3c388bfba4895"),
  ])
  func digestsAreThoseOfTheOtherChecker(order: Int, size: Int, rule: ScaleRule, digest: String) throws {
    let parameters = try NgramParameters(ngram: order, alphabetSize: size, scaleRule: rule)
    #expect(CanonicalWeights(weights: NgramCopier(parameters).weights).sha256 == digest)
  }

  @Test func thereIsALineForEachEntry() throws {
    for (order, size) in [(1, 2), (2, 3), (3, 5), (4, 10)] {
      let parameters = try NgramParameters(ngram: order, alphabetSize: size)
      var lines = 0
      CanonicalWeights(weights: NgramCopier(parameters).weights).forEachLine { _ in lines += 1 }
      // 15 headings, and n + 1 windows that are no weights.
      #expect("\(lines - 15 - (order + 1))" == "\(ConstructionSize(parameters).nonzeros)")
    }
  }

  @Test func everyMutantHasAnotherDigest() throws {
    let parameters = try NgramParameters(ngram: 1, alphabetSize: 2)
    let mutants = Mutant.all(parameters)
    var digests = Set([CanonicalWeights(weights: NgramCopier(parameters).weights).sha256])
    var weights = digests.count
    for index in stride(from: 0, to: mutants.count, by: 50) {
      let changed = mutants[index].weights(parameters)
      digests.insert(CanonicalWeights(weights: changed).sha256)
      weights += 1
    }
    #expect(digests.count == weights && weights > 20)
  }

  @Test func mutantsFailByTheDigestAndThenByTheRun() throws {
    let strings = [[0, 0, 1, 0, 2, 1, 1, 2, 2, 0], [2, 1], [1], [0, 1, 2, 0, 2]]
    let certificates = try strings.map {
      try CopyCase(order: 2, size: 3, rule: .lengthDependent, content: $0).certificate()
    }
    let parameters = try NgramParameters(ngram: 2, alphabetSize: 3)
    let mutants = Mutant.all(parameters)
    var (tried, unnoticed) = (0, [String]())
    for index in stride(from: 0, to: mutants.count, by: 50) where mutants[index].equivalence == nil {
      let changed = mutants[index].weights(parameters)
      let verifier = CertificateVerifier { _ in changed }
      let sha256 = CanonicalWeights(weights: changed).sha256
      tried += 1
      var isNoticed = false
      for certificate in certificates {
        guard case .copy(var copy) = certificate else { continue }
        #expect(
          throws: CertificateProblem.rejected(
            "model.sha256: \(copy.model.sha256); computed \(sha256)")
        ) { try verifier.check(certificate) }
        // With the digest of the changed weights, the run has to notice.
        copy.model.sha256 = sha256
        isNoticed = isNoticed || (try? verifier.check(.copy(copy))) == nil
      }
      if !isNoticed { unnoticed.append(mutants[index].name) }
    }
    // No run of a string of one token or more shows these: nothing is looked up from BOS, whose query the first
    // would change and whose own piece the second; the third needs a boundary right before COPY; the last two lower
    // the logits of BOS and COPY, which lose as they are.
    #expect(
      unnoticed == [
        "embed[3,16] = 0 + 1", "layers.0.attn.wv[0,3] = 0 + 1", "layers.0.mlp.w1[17,6] = 0 - 1",
        "unembed[3,12] = 0 - 1", "unembed[4,9] = 0 - 1",
      ] && tried == 71)
  }
}
