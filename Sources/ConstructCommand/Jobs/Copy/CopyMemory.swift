import Arithmetic
import Constructions

/// How much memory a copy needs.
enum CopyMemory {
  /// The program itself, with its libraries.
  static let ofProgram = Integer(32 << 20)

  /// The weights as integers, an index and a value each.
  static func ofWeights(_ parameters: NgramParameters) -> Integer {
    ConstructionSize(parameters).nonzeros * (2 * 8)
  }

  /// The program, and the weights as integers where the kernel builds them.
  static func ofModel(_ parameters: NgramParameters, for kernel: Kernel) -> Integer {
    ofProgram + (CopyModel.isBuilt(parameters, for: kernel) ? ofWeights(parameters) : 0)
  }

  /// About how many bytes a copy of `length` tokens by the reference needs.
  static func neededByReference(_ parameters: NgramParameters, length: Int, bytesPerNumber: Int) -> Integer {
    let size = ConstructionSize(parameters)
    let positions = 2 * Integer(length) + 2
    let piece = Integer(parameters.codeBits + 1)
    let number = Integer(bytesPerNumber)
    // Weights as integers and as numbers.
    let weights = ofWeights(parameters) + size.nonzeros * (8 + number)
    // A key and a value for each position, then its score and its weight.
    let cache = positions * (size.keySize + piece + 2) * number
    // The string, the prompt and what is written.
    let tokens = 3 * positions * 8
    return ofProgram + weights + cache + tokens
  }

  /// About how many bytes it takes to sort the suffixes of a file: the file, a copy of it, and what
  /// `SuffixArray` says.
  static func neededToSort(bytes: Int) -> Integer { Integer(bytes) * (1 + 1 + 10) }

  /// Refuses a copy that does not fit this machine.
  ///
  /// - Throws: `Failure` that names both numbers.
  static func require(_ needed: Integer, for string: StringPlan, by kernel: Kernel) throws(Failure) {
    let available = Integer(Machine.memory)
    guard needed > available else { return }
    let parameters = string.parameters
    let what = CopyModel.isBuilt(parameters, for: kernel) ? "the model and its cache" : "the string and its index"
    let other =
      kernel != .indexed && CopyModel.hasForm(parameters) && ofWeights(parameters) > available
      ? "; --kernel indexed builds no model" : ""
    throw .limit(
      "\(string.sizeText): \(what) need about \(needed) bytes > \(available) bytes that this machine has\(other)")
  }
}
