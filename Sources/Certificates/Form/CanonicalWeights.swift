import CopyTask
package import Transformers

/// The weights of a model of two layers as lines of ASCII, the same for everybody who has the same weights.
///
/// Each tensor, in the order and with the names of `TensorName`: a line with its name and its shape, then a line
/// for each entry that is not zero, by rows, then columns, with its place and its value.
/// `Proofs/Certificates/FORMAT.md` specifies it byte by byte.
package struct CanonicalWeights {
  private let weights: TransformerWeights<Int>

  package init(weights: TransformerWeights<Int>) { self.weights = weights }

  /// SHA-256 of the lines.
  package var sha256: String {
    var digest = SHA256()
    forEachLine { digest.update($0 + "\n") }
    return digest.text
  }

  /// Calls `body` with every line, without its line feed.
  func forEachLine(_ body: (String) -> Void) {
    for tensor in weights.tensors {
      body("\(tensor.name) \(tensor.shape.map(String.init).joined(separator: " "))")
      for row in 0..<tensor.entries.rows {
        let place = tensor.shape.count == 1 ? "" : "\(row) "
        for (column, value) in tensor.entries.row(row) where value != 0 { body("\(place)\(column) \(value)") }
      }
    }
  }
}
