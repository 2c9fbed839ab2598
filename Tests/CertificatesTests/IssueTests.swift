import Arithmetic
import ConstructCommand
import Constructions
import CopyTask
import TestSupport
import Testing

@testable import Certificates

/// What the issuer writes with the packed engine, the verifier finds again with the matrices.
@Suite struct IssueTests {
  @Test func everyCertificateOfACopyOrAFailureHolds() {
    forAll(.copies, seeds: 0..<10, trials: 6) { value in
      let certificate = try value.certificate()
      try CertificateVerifier().check(certificate)
      guard try Certificate(Array(certificate.text.utf8)) == certificate else { return false }
      return (certificate.kind == "copy") == value.isCopied
    }
  }

  @Test func theOppositeOfAResultIsNotIssuedOrDoesNotHold() {
    forAll(.copies, seeds: 0..<10, trials: 6) { value in
      let opposite = try? CertificateIssuer.copy(
        try value.parameters, content: value.content, isDeBruijn: false, succeeded: !value.isCopied)
      return opposite.map(holds) != true
    }
  }

  @Test func theTheoremPromisesNoMoreThanTheRunShows() {
    forAll(.copies, seeds: 0..<10, trials: 10) { value in
      guard value.isCopied else { return true }
      guard case .copy(let exact) = try value.certificate(),
        case .copy(let promised) = try Samples.byTheorem(value)
      else { return false }
      try CertificateVerifier().check(.copy(promised))
      return zip(exact.blocks, promised.blocks).allSatisfy { exact, promised in
        guard let weight = Rational(exact.weight), let least = Rational(promised.weight),
          let margin = Rational(exact.margin), let leastMargin = Rational(promised.margin)
        else { return false }
        return least <= weight && leastMargin <= margin && least > Rational(8, 9)
      }
    }
  }

  @Test func samplesHold() throws {
    for certificate in try Samples.all() {
      try CertificateVerifier().check(certificate)
      #expect(try Certificate(Array(certificate.text.utf8)) == certificate)
    }
  }

  @Test func blocksCoverAllStepsOnce() {
    for length in Array(1...200) + [639, 640, 641, 10_000] {
      let ranges = StepBlocks.ranges(length: length)
      #expect(ranges.count <= StepBlocks.most)
      #expect(ranges.flatMap(\.self).elementsEqual(0...length), "L = \(length)")
    }
  }

  @Test func whatIsTooLargeIsNotIssued() throws {
    let long = try NgramParameters(ngram: 40, alphabetSize: 2)
    #expect(throws: CertificateProblem.self) {
      try CertificateIssuer.requireIssuable(long, length: 1 << 21, isDeBruijn: false)
    }
    try CertificateIssuer.requireIssuable(long, length: 1 << 21, isDeBruijn: true)
    let large = try NgramParameters(ngram: 1025, alphabetSize: 2)
    #expect(throws: CertificateProblem.self) {
      try CertificateIssuer.requireIssuable(large, length: 10, isDeBruijn: true)
    }
  }
}
