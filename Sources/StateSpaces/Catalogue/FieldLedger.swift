/// What the readers of one configuration have in common: which fields were read, and what there is to say.
final class FieldLedger {
  /// The fields that were read, with the objects in which they stand: `ssm_cfg.layer`.
  var read: Set<String> = []

  /// The objects whose fields were looked at one by one. What is not read in them can matter.
  var entered: Set<String> = []

  /// Whether the configuration is a preset's, of which is known what its absent fields mean.
  let isKnown: Bool

  init(isKnown: Bool = false) { self.isKnown = isKnown }

  /// How many layers the model has, once that is known.
  var layers: Int?

  /// What was decided where fields are absent or contradict each other, for people to read.
  private(set) var notes: [String] = []

  /// Adds a note, once.
  func note(_ text: String) {
    if !notes.contains(text) { notes.append(text) }
  }
}
