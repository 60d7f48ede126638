/// How a model is to be run.
public struct RunSettings: Sendable {
  public var trials: Int
  public var seed: UInt64
  /// Workers; the results do not depend on it.
  public var jobs: Int
  public var keepsTrialRows: Bool

  public init(trials: Int, seed: UInt64, jobs: Int, keepsTrialRows: Bool = false) {
    self.trials = trials
    self.seed = seed
    self.jobs = jobs
    self.keepsTrialRows = keepsTrialRows
  }
}

/// What a run came to.
public struct RunResult: Sendable {
  private let report: Report
  private let tally: BlockTally
  private let histograms: HistogramSet
  /// What all trials recorded, if they were few.
  private let values: PilotValues?
  /// Trials that were run: all asked for, or the longest complete run of blocks.
  public var trials: Int
  public var isComplete: Bool
  /// The whole blocks among them, from the first.
  public var blocks: WholeBlocks
  /// How many threads were wanted for the blocks, and how many the system made; with none the
  /// calling thread did the work.
  public var threads: (wanted: Int, made: Int)

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
  public var shortageOfThreads: String? {
    guard threads.made < threads.wanted else { return nil }
    let made = threads.made == 0 ? "none" : "only \(threads.made)"
    return
      "\(made) of \(threads.wanted) threads could be started; the results are the same, but they "
      + "take longer"
  }

  /// Every row of the tables. `jobs`: how many threads may work; the result does not depend on it.
  public func summary(jobs: Int = 1) -> Summary {
    Summary(report: report, tally: tally, histograms: histograms, values: values, jobs: jobs)
  }
}

/// Two draw sites that would share their random numbers.
public struct SiteCollision: Error, Sendable, CustomStringConvertible {
  public var first: String
  public var second: String

  public var description: String {
    first == second
      ? "two different draws have the address '\(first)'; give one of them another id"
      : "the draws '\(first)' and '\(second)' have the same address; rename one of them"
  }
}

/// Runs a model: blocks are dealt to workers, merged in the order of their indices.
public struct Run: Sendable {
  public let model: Model
  public private(set) var settings: RunSettings
  private let program: Program
  /// Starts work on another thread; `false` if there is none.
  var startsThread: @Sendable (@escaping @Sendable () -> Void) -> Bool = WorkerThread.start

  /// Throws `SiteCollision` if two draw sites hash to the same address.
  public init(_ model: Model, _ settings: RunSettings) throws(SiteCollision) {
    self.model = model
    self.settings = settings
    turnOffErrorHandler()
    var known: [UInt64: String] = [:]
    for site in model.graph.draws {
      let key = siteKey(seed: settings.seed, path: site.path)
      if let other = known[key] { throw SiteCollision(first: other, second: site.path) }
      known[key] = site.path
    }
    // Values may be nested in one another thousands deep.
    program = onLargeStack { Program(model) }
  }

  /// The same run on so many threads at most.
  public func on(jobs: Int) -> Run {
    var run = self
    run.settings.jobs = jobs
    return run
  }

  /// What it takes of memory, about.
  public var memoryNeed: MemoryNeed {
    MemoryNeed(
      model, trials: settings.trials, keepsTrialRows: settings.keepsTrialRows,
      rowCount: program.rowCount)
  }

  /// Runs everything.
  ///
  /// `rows` is handed each finished batch in the order of trials, if trial rows are asked for; what
  /// it throws ends the run. `progress` is told how many trials are done. `stops` is asked between
  /// blocks; once it says yes no further block is begun.
  ///
  /// `earlier`: blocks that an earlier run of the same model and seed did; only those that follow
  /// are run, and the bits are those of a run that did all. They are told in no `rows`. Blocks that
  /// this run does not accept are run again.
  ///
  /// `isCheckpointDue` is asked after each block. If it says yes, `checkpoint` is handed all whole
  /// blocks up to then; what it throws ends the run.
  public func run(
    from earlier: WholeBlocks? = nil,
    rows: (TrialBatch) throws -> Void = { _ in }, progress: (Int) -> Void = { _ in },
    isCheckpointDue: () -> Bool = { false }, checkpoint: (WholeBlocks) throws -> Void = { _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> RunResult {
    let blocks = Block.count(trials: settings.trials)
    let earlier = earlier.flatMap { accepts($0) ? $0 : nil }
    let pilot = Pilot(
      program, seed: settings.seed, trials: settings.trials, jobs: settings.jobs)
    // Fewer trials than a block are all in the pilot, and nothing is left for a larger run.
    let edges =
      pilot.isWhole && settings.trials < Block.size
      ? nil : pilot.edges(model.report, trials: settings.trials, jobs: settings.jobs)
    let first = earlier?.blocks.upperBound ?? 0
    let workers = max(1, min(settings.jobs, blocks - first))
    let queue = BlockQueue(first..<blocks, ahead: 2 * workers, stops: stops)
    let (program, settings) = (self.program, self.settings)
    let jobsOfPilot = settings.jobs / workers
    var threads = 0
    for _ in 0..<workers {
      let isStarted = startsThread {
        var worker = BlockWorker(program, settings, edges, pilot, jobsOfPilot: jobsOfPilot)
        while worker.runNext(of: queue) {}
        worker.leave(queue)
      }
      guard isStarted else { break }
      threads += 1
    }
    // Without a single thread this one works, block by block between its other duties.
    var ownWork =
      threads == 0
      ? BlockWorker(program, settings, edges, pilot, jobsOfPilot: jobsOfPilot) : nil
    var tree = earlier?.tree ?? MergeTree<BlockTally>()
    var done = first * Block.size
    var partial: BlockTally?
    var problem: (any Error)?
    let wholeBlocks = { (tree: MergeTree<BlockTally>, counted: HistogramSet?) in
      var histograms =
        earlier?.histograms ?? HistogramSet(model.report, keepsValues: keepsValues)
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
    if let partial { tree.append(block: blocks - 1, partial) }
    if let rest = counted.rest { histograms.merge(rest) }
    let tally = tree.folded() ?? BlockTally(model.report, keepsValues: keepsValues)
    let values = pilot.isWhole && done <= Block.size ? pilot.values : nil
    return RunResult(
      model.report, tally, histograms, values, trials: done, isComplete: done == settings.trials,
      blocks: whole, threads: (workers, threads))
  }

  /// Whether a run of so many trials can go on from these blocks: they begin with the first, are no
  /// more than are asked for, and keep values if this run does.
  public func accepts(_ earlier: WholeBlocks) -> Bool {
    !earlier.blocks.isEmpty && earlier.blocks.lowerBound == 0
      && earlier.blocks.upperBound * Block.size <= settings.trials
      && earlier.histograms.hasMeasures != keepsValues
  }

  private var keepsValues: Bool { settings.trials <= BlockTally.mostKeptTrials }
}
