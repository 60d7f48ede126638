/// Runs batches of trials on a machine of its own.
struct BatchRunner {
  private let report: Report
  private let machine: Machine
  private let design: Design
  /// Runs what goes on beyond the ends of trials.
  private let undisturbed: (machine: Machine, report: Report)?

  init(_ program: SeededProgram, _ design: Design) {
    report = program.model.report
    self.design = design
    machine = Machine(program.program, keys: program.keys, design: design)
    undisturbed = program.undisturbed.map {
      (Machine($0, keys: program.keys, design: design), $0.model.report)
    }
  }

  /// At most `TrialBatch.capacity` consecutive trials, but for those to `skip`; those that failed
  /// are not recorded in the batch.
  func run<R: StepRecorder>(_ trials: Range<Int>, skip: Set<Int>, _ recorder: inout R)
    -> (batch: TrialBatch, failed: [(trial: Int, found: FailedTrial)])
  {
    let batch = TrialBatch(report)
    let start = trials.lowerBound
    batch.reset(firstTrial: start, count: trials.count)
    let lanes = Set(skip.filter(trials.contains).map { $0 - start })
    let failed = machine.run(
      batch, addresses: { design.address(of: start + $0) }, skip: lanes, &recorder)
    runUndisturbed(trials, skip: lanes.union(failed.map(\.lane)), &recorder)
    return (batch, failed.map { (start + $0.lane, $0) })
  }

  /// Records the same trials as if none had ended, behind all else that is followed. One that fails on a
  /// way that it never went is left out here, and nowhere else.
  private func runUndisturbed<R: StepRecorder>(
    _ trials: Range<Int>, skip: Set<Int>, _ recorder: inout R
  ) {
    guard let (machine, report) = undisturbed else { return }
    let start = trials.lowerBound
    let batch = TrialBatch(report)
    func recorded(without lanes: Set<Int>) -> (rows: RecordedRows, failed: [FailedTrial]) {
      var rows = RecordedRows(report)
      batch.reset(firstTrial: start, count: trials.count)
      let failed = machine.run(
        batch, addresses: { design.address(of: start + $0) }, skip: lanes, &rows)
      return (rows, failed)
    }
    var (rows, failed) = recorded(without: skip)
    if !failed.isEmpty { rows = recorded(without: skip.union(failed.map(\.lane))).rows }
    let first = self.report.quantities.count
    rows.visit { row, values in
      if row.hasEnded {
        recorder.recordEnded(
          step: row.step, quantity: first + row.quantity, row: values, count: row.count)
      } else {
        recorder.recordOpen(
          step: row.step, quantity: first + row.quantity, row: values, count: row.count)
      }
    }
  }
}
