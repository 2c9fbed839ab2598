import Arithmetic
import Constructions
import Engines
import Transformers

/// The model that a copy runs.
struct CopyModel {
  /// Its weights; `nil` if they are too many to be built.
  let weights: TransformerWeights<Int>?

  private let parameters: NgramParameters

  /// The construction for these parameters.
  init(_ parameters: NgramParameters, for kernel: Kernel) {
    self.parameters = parameters
    weights = CopyModel.isBuilt(parameters, for: kernel) ? NgramCopier(parameters).weights : nil
  }

  /// The model of a file, where it is one of integers; n and D are those of the string.
  init(_ weights: TransformerWeights<Int>?, _ parameters: NgramParameters) {
    (self.weights, self.parameters) = (weights, parameters)
  }

  /// What an engine computes: read from the weights, or, where they are not built, as the theorem gives it.
  ///
  /// - Throws: `PackedFormError` for weights of a file that are of no such form.
  func form() throws(PackedFormError) -> PackedForm {
    guard let weights else { return PackedForm(parameters) }
    return try PackedForm(of: weights)
  }

  /// The size, counted from the weights if there are any.
  var size: ModelSize { weights?.size ?? ConstructionSize(parameters).model }

  /// Whether the construction is built for a run by this kernel. All but one need it; the indexed engine, which is
  /// for strings of any length, takes from it six numbers.
  static func isBuilt(_ parameters: NgramParameters, for kernel: Kernel) -> Bool {
    kernel != .indexed || !hasForm(parameters) || ConstructionSize(parameters).nonzeros <= mostEntries
  }

  /// Whether the numbers of the form, and the tokens, can be counted: n d and D. No machine holds weights beyond
  /// these, so that a copy that asks for them is refused by their size.
  static func hasForm(_ parameters: NgramParameters) -> Bool {
    let most = 1 << 32
    return parameters.alphabetSize <= most && parameters.ngram <= most / parameters.codeBits
  }

  /// Entries that take 64 MiB, and some tenths of a second to build and read.
  private static let mostEntries = Integer(1 << 22)
}
