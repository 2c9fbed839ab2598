import Transformers

extension ExportedModel {
  /// All tensors, windows first: then every tensor starts at a multiple of its entries' size.
  var tensors: [DenseTensor] {
    let tensors = weights.tensors.map { tensor in
      if case .layer(_, .window) = tensor.name { DenseTensor(tensor, .i64) } else { DenseTensor(tensor, type) }
    }
    return tensors.filter { $0.name.hasSuffix(LayerTensor.window.rawValue) }
      + tensors.filter { !$0.name.hasSuffix(LayerTensor.window.rawValue) }
  }
}

extension LayerTensor {
  /// The full name in a file.
  func name(inLayer index: Int) -> String { TensorName.layer(index, self).description }
}
