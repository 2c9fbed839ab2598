public import Constructions
public import CopyTask

extension PackedForm {
  /// The form of a constructed model, read from its weights.
  ///
  /// - Throws: `PackedFormError` if they were not of this form.
  public init(of copier: NgramCopier) throws(PackedFormError) { try self.init(of: copier.weights) }
}

extension PackedEngine {
  /// An engine that computes what the weights of a constructed model do.
  ///
  /// - Precondition: as for a form.
  /// - Throws: `PackedFormError` if they were not of a form that the engine computes.
  public init(_ copier: NgramCopier, prompt: Prompt) throws(PackedFormError) {
    self.init(try PackedForm(of: copier), prompt: prompt)
  }
}
