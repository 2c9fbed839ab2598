import Constructions

@testable import Engines

/// The form of the construction, read from its weights.
func form(_ parameters: NgramParameters) throws -> PackedForm { try PackedForm(of: NgramCopier(parameters)) }
