import Foundation
import PackagePlugin

/// Puts the files of a target into its code: the command stays one file, and needs none beside it.
///
/// A target that lists this plugin keeps such files in a folder called `Embedded`, at any depth, and finds the text
/// of `Embedded/page.html` as `Embedded.page`. `Tools/embed/tool` says what may stand there.
@main
struct EmbedPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let files = (target.sourceModule?.sourceFiles.map(\.url) ?? [])
      .filter { $0.pathComponents.dropLast().contains("Embedded") && $0.pathExtension != "swift" }
      .sorted { $0.path < $1.path }
    guard !files.isEmpty else {
      Diagnostics.error("\(target.name) lists EmbedPlugin, but has no file in a folder called Embedded")
      return []
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "Embedded.swift")
    return [
      .buildCommand(
        displayName: "Embed \(files.count) files in \(target.name)",
        executable: try context.tool(named: "embed").url,
        arguments: [output.path] + files.map(\.path),
        inputFiles: files,
        outputFiles: [output])
    ]
  }
}
