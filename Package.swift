// swift-tools-version: 6.3

import PackageDescription

/// Every target is held to the same settings. No target may relax one.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

let package = Package(
  name: "verbatim",
  // UInt128 and Float16 are used; macOS 15 is the first to have both.
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Arithmetic", targets: ["Arithmetic"]),
    .library(name: "CopyTask", targets: ["CopyTask"]),
    .library(name: "Transformers", targets: ["Transformers"]),
    .library(name: "Constructions", targets: ["Constructions"]),
    .library(name: "Engines", targets: ["Engines"]),
    .library(name: "StateSpaces", targets: ["StateSpaces"]),
    .library(name: "Theorems", targets: ["Theorems"]),
    .library(name: "Certificates", targets: ["Certificates"]),
    .library(name: "ModelFiles", targets: ["ModelFiles"]),
    .library(name: "Exposition", targets: ["Exposition"]),
    .executable(name: "construct", targets: ["construct"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    // For `make docs` alone: nothing of it is part of a build.
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    // For ONNX files. None of its traits is needed.
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0", traits: []),
  ],
  targets: [
    // MARK: - System libraries
    .systemLibrary(
      name: "CGMP",
      pkgConfig: "gmp",
      providers: [.apt(["libgmp-dev"]), .brew(["gmp"])]
    ),
    .systemLibrary(
      name: "CMPFR",
      pkgConfig: "mpfr",
      providers: [.apt(["libmpfr-dev"]), .brew(["mpfr"])]
    ),

    // MARK: - The one C leaf
    .target(name: "CBitKernels"),

    // MARK: - The library, bottom up: a target imports only what stands above it
    .target(
      name: "Arithmetic",
      dependencies: [
        "CGMP", "CMPFR",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: strict
    ),
    .target(name: "CopyTask", dependencies: ["Arithmetic"], swiftSettings: strict),
    .target(name: "Transformers", dependencies: ["Arithmetic"], swiftSettings: strict),
    .target(
      name: "Constructions",
      dependencies: ["Arithmetic", "CopyTask", "Transformers"],
      swiftSettings: strict
    ),

    .target(
      name: "Engines",
      dependencies: ["Arithmetic", "CopyTask", "Transformers", "Constructions", "CBitKernels"],
      swiftSettings: strict
    ),

    // Never imports the construction: a lower bound may not lean on it.
    .target(name: "StateSpaces", dependencies: ["Arithmetic", "CopyTask"], swiftSettings: strict),

    .target(
      name: "Theorems",
      dependencies: ["Arithmetic", "CopyTask", "Transformers", "Constructions", "Engines", "StateSpaces"],
      swiftSettings: strict
    ),
    .target(
      name: "Certificates",
      dependencies: [
        "Arithmetic", "CopyTask", "Transformers", "Constructions", "Engines", "StateSpaces",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict
    ),

    // The only place that knows file formats.
    .target(
      name: "ModelFiles",
      dependencies: [
        "Arithmetic", "Transformers", "Constructions",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      exclude: ["ONNX/onnx.proto"],
      swiftSettings: strict
    ),

    .target(
      name: "Exposition",
      dependencies: ["Arithmetic", "CopyTask", "Transformers", "Constructions", "StateSpaces", "Theorems"],
      swiftSettings: strict
    ),

    // MARK: - The command
    .target(
      name: "ConstructCommand",
      dependencies: [
        "Arithmetic", "CopyTask", "Transformers", "Constructions", "Engines", "StateSpaces", "Theorems",
        "Certificates", "ModelFiles", "Exposition",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "construct", dependencies: ["ConstructCommand"], swiftSettings: strict
    ),

    // MARK: - Lessons: programs of a page, each beside its text
    .executableTarget(
      name: "lesson-1", dependencies: ["CopyTask", "Constructions", "Engines", "Exposition"],
      path: "Examples/lesson-1", exclude: ["README.md"], swiftSettings: strict
    ),
    .executableTarget(
      name: "lesson-2",
      dependencies: ["Arithmetic", "CopyTask", "Transformers", "Constructions", "Exposition"],
      path: "Examples/lesson-2", exclude: ["README.md"], swiftSettings: strict
    ),
    .executableTarget(
      name: "lesson-3",
      dependencies: ["Arithmetic", "CopyTask", "Transformers", "Constructions", "Exposition"],
      path: "Examples/lesson-3", exclude: ["README.md"], swiftSettings: strict
    ),
    .executableTarget(
      name: "lesson-4",
      dependencies: ["Arithmetic", "CopyTask", "Constructions", "Engines", "Exposition"],
      path: "Examples/lesson-4", exclude: ["README.md"], swiftSettings: strict
    ),
    .executableTarget(
      name: "lesson-5",
      dependencies: ["Arithmetic", "CopyTask", "Transformers", "Constructions", "Engines", "Exposition"],
      path: "Examples/lesson-5", exclude: ["README.md"], swiftSettings: strict
    ),
    .executableTarget(
      name: "lesson-6", dependencies: ["Arithmetic", "CopyTask", "StateSpaces", "Exposition"],
      path: "Examples/lesson-6", exclude: ["README.md"], swiftSettings: strict
    ),
    .executableTarget(
      name: "lesson-7",
      dependencies: [
        "Arithmetic", "CopyTask", "Transformers", "Constructions", "Engines", "StateSpaces", "Exposition",
      ],
      path: "Examples/lesson-7", exclude: ["README.md"], swiftSettings: strict
    ),
    .executableTarget(
      name: "lesson-8",
      dependencies: [
        "CopyTask", "Transformers", "Constructions", "Engines", "StateSpaces", "Certificates", "Exposition",
      ],
      path: "Examples/lesson-8", exclude: ["README.md"], swiftSettings: strict
    ),

    // MARK: - Tests
    .target(
      name: "TestSupport", dependencies: ["CopyTask"], path: "Tests/TestSupport",
      swiftSettings: strict
    ),
    .testTarget(name: "TestSupportTests", dependencies: ["TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ArithmeticTests",
      dependencies: ["Arithmetic", "CopyTask", "TestSupport"],
      resources: [.copy("Data")],
      swiftSettings: strict
    ),
    .testTarget(
      name: "CopyTaskTests", dependencies: ["Arithmetic", "CopyTask", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "TransformersTests",
      dependencies: ["Transformers", "Arithmetic", "CopyTask", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ConstructionsTests",
      dependencies: ["Constructions", "Transformers", "CopyTask", "Arithmetic", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "EnginesTests",
      dependencies: ["Engines", "Constructions", "Transformers", "CopyTask", "Arithmetic", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "StateSpacesTests",
      dependencies: ["StateSpaces", "CopyTask", "Arithmetic", "TestSupport"],
      resources: [.copy("Data")],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ExpositionTests",
      dependencies: [
        "Exposition", "StateSpaces", "Engines", "Constructions", "Transformers", "CopyTask", "Arithmetic",
        "TestSupport",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "TheoremTests",
      dependencies: ["Theorems", "Constructions", "Transformers", "CopyTask", "Arithmetic"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ModelFilesTests",
      dependencies: ["ModelFiles", "Constructions", "Transformers", "CopyTask", "Arithmetic", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "CertificatesTests",
      dependencies: [
        "Certificates", "Theorems", "Constructions", "StateSpaces", "Transformers", "CopyTask", "Arithmetic",
        "TestSupport",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ConstructCommandTests",
      dependencies: ["ConstructCommand", "construct", "TestSupport"],
      swiftSettings: strict
    ),
  ]
)
