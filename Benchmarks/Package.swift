// swift-tools-version: 6.3

import PackageDescription

/// A package of its own, so that the benchmarks are no part of what users build.
let package = Package(
  name: "verbatim-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "verbatim", path: "..")],
  targets: [
    .executableTarget(
      name: "floor",
      dependencies: [.product(name: "Engines", package: "verbatim")],
      path: "Floor"
    )
  ]
)
