// swift-tools-version: 6.2
import PackageDescription

/// A warning is an error, in our targets only.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error), .enableUpcomingFeature("InternalImportsByDefault"),
]

/// `make test` optimizes what tests call. They themselves need not be, unless they compute much: that only
/// makes the build longer. So would the module of each made apart from its code, which reads all files twice.
let plainTests = strict + [.unsafeFlags(["-Onone", "-no-emit-module-separately-wmo"])]

let package = Package(
  name: "simrun",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "simrun", targets: ["simrun"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .target(
      name: "Sim",
      dependencies: ["CGSL", "CCrypto"],
      swiftSettings: strict),
    .target(
      name: "Scenarios",
      dependencies: [
        "Sim", .product(name: "Yams", package: "Yams"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: ["labour", "ceasefire", "mediation"].map { .embedInCode("Starters/\($0).yaml") },
      swiftSettings: strict),
    .executableTarget(
      name: "simrun",
      dependencies: [
        "Scenarios", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // `make fuzz`; no product, so that nobody builds it who does not ask.
    .executableTarget(
      name: "fuzz", dependencies: ["Scenarios", "Sim"], path: "Tests/Fuzz", swiftSettings: strict),
    // `make coverage`; no product either.
    .executableTarget(
      name: "intervals", dependencies: ["Sim"], path: "Benchmarks/Intervals", swiftSettings: strict),
    .testTarget(
      name: "SimTests", dependencies: ["Sim", "CGSL"],
      exclude: ["Distributions/reference-values.txt"], swiftSettings: strict),
    .testTarget(
      name: "ScenariosTests", dependencies: ["Scenarios", "Sim"], swiftSettings: plainTests),
    .testTarget(name: "simrunTests", dependencies: ["simrun"], swiftSettings: plainTests),
  ])
