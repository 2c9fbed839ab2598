import Arithmetic
import Certificates
import Constructions
import StateSpaces

/// How much memory the check of a certificate takes. It is asked for before: an allocation that fails would end the
/// program without a word.
enum VerifyMemory {
  /// About how many bytes it takes to read a file, whatever stands in it.
  static func toRead(bytes: Int) -> Integer { 64 * Integer(bytes) }

  /// About how many bytes it takes to check what was read.
  static func toCheck(_ certificate: Certificate) -> Integer {
    switch certificate {
    case .copy(let copy): ofRun(copy.model, copy.string)
    case .failure(let failure): ofRun(failure.model, failure.string)
    case .witness(let witness): ofMachine(witness.machine)
    }
  }

  /// The weights, and the tokens with what finds n-grams that occur twice. The scale does not matter.
  private static func ofRun(_ model: ModelRecord, _ string: StringRecord) -> Integer {
    guard let parameters = try? NgramParameters(ngram: model.ngram, alphabetSize: model.alphabetSize),
      CertificateLimits.excess(parameters) == nil
    else { return 0 }
    return 3 * CopyMemory.ofWeights(parameters) + 36 * Integer(string.length)
  }

  private static func ofMachine(_ machine: MachineRecord) -> Integer {
    switch machine {
    // It is held already.
    case .table: 0
    case .recurrence(let description): 24 * Integer(description.inputs)
    }
  }

  /// Refuses what does not fit.
  ///
  /// - Throws: `Failure` that names both numbers.
  static func require(_ needed: Integer, for path: String) throws(Failure) {
    let left = Machine.memoryLeft
    guard needed <= Integer(left) else {
      throw .limit("verify \(path): about \(needed) bytes of memory > \(left) bytes that are left to this program")
    }
  }
}
