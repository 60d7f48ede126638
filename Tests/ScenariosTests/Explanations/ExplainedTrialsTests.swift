import Foundation
import Sim
import Testing

@testable import Scenarios

/// What is explained is what was run: outcome, step, measures and parameters, to the last bit.
@Suite("Explained trials are those of a run") struct ExplainedTrialsTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Scenarios").path

  private static func files(_ part: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + part)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { part + "/" + $0 }
  }

  /// How many trials of each file: `EXPLAINED_TRIALS=1000` for a thorough look.
  private static let trials =
    ProcessInfo.processInfo.environment["EXPLAINED_TRIALS"].flatMap { Int($0) } ?? 4
  /// They are taken from so many of a run with seed 11.
  private static let among = trials > 100 ? 4 * trials : 256

  private func compare(_ file: String, _ count: Int) throws {
    let scenario = try ScenarioFile.load(path: Self.folder + file)
    let run = try PointRun(
      try scenario.plainModel(),
      RunSettings(trials: Self.among, seed: 11, jobs: 2, keepsTrialRows: true, recording: .answers))
    let columns = try #require(try run.columns())
    let tracer = try TrialTracer(scenario)
    #expect(tracer.report.parameters == columns.report.parameters)
    #expect(tracer.report.measures == columns.report.measures)
    // Numbers chosen by a linear congruence, so that each run of this test takes the same ones.
    var state: UInt64 = 2025
    var trials: Set<Int> = []
    while trials.count < min(count, Self.among) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      trials.insert(Int(state >> 33) % Self.among)
    }
    for trial in trials {
      let found = tracer.result(trial: trial, seed: 11)
      #expect(found.outcome == Int(columns.outcomes[trial]), "\(file) \(trial)")
      guard found.failed == nil else { continue }
      #expect(found.endStep == Int(columns.endSteps[trial]), "\(file) \(trial)")
      #expect(
        found.measures.map(\.bitsOrNaN) == columns.measures.map { $0[trial].bitsOrNaN },
        "\(file) \(trial)")
      #expect(
        found.parameters.map(\.bitsOrNaN) == columns.parameters.map { $0[trial].bitsOrNaN },
        "\(file) \(trial)")
    }
  }

  @Test(arguments: files(""))
  func `of each shipped scenario`(_ file: String) throws { try compare(file, Self.trials) }

  @Test(arguments: files("/verification"))
  func `of each verification model`(_ file: String) throws {
    try compare(file, max(1, Self.trials / 4))
  }
}

extension Double {
  fileprivate var bitsOrNaN: UInt64 { isNaN ? Double.nan.bitPattern : bitPattern }
}
