// swift-tools-version: 6.2
import PackageDescription

// The readers under libFuzzer, which is led by what of the program an input reaches:
//
//   swift build -c release --sanitize=fuzzer --package-path Benchmarks/Coverage
//   Benchmarks/Coverage/.build/release/coverage -max_len=4096 -timeout=10 -rss_limit_mb=1024 FOLDER
let package = Package(
  name: "coverage",
  dependencies: [.package(name: "simrun", path: "../..")],
  targets: [
    .executableTarget(
      name: "coverage",
      dependencies: [
        .product(name: "Scenarios", package: "simrun"), .product(name: "Sim", package: "simrun"),
      ],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])])
  ])
