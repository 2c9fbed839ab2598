import Arithmetic
import Constructions

/// How much a copy by the reference multiplies, and what nobody could wait for.
///
/// The engines take seconds where the reference takes hours; only what repeats over and over is bounded for them.
enum CopyWork {
  /// The most multiplications of queries by keys and of weights by values, and those by the weights of the model:
  /// each about a minute on a slow machine.
  private static func most(_ kernel: Kernel) -> (byKeys: Integer, byWeights: Integer)? {
    switch kernel {
    case .packed, .indexed: nil
    case .rational: (2_000_000_000, 500_000_000)
    case .interval: (200_000_000, 100_000_000)
    case .bigfloat: (500_000_000, 300_000_000)
    case .float64, .float32: (20_000_000_000, 4_000_000_000)
    case .float16, .bfloat16, .float8e4m3, .float8e5m2: (10_000_000_000, 1_000_000_000)
    }
  }

  /// Refuses a copy by the reference that takes too long.
  ///
  /// - Throws: `Failure` that names both sides of the inequality that fails.
  static func require(_ string: StringPlan, kernel: Kernel) throws(Failure) {
    guard let most = most(kernel) else { return }
    let (parameters, length) = (string.parameters, string.length)
    let (n, piece) = (Integer(parameters.ngram), Integer(parameters.codeBits) + 1)
    // BOS, the string, COPY, and the string again. On the average a position sees half of them: a score takes
    // n (d + 1) multiplications, and the mean of the values d + 2.
    let positions = 2 * Integer(length) + 2
    let byKeys = positions * positions / 2 * (n * piece + piece + 1)
    let byWeights = positions * ConstructionSize(parameters).nonzeros
    for (count, most, what) in [
      (byKeys, most.byKeys, "of queries by keys"), (byWeights, most.byWeights, "by the weights"),
    ] where count > most {
      throw .limit(
        "\(string.sizeText): with --kernel \(kernel.rawValue) a copy "
          + "takes about \(count) multiplications \(what) > \(most); packed and indexed are faster")
    }
  }
}
