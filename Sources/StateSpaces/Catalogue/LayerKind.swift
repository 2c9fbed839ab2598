import StrictJSON

/// What a layer keeps, by the names that configurations have for it.
enum LayerKind: String, CaseIterable {
  case linear = "linear_attention"
  case full = "full_attention"
  case sliding = "sliding_attention"
  case chunked = "chunked_attention"
  case convolution = "conv"
  case recurrent
  case hybrid
  /// Feed-forward layers, which keep nothing.
  case mlp, moe

  /// Older names that transformers still takes, and those of the first files of Zamba2.
  private static let olderNames: [String: LayerKind] = [
    "mamba": .linear, "m": .linear, "attention": .full, "g": .hybrid,
  ]

  /// The kind with this name, if it is one of `kinds`.
  init?(_ name: String, of kinds: [LayerKind]) {
    guard let kind = LayerKind(rawValue: name) ?? LayerKind.olderNames[name], kinds.contains(kind) else { return nil }
    self = kind
  }

  /// The names that mean one of `kinds`, the present ones first.
  static func names(of kinds: [LayerKind]) -> [String] {
    kinds.map(\.rawValue) + olderNames.filter { kinds.contains($0.value) }.keys.sorted()
  }
}

extension ConfigurationReader {
  /// The kind of each layer, of those that `kinds` lists; `nil` if the field is absent. Without a `count`, there are
  /// as many layers as entries.
  func optionalKinds(
    _ name: String, of kinds: [LayerKind], count: Int?
  ) throws(ConfigurationError) -> [LayerKind]? {
    let choices = LayerKind.names(of: kinds)
    let names =
      if let count { try optionalLayerKinds(name, of: choices, count: count) } else {
        try optionalNames(name, of: choices)
      }
    return names.map { $0.compactMap { LayerKind($0, of: kinds) } }
  }

  /// The kind of each layer under the first of these names that is there. Under two names it has to be the same.
  func optionalKinds(
    _ names: [String], of kinds: [LayerKind], count: Int?
  ) throws(ConfigurationError) -> [LayerKind]? {
    var found: (name: String, kinds: [LayerKind])?
    for name in names {
      guard let value = try optionalKinds(name, of: kinds, count: count) else { continue }
      if let found, found.kinds != value {
        throw ConfigurationError(
          contradiction: "\(path)\(found.name) and \(path)\(name) name different layers: expected the same")
      }
      found = found ?? (name, value)
    }
    return found?.kinds
  }
}

extension [LayerKind] {
  /// How many layers are of a kind.
  func count(of kind: LayerKind) -> Int { count { $0 == kind } }
}
