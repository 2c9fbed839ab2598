public import Arithmetic
import Constructions
import CopyTask
public import StrictJSON
import Transformers

/// What several JSON reports of copies say in the same words.
enum ReportSection {
  /// The member `construction`.
  static func construction(_ parameters: NgramParameters, size: ModelSize) -> JSONValue {
    [
      "ngram": parameters.ngram.json, "alphabet": parameters.alphabetSize.json, "codeBits": parameters.codeBits.json,
      "scale": parameters.scale.json, "layers": size.heads.count.json,
      // Of each layer.
      "heads": size.heads.json, "width": size.width.json, "hidden": size.hidden.json,
      // Entries of the exported tensors, and those of them that are not zero.
      "parameters": size.parameters.json, "nonzeros": size.nonzeros.json, "maxLength": parameters.maxLength.json,
      // The rule that the scale follows, by its name on the command line, and B.
      "scaleRule": parameters.scaleRule.name.json, "boundaryBonus": parameters.boundaryBonus.json,
    ]
  }

  /// The member `input`.
  static func input(_ subject: CopySubject) -> JSONObject {
    [
      "source": subject.string.source.json, "length": subject.length.json,
      // Whether the n-grams are pairwise distinct.
      "distinctNgrams": subject.statistics.areDistinct.json,
      // Of the tokens: a byte each for D <= 256, otherwise 8 bytes each, least significant first.
      "sha256": subject.sha256.json,
    ]
  }
}

extension CopyReport.Mismatch: JSONConvertible {
  /// The member `firstMismatch` of `run`: tokens written before it, and token numbers; EOS is D + 2, and `wrote` is
  /// null if nothing was written.
  var json: JSONValue { ["step": step.json, "wrote": wrote.json, "due": due.json] }
}

extension Integer: JSONConvertible {
  /// The number, exactly, however many digits it has.
  public var json: JSONValue { JSONNumber("\(self)").map { .number($0) } ?? .null }
}
