/// The sources of the explorer's page, which the compiler puts into the program: the command needs no other
/// file than itself.
enum ExplorerSources {
  static var page: String { text(PackageResources.explorer_html) }
  static var style: String { text(PackageResources.explorer_css) }

  /// The scripts, each after those that it uses when it is loaded.
  static var scripts: [String] {
    [
      PackageResources.numbers_js, PackageResources.weights_js, PackageResources.model_js,
      PackageResources.trace_js, PackageResources.repeats_js, PackageResources.gssm_js,
      PackageResources.dom_js, PackageResources.heatmap_js, PackageResources.view_js,
      PackageResources.controls_js, PackageResources.maps_js, PackageResources.panels_js,
      PackageResources.repeats_view_js, PackageResources.machine_view_js, PackageResources.start_js,
    ].map(text)
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
