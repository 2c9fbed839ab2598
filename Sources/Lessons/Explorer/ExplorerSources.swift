/// The sources of the explorer's page, each in a file of its own.
///
/// They stand in string literals, so that the command needs no file beside it; as a resource that the compiler
/// embeds, a literal of 100,000 integers, they would add 15 seconds to a release build.
enum ExplorerSources {
  /// The scripts, each after those that it uses when it is loaded. What one declares the others see.
  static let scripts = [
    numbers, weights, model, trace, repeats, machine,
    elements, heatMap, view, controls, maps, tables, repeatsView, machineView, start,
  ]
}
