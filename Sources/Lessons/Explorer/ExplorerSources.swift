/// The sources of the explorer's page: the files of `Embedded`, which a build-tool plugin puts into the code, so
/// that the command needs no file beside it.
enum ExplorerSources {
  /// The model: numbers, weights, the forward pass; repeated n-grams and what a text takes; the machine. It knows
  /// nothing of a page.
  static let model = [
    Embedded.numbers, Embedded.weights, Embedded.model, Embedded.trace, Embedded.repeats, Embedded.alphabet,
    Embedded.machine,
  ]

  /// What is drawn, and what the controls do.
  static let views = [
    Embedded.elements, Embedded.heatMap, Embedded.view, Embedded.controls, Embedded.maps, Embedded.tables,
    Embedded.repeatsView, Embedded.machineView, Embedded.start,
  ]

  /// The scripts, each after those that it uses when it is loaded. What one declares the others see.
  static let scripts = model + views
}
