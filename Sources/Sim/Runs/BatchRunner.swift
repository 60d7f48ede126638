/// Runs batches of trials on a machine of its own.
struct BatchRunner {
  private let report: Report
  private let machine: Machine
  private let design: Design

  init(_ program: SeededProgram, _ design: Design) {
    report = program.model.report
    self.design = design
    machine = Machine(program.program, keys: program.keys, design: design)
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
    return (batch, failed.map { (start + $0.lane, $0) })
  }
}
