// swift-tools-version: 6.3

import PackageDescription

let package = Package(
  name: "verbatim",
  // UInt128 and Float16 are used; macOS 15 is the first to have both.
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Verbatim", targets: ["Verbatim"]),
    // For Benchmarks, a package of its own, which measures the loops of the engines.
    .library(name: "Engines", targets: ["Engines"]),
    .executable(name: "construct", targets: ["construct"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    // For `make docs` alone: nothing of it is part of a build.
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    // For ONNX files. None of its traits is needed.
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0", traits: []),
  ],
  targets: [
    // MARK: - System libraries
    .systemLibrary(name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"]), .brew(["gmp"])]),
    .systemLibrary(name: "CMPFR", pkgConfig: "mpfr", providers: [.apt(["libmpfr-dev"]), .brew(["mpfr"])]),

    // MARK: - What a build runs: a target that lists the plugin has the files of its folders `Embedded` in its code
    .executableTarget(name: "embed", path: "Tools/embed/tool"),
    .plugin(name: "EmbedPlugin", capability: .buildTool(), dependencies: ["embed"], path: "Tools/embed/plugin"),

    // MARK: - The one C leaf
    .target(name: "CBitKernels"),

    // MARK: - The library, bottom up: a target imports only what stands above it
    .target(name: "Workers"),
    .target(name: "StrictJSON"),
    .target(
      name: "Arithmetic", dependencies: ["CGMP", "CMPFR", .product(name: "RealModule", package: "swift-numerics")]),
    // What rounding can do to a sum, a score, a window mean: never imports a construction.
    .target(
      name: "Rounding", dependencies: ["Arithmetic", .product(name: "RealModule", package: "swift-numerics")]),
    .target(name: "CopyTask", dependencies: ["CBitKernels", "Workers", "Arithmetic"]),
    .target(name: "Transformers", dependencies: ["Workers", "Arithmetic"]),
    .target(name: "Constructions", dependencies: ["Workers", "Arithmetic", "CopyTask", "Transformers"]),
    .target(
      name: "Engines",
      dependencies: ["CBitKernels", "Workers", "Arithmetic", "CopyTask", "Transformers", "Constructions"]),

    // Never imports the construction: a lower bound may not lean on it.
    .target(
      name: "StateSpaces", dependencies: ["Workers", "StrictJSON", "Arithmetic", "CopyTask"], plugins: ["EmbedPlugin"]),

    // What any weights do on all strings; neither imports the construction.
    .target(
      name: "Audits",
      dependencies: [
        "Workers", "Arithmetic", "CopyTask", "Transformers", .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .target(name: "AuditSearch", dependencies: ["Workers", "CopyTask", "Audits"]),

    .target(
      name: "Theorems",
      dependencies: [
        "Workers", "Arithmetic", "Rounding", "CopyTask", "Transformers", "Constructions", "Engines", "StateSpaces",
      ]),
    // Never imports the engines: what checks a run has no part in it.
    .target(
      name: "Certificates",
      dependencies: [
        "Workers", "StrictJSON", "Arithmetic", "CopyTask", "Transformers", "Constructions", "StateSpaces",
      ]),

    // The only place that knows file formats.
    .target(
      name: "ModelFiles",
      dependencies: [
        "StrictJSON", "Arithmetic", "Transformers", "Constructions",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      exclude: ["ONNX/onnx.proto"]),

    .target(
      name: "Figures",
      dependencies: ["Arithmetic", "CopyTask", "Transformers", "Constructions", "StateSpaces", "Theorems"]),
    .target(
      name: "Lessons",
      dependencies: [
        "Workers", "Arithmetic", "CopyTask", "Transformers", "Constructions", "StateSpaces", "Theorems", "Figures",
      ],
      plugins: ["EmbedPlugin"]),

    // MARK: - What others import: the parts of the library that stand on their own, under one name
    .target(
      name: "Verbatim",
      dependencies: ["Workers", "Arithmetic", "CopyTask", "Transformers", "Constructions", "StateSpaces"]),

    // MARK: - The command
    .target(
      name: "ConstructCommand",
      dependencies: [
        "Workers", "StrictJSON", "Arithmetic", "Rounding", "CopyTask", "Transformers", "Constructions", "Engines",
        "StateSpaces", "Audits", "AuditSearch", "Theorems", "Certificates", "ModelFiles", "Figures", "Lessons",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "construct", dependencies: ["ConstructCommand"]),

    // MARK: - Lessons: programs of a page, each beside its text
    lesson(1, ["CopyTask", "Constructions", "Engines", "Lessons"]),
    lesson(2, ["Arithmetic", "CopyTask", "Transformers", "Constructions", "Lessons"]),
    lesson(3, ["Arithmetic", "CopyTask", "Transformers", "Constructions", "Lessons"]),
    lesson(4, ["Arithmetic", "CopyTask", "Constructions", "Engines", "Lessons"]),
    lesson(5, ["Arithmetic", "CopyTask", "Transformers", "Constructions", "Engines", "Lessons"]),
    lesson(6, ["Arithmetic", "CopyTask", "StateSpaces", "Figures", "Lessons"]),
    lesson(7, ["Arithmetic", "CopyTask", "Transformers", "Constructions", "Engines", "StateSpaces", "Lessons"]),
    lesson(
      8,
      [
        "CopyTask", "Transformers", "Constructions", "Engines", "StateSpaces", "Certificates", "Figures", "Lessons",
        "ConstructCommand",
      ]),

    // MARK: - Tests
    .target(name: "TestSupport", dependencies: ["CopyTask"], path: "Tests/TestSupport"),
    tests(of: "TestSupport", []),
    .testTarget(name: "EmbedTests", dependencies: ["embed"], resources: [.copy("Data")]),
    tests(of: "Workers", []),
    tests(of: "StrictJSON", ["CopyTask"], resources: [.copy("Data")]),
    tests(of: "Arithmetic", ["CopyTask"], resources: [.copy("Data")]),
    tests(of: "Rounding", ["CopyTask", "Arithmetic"]),
    tests(of: "CopyTask", ["Arithmetic"]),
    tests(of: "Transformers", ["Workers", "Arithmetic", "CopyTask"]),
    tests(of: "Constructions", ["Transformers", "CopyTask", "Arithmetic"]),
    tests(of: "Engines", ["Workers", "Constructions", "Transformers", "CopyTask", "Arithmetic"]),
    tests(of: "StateSpaces", ["Workers", "StrictJSON", "CopyTask", "Arithmetic"], resources: [.copy("Data")]),
    tests(
      of: "Figures", ["StateSpaces", "Engines", "Constructions", "Transformers", "CopyTask", "Arithmetic"]),
    tests(
      of: "Lessons", ["Figures", "StateSpaces", "Engines", "Constructions", "Transformers", "CopyTask", "Arithmetic"]),
    tests(of: "Audits", ["Arithmetic", "CopyTask", "Transformers", "Constructions", "Workers"]),
    tests(of: "AuditSearch", ["Audits", "Arithmetic", "CopyTask", "Transformers", "Constructions", "Workers"]),
    .testTarget(
      name: "TheoremTests",
      dependencies: ["Theorems", "Rounding", "Constructions", "Transformers", "CopyTask", "Arithmetic"]),
    tests(of: "ModelFiles", ["Constructions", "Transformers", "CopyTask", "Arithmetic"]),
    tests(
      of: "Certificates",
      [
        "ConstructCommand", "StrictJSON", "Theorems", "Constructions", "StateSpaces", "Transformers", "CopyTask",
        "Arithmetic",
      ]),
    tests(of: "ConstructCommand", ["construct"]),
  ]
)

/// The program of a lesson, `main.swift` beside its page.
func lesson(_ number: Int, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: "lesson-\(number)", dependencies: dependencies, path: "Examples/lesson-\(number)", exclude: ["README.md"])
}

/// The tests of a target, with the kit for random ones.
func tests(of target: String, _ others: [Target.Dependency], resources: [Resource]? = nil) -> Target {
  let kit: [Target.Dependency] = target == "TestSupport" ? [] : ["TestSupport"]
  return .testTarget(
    name: target + "Tests", dependencies: [.byName(name: target)] + others + kit, resources: resources)
}

// Every target is held to the same settings: none may relax one.
for target in package.targets
where target.type != .system && target.type != .plugin && target.name != "CBitKernels" {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
  ]
}
