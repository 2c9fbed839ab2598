import Arithmetic
import Constructions
import CopyTask

/// The engine for a copy where the user chose none: `packed`, which is exact, where it takes no more than about a
/// second, and `indexed` beyond, which gives bounds.
struct KernelChoice {
  let kernel: Kernel

  /// Why it is not `packed`.
  let reason: String?

  init(for string: StringPlan) {
    let cost = PackedCost(string)
    // What not even an index is for is left to be refused by its size.
    guard CopyModel.hasForm(string.parameters), cost.total > PackedCost.most else {
      (kernel, reason) = (.packed, nil)
      return
    }
    kernel = .indexed
    let parts = [
      (cost.comparing + cost.repeats, "this length is long for packed"),
      (cost.readout, "this alphabet is large for packed"), (cost.weights, "this n is large for packed"),
    ]
    reason = parts.max { $0.0 < $1.0 }?.1
  }
}

/// About how much work the packed engine has with a string, in units of comparing 64 bits of a query with as many of
/// a key: the cores of a server do some 5 * 10^9 of these in a second, and the other numbers were measured there.
struct PackedCost {
  /// Each of L + 1 queries with each of L + 1 keys.
  let comparing: Integer

  /// Where n-grams may repeat: most steps then take the values of all keys, and compare D logits.
  let repeats: Integer

  /// The logits of the few steps that are evaluated exactly, D of d bits each.
  let readout: Integer

  /// Building the weights, and reading the form from them.
  let weights: Integer

  /// What is waited for.
  static let most: Integer = 10_000_000_000

  init(_ string: StringPlan) {
    let parameters = string.parameters
    let steps = Integer(string.length) + 1
    let (code, alphabet) = (Integer(parameters.codeBits), Integer(parameters.alphabetSize))
    let bits = Integer(parameters.ngram) * code
    comparing = steps * steps * ((bits + 63) / 64)
    repeats = string.mayRepeat ? steps * steps * (40 + 4 * code) + steps * alphabet * code * 10 : 0
    // An addition of numbers of 2 beta n d bits, which are allocated.
    readout = 4 * alphabet * code * (250 + Integer(parameters.scale) * bits / 32)
    weights = ConstructionSize(parameters).nonzeros * 500
  }

  var total: Integer { comparing + repeats + readout + weights }
}

extension StringPlan {
  /// Whether n-grams may repeat, as far as that is known before the string is made.
  fileprivate var mayRepeat: Bool {
    switch origin {
    case .typed, .file: if case .given = ngramOrigin { true } else { false }
    case .sequence(.uniform, _):
      // As many repeats are expected as C(L - n + 1, 2) D^-n; that D^n may be too large to be written down.
      parameters.maxLength / max(1, length) < length
    case .sequence: false
    }
  }
}
