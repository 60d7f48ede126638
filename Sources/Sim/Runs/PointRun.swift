/// How a model is to be run.
package struct RunSettings: Sendable {
  package var trials: Int
  package var seed: UInt64
  /// Workers; the results do not depend on it.
  package var jobs: Int
  package var keepsTrialRows: Bool
  /// Without the rows of all trials: of so many of the first they are handed on, in whole blocks.
  package var firstRows = 0
  /// Without, measures are in the rows of trials alone, and no table is made of them.
  package var countsMeasures = true
  package var recording: Recording
  package var design: Design

  package init(
    trials: Int, seed: UInt64, jobs: Int, keepsTrialRows: Bool = false,
    recording: Recording = .all, design: Design = .plain
  ) {
    self.recording = recording
    self.design = design
    self.trials = trials
    self.seed = seed
    self.jobs = jobs
    self.keepsTrialRows = keepsTrialRows
  }
}

extension RunSettings {
  /// How many trials some blocks have.
  package func trials(of blocks: Range<Int>) -> Int {
    max(0, min(trials, blocks.upperBound * Block.size) - blocks.lowerBound * Block.size)
  }
}

/// What a run came to.
package struct RunResult: Sendable {
  private let report: Report
  private let tally: BlockTally
  private let histograms: HistogramSet
  /// What all trials recorded, if they were few.
  private let values: PilotValues?
  /// Trials that were run: all asked for, or the longest complete run of blocks.
  package var trials: Int
  package var isComplete: Bool
  /// The whole blocks among them, from the first.
  package var blocks: WholeBlocks
  /// How many threads were wanted for the blocks, and how many the system made; with none the
  /// calling thread did the work.
  package var threads: (wanted: Int, made: Int)

  fileprivate init(
    _ report: Report, _ tally: BlockTally, _ histograms: HistogramSet, _ values: PilotValues?,
    trials: Int, isComplete: Bool, blocks: WholeBlocks, threads: (wanted: Int, made: Int)
  ) {
    self.report = report
    self.tally = tally
    self.histograms = histograms
    self.values = values
    self.trials = trials
    self.isComplete = isComplete
    self.blocks = blocks
    self.threads = threads
  }

  /// What to say where the system made fewer threads than were wanted.
  package var shortageOfThreads: String? {
    guard threads.made < threads.wanted else { return nil }
    let made = threads.made == 0 ? "none" : "only \(threads.made)"
    return
      "\(made) of \(threads.wanted) threads could be started; the results are the same, but they "
      + "take longer"
  }

  package var failureCount: Int { tally.failureCount }

  /// What each analysis kept, in their order.
  package var folds: [FoldedTrials] { tally.folds }

  /// Every row of the tables. `jobs`: how many threads may work; the result does not depend on it.
  package func summary(jobs: Int = 1) -> Summary {
    Summary(report: report, tally: tally, histograms: histograms, values: values, jobs: jobs)
  }
}

/// Runs a point of a study: its blocks are dealt to workers, merged in the order of their indices.
package struct PointRun: Sendable {
  package internal(set) var settings: RunSettings
  /// What is recorded.
  package let report: Report
  private let program: SeededProgram
  /// What looks at the trials as they are run.
  package var analyses = Analyses.none
  /// Starts work on another thread, as `WorkerThread` does; `false` if there is none.
  var startsThread: @Sendable (_ isAwaited: Bool, @escaping @Sendable () -> Void) -> Bool = {
    WorkerThread.start(isAwaited: $0, $1)
  }

  /// Throws `SiteCollision` if two draw sites hash to the same address.
  package init(_ model: Model, _ settings: RunSettings) throws(SiteCollision) {
    self.init(try SeededProgram(model, seed: settings.seed), settings)
  }

  /// The seed is the program's.
  package init(_ program: SeededProgram, _ settings: RunSettings) {
    self.settings = settings
    self.settings.seed = program.seed
    let all = program.model.recorded(settings.recording)
    self.program = program.recording(all)
    report = settings.countsMeasures ? all : all.withoutMeasures
  }

  package var model: Model { program.model }

  /// The same run on so many threads at most.
  package func on(jobs: Int) -> PointRun {
    var run = self
    run.settings.jobs = jobs
    return run
  }

  /// The same run with random numbers as another design says.
  package func drawing(by design: Design) -> PointRun {
    var run = self
    run.settings.design = design
    return run
  }

  /// The trials of this run, to be looked at beside those of others. `mostBytes`: no more of them is
  /// kept.
  package func reference(mostBytes: Int) -> ReferenceTrials {
    ReferenceTrials(
      program, settings.recording.intersection(.incidence), trials: settings.trials,
      design: settings.design, mostBytes: mostBytes)
  }

  /// What it takes of memory, about.
  package var memoryNeed: MemoryNeed {
    MemoryNeed(
      model, report, trials: settings.trials,
      keepsTrialRows: settings.keepsTrialRows || settings.firstRows > 0,
      rowCount: program.program.rowCount + (program.undisturbed?.rowCount ?? 0))
  }

  /// Runs all blocks, or a range of them.
  ///
  /// `blocks`: which; without, all. What a range comes to is a part, to be merged with those of the
  /// others. The first block of all is run beside them, for the bins of histograms come from it.
  ///
  /// `rows` is handed each finished batch in the order of trials, of the trials whose rows are asked
  /// for; what it throws ends the run. `progress` receives how many trials are done. `stops` is asked between
  /// blocks; once it says yes no further block is begun.
  ///
  /// `earlier`: the first of these blocks, which an earlier run of the same model and seed did; only
  /// those that follow are run, and the bits are those of a run that did all. They appear in no `rows`.
  /// Blocks that this run does not accept are run again.
  ///
  /// `isCheckpointDue` is asked after each block. If it says yes, `checkpoint` is handed all whole
  /// blocks up to then; what it throws ends the run.
  package func run(
    blocks asked: Range<Int>? = nil, from earlier: WholeBlocks? = nil,
    rows: (TrialBatch) throws -> Void = { _ in }, progress: (Int) -> Void = { _ in },
    isCheckpointDue: () -> Bool = { false }, checkpoint: (WholeBlocks) throws -> Void = { _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> RunResult {
    let blocks = (asked ?? 0..<Int.max).clamped(to: 0..<Block.count(trials: settings.trials))
    let earlier = earlier.flatMap { accepts($0, in: blocks) ? $0 : nil }
    let pilot = Pilot(
      program, report, trials: settings.trials, design: settings.design, jobs: settings.jobs)
    let edges =
      pilot.isAll ? nil : pilot.edges(report, trials: settings.trials, jobs: settings.jobs)
    let first = earlier?.blocks.upperBound ?? blocks.lowerBound
    let workers = max(1, min(settings.jobs, blocks.upperBound - first))
    let queue = BlockQueue(first..<blocks.upperBound, ahead: 2 * workers, stops: stops)
    let (program, report, settings) = (self.program, self.report, self.settings)
    let (analyses, jobsOfPilot) = (self.analyses, settings.jobs / workers)
    let worker = { @Sendable () -> BlockWorker in
      BlockWorker(program, report, settings, edges, pilot, analyses, jobsOfPilot: jobsOfPilot)
    }
    var threads = 0
    // What the pilot has run already is no work for others.
    let wanted = pilot.isAll ? 0 : workers
    for number in 0..<wanted {
      // The first has the processor of this thread, which only takes what they bring.
      let isStarted = startsThread(number == 0) {
        var worker = worker()
        while worker.runNext(of: queue) {}
        worker.leave(queue)
      }
      guard isStarted else { break }
      threads += 1
    }
    // Without a single thread this one works, block by block between its other duties.
    var ownWork = threads == 0 ? worker() : nil
    var tree = earlier?.tree ?? MergeTree<BlockTally>()
    let start = blocks.lowerBound * Block.size
    let all = min(settings.trials, blocks.upperBound * Block.size) - start
    var done = first * Block.size - start
    var partial: BlockTally?
    var problem: (any Error)?
    let wholeBlocks = { (tree: MergeTree<BlockTally>, counted: HistogramSet?) in
      var histograms =
        earlier?.histograms ?? HistogramSet(report, keepsValues: keepsValues)
      histograms.edges = edges
      if let counted { histograms.merge(counted) }
      return WholeBlocks(tree: tree, histograms: histograms)
    }
    while true {
      _ = ownWork?.runNext(of: queue, waits: false)
      guard let taken = queue.take() else { break }
      guard case .block(let block, let result) = taken else {
        // Nobody is at work: what is counted is what is in the tree.
        do {
          try checkpoint(wholeBlocks(tree, queue.countedInWholeBlocks))
          queue.goOn()
        } catch {
          problem = error
          queue.stop()
        }
        continue
      }
      if Block.isWhole(block, in: settings.trials) {
        tree.append(block: block, result.tally)
      } else {
        partial = result.tally
      }
      done += Block.trials(of: block, in: settings.trials).count
      if problem == nil {
        do {
          for batch in result.batches { try rows(batch) }
        } catch {
          problem = error
          queue.stop()
        }
      }
      progress(done)
      if problem == nil, isCheckpointDue() { queue.pause() }
    }
    ownWork?.leave(queue)
    let counted = queue.histograms(workers: max(1, threads))
    if let problem { throw problem }
    let whole = wholeBlocks(tree, counted.whole)
    var histograms = whole.histograms
    if let partial { tree.append(block: blocks.upperBound - 1, partial) }
    if let rest = counted.rest { histograms.merge(rest) }
    var tally = tree.folded() ?? BlockTally(report, keepsValues: keepsValues)
    if tally.folds.isEmpty { tally.folds = analyses.empty }
    let isOfPilot = pilot.isWhole && start == 0 && done > 0 && done <= Block.size
    return RunResult(
      report, tally, histograms, isOfPilot ? pilot.values : nil, trials: done,
      isComplete: done == all, blocks: whole, threads: (wanted, threads))
  }

  /// Whether a run of so many trials can go on from these blocks: they begin with the first, are no
  /// more than are asked for, and keep values if this run does.
  ///
  /// `blocks`: of a range, which then takes the place of all.
  package func accepts(_ earlier: WholeBlocks, in blocks: Range<Int>? = nil) -> Bool {
    !earlier.blocks.isEmpty && earlier.blocks.lowerBound == blocks?.lowerBound ?? 0
      && earlier.blocks.upperBound <= blocks?.upperBound ?? .max
      && earlier.blocks.upperBound * Block.size <= settings.trials
      && earlier.histograms.hasMeasures != keepsValues
      && earlier.tree.entries.allSatisfy { analyses.accept($0.node.folds) }
  }

  private var keepsValues: Bool { settings.trials <= BlockTally.mostKeptTrials }
}
