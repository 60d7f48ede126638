import Foundation
import Sim

@testable import Scenarios

/// Results of three trials of one scenario, the second of which failed.
struct SmallResults {
  let report = Report(
    steps: 1,
    outcomes: [.init(name: "deal, signed", className: "deal"), .init(name: "war")],
    measures: [.init(name: "cost", unit: "bn"), .init(name: "signed", isCondition: true)],
    signals: ["talks"], quantities: [.init(name: "x", unit: "km")], milestones: ["first_halt"],
    parameters: [.init(name: "cost"), .init(name: "step"), .init(name: "aid", unit: "share")])

  var batch: TrialBatch {
    let batch = TrialBatch(report)
    batch.reset(firstTrial: 0, count: 3)
    let lanes = TrialBatch.capacity
    for lane in 0..<3 {
      batch.outcome[lane] = lane == 1 ? -1 : Int32(lane / 2)
      batch.endStep[lane] = 1
      batch.measures[lane] = lane == 2 ? .nan : 1.5
      batch.measures[lanes + lane] = lane == 0 ? 1 : 0
      batch.parameters[lane] = 0.25
      batch.parameters[lanes + lane] = 7
      batch.parameters[2 * lanes + lane] = Double(lane) / 10
    }
    return batch
  }

  var point: PointResult {
    var tally = BlockTally(report, keepsValues: true)
    tally.record(batch)
    tally.record(
      Failure(trial: 1, step: 1, message: "division by zero: \"a / b\"", position: "s.yaml:9:4"))
    return PointResult(
      scenario: "demo", point: 0, report: report,
      summary: Summary(report: report, tally: tally, histograms: nil),
      date: { $0 == 1 ? "2025-01-08" : "2025-01-01" },
      replay: { "simrun explain s.yaml --trial \($0)" })
  }

  let manifest = Manifest(
    version: "1.0.0", seed: 1, trials: 3, blockSize: 1_024,
    inputs: [InputFile(path: "s.yaml", bytes: Array("abc".utf8))], assumptions: "d1",
    complete: true, arithmetic: "f1")
  let log = RunLog(
    started: "2025-01-01T00:00:00Z", host: "h", seconds: 2, trialsPerSecond: 1.5, jobs: 2)

  func write(to path: String, force: Bool = false, trials: Bool = true) throws {
    let table = TrialTable([report])
    let writer = try ResultWriter(folder: path, force: force, trials: trials ? table : nil)
    try writer.append(
      batch, as: table.rows(scenario: "demo", point: 0, seed: 1, report: report))
    try writer.append(point)
    try writer.finish(manifest, log: log)
  }
}
