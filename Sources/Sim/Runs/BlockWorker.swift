/// Runs the blocks that a queue deals out, one after the other.
struct BlockWorker {
  private let runner: BlockRunner
  private let pilot: Pilot
  private let trials: Int
  private let jobsOfPilot: Int
  private var isWhole = true
  /// Whether it has counted what it has not handed over.
  private var holds = false

  /// `jobsOfPilot`: how many threads may fill the histograms of block 0.
  init(
    _ program: SeededProgram, _ report: Report, _ settings: RunSettings, _ edges: HistogramEdges?,
    _ pilot: Pilot, _ analyses: Analyses, jobsOfPilot: Int
  ) {
    runner = BlockRunner(program, report, settings, analyses, edges: edges)
    self.pilot = pilot
    trials = settings.trials
    self.jobsOfPilot = jobsOfPilot
  }

  /// One block; `false` if there is none, or none now if it does not wait for a pause to end.
  mutating func runNext(of queue: BlockQueue, waits: Bool = true) -> Bool {
    guard let block = queue.next(&holds, waits: waits, handOver: runner.emptied) else {
      return false
    }
    isWhole = Block.isWhole(block, in: trials)
    // The last block of all, if it is partial, is counted apart.
    if !isWhole { queue.add(runner.emptied(), ofWholeBlocks: true) }
    if block == 0 {
      // Where block 0 is all there is, nobody else has work.
      queue.deliver(block, runner.run(after: pilot, jobs: jobsOfPilot))
    } else {
      queue.deliver(block, runner.run(block))
    }
    return true
  }

  /// Hands over what was counted.
  func leave(_ queue: BlockQueue) {
    queue.add(runner.histograms, ofWholeBlocks: isWhole)
    queue.leave()
  }
}
