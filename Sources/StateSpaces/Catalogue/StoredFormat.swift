import StrictJSON

extension ConfigurationReader {
  /// In which formats transformers keeps the state of a model that is stored in this number type, and the field that
  /// says so; `nil` if no field does.
  ///
  /// Weights of 32 bits have a state of 32 bits. Weights of 16 bits have a recurrent state of 32, unless a field says
  /// that it has 16 as well.
  func storedFormat() throws(ConfigurationError) -> (format: CacheFormat, field: String)? {
    guard let stored = try width(of: ["dtype", "torch_dtype"]) else { return nil }
    let recurrent = try width(of: ["mamba_ssm_cache_dtype", "mamba_ssm_dtype", "inference_state_dtype"])
    switch (stored.bits, recurrent?.bits) {
    case (32, 16): note("\(recurrent?.field ?? ""): no format has 16 bits for recurrent states alone; 32 were counted")
    case (16, 16): return (.all16, "\(stored.field), \(recurrent?.field ?? "")")
    default: break
    }
    return (stored.bits == 32 ? .all32 : .mixed, stored.field)
  }

  /// The bits of a number in the type that the first of these fields names.
  private func width(of names: [String]) throws(ConfigurationError) -> (bits: Int, field: String)? {
    for name in names {
      guard let value = self[name] else { continue }
      guard case .string(let text) = value else {
        throw ConfigurationError(path + name, is: value, expected: "a number type, such as \"bfloat16\"")
      }
      let field = "\(path)\(name) = \(value)"
      switch text.hasPrefix("torch.") ? String(text.dropFirst(6)) : text {
      case "float32", "float": return (32, field)
      case "bfloat16", "float16", "half": return (16, field)
      default: note("\(field): no format of a cache follows from it, and mixed is the default")
      }
    }
    return nil
  }
}
