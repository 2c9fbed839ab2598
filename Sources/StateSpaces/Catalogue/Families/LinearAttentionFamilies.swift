import Arithmetic
import StrictJSON

/// Linear attention: a sum of products of keys and values for each head, fading or not.
extension StateFamily {
  static let linearAttention = [
    StateFamily("RetNet", ["retnet"], "heads x d_k x d_v") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      try summed(reader, keys: 1, values: 2, hasConvolution: true)
    },
    StateFamily("Linear attention", ["linear_attn"], "heads x d_phi x d_v") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      try summed(reader, keys: 1, values: 1, hasConvolution: false)
    },
    StateFamily("GLA", ["gla"], "heads x d_k x d_v, expand_k 0.5") {
      (reader: ConfigurationReader) throws(ConfigurationError) in
      try summed(reader, keys: Rational(1, 2), values: 1, hasConvolution: true)
    },
  ]

  private static func summed(
    _ reader: ConfigurationReader, keys: Rational, values: Rational, hasConvolution: Bool
  ) throws(ConfigurationError) -> [StateTensor] {
    let (layers, attention) = try reader.linearAttentionLayers()
    let (heads, key, value) = try reader.scaledHeads(keys: keys, values: values)
    guard hasConvolution else {
      let features = try reader.features(of: key)
      var tensors = [StateTensor("recurrent_state", .recurrent, layers: layers, heads, features, value)]
      // The sum of the keys' features, by which some implementations divide. The library does not keep it.
      if try reader.optionalFlag("keep_normalizer") == true {
        tensors.append(StateTensor("normalizer", .recurrent, layers: layers, heads, features))
      }
      return tensors + attention
    }
    // Keys and values of fewer heads than queries are repeated before they enter the state, but not before
    // the convolution.
    let keyHeads = try reader.keyValueHeads("num_kv_heads", queries: "num_heads")
    _ = try reader.quotient(heads.size, "num_heads", by: keyHeads.size, "num_kv_heads")
    let channels = StateTensor.Axis(
      "(q,k,v)", heads.size * key.size + keyHeads.size * (key.size + value.size))
    return [StateTensor("recurrent_state", .recurrent, layers: layers, heads, key, value)]
      + (try reader.shortConvolution(layers: layers, channels: channels, default: false)) + attention
  }
}

extension ConfigurationReader {
  /// How many features a key has after the feature map.
  fileprivate func features(of key: StateTensor.Axis) throws(ConfigurationError) -> StateTensor.Axis {
    let map = try optionalText("feature_map") ?? "elementwise_product"
    switch map {
    case "elementwise_product", "t2r", "elu", "relu", "identity": return key
    // A softmax over the key and its negative.
    case "hedgehog": return StateTensor.Axis("2 \(key.name)", 2 * key.size)
    // Products with four rotations of (relu(k), relu(-k)).
    case "dpfp": return StateTensor.Axis("8 \(key.name)", 8 * key.size)
    default:
      throw ConfigurationError(
        path + "feature_map", is: JSONValue.string(map),
        expected: "one of elementwise_product, t2r, elu, relu, identity, hedgehog, dpfp")
    }
  }
}
