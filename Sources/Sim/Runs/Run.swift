import Foundation

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
  public var summary: Summary
  /// Trials that were run: all asked for, or the longest complete run of blocks.
  public var trials: Int
  public var isComplete: Bool
}

/// Two draw sites that would share their luck.
public struct SiteCollision: Error, Sendable, CustomStringConvertible {
  public var first: String
  public var second: String

  public var description: String {
    "the draws '\(first)' and '\(second)' have the same address; rename one of them"
  }
}

/// Runs a model: blocks are dealt to workers, merged in the order of their indices.
public struct Run: Sendable {
  public let model: Model
  public let settings: RunSettings
  private let program: Program

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
    program = Program(model)
  }

  /// Runs everything.
  ///
  /// `rows` is handed each finished batch in the order of trials, if trial rows are asked for; what
  /// it throws ends the run. `progress` is told how many trials are done. `stops` is asked between
  /// blocks; once it says yes no further block is begun.
  public func run(
    rows: (TrialBatch) throws -> Void = { _ in }, progress: (Int) -> Void = { _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> RunResult {
    let blocks = Block.count(trials: settings.trials)
    let ranges = pilot()
    let workers = max(1, min(settings.jobs, blocks))
    let queue = BlockQueue(blocks: blocks, ahead: 2 * workers, stops: stops)
    for _ in 0..<workers {
      let (program, settings) = (self.program, self.settings)
      let thread = Thread {
        let runner = BlockRunner(
          program, seed: settings.seed, trials: settings.trials, ranges: ranges,
          keepsRows: settings.keepsTrialRows)
        while let block = queue.next() { queue.deliver(block, runner.run(block)) }
        queue.leave(runner.histograms)
      }
      // Walks over deep expressions need more than a secondary thread's usual stack.
      thread.stackSize = 8 << 20
      thread.start()
    }
    var tree = MergeTree<BlockTally>()
    var done = 0
    var problem: (any Error)?
    while let (block, result) = queue.take() {
      tree.append(block: block, result.tally)
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
    }
    let histograms = queue.histograms(workers: workers)
    if let problem { throw problem }
    let tally = tree.folded() ?? BlockTally(model.report, keepsValues: true)
    let merged =
      histograms
      ?? HistogramSet(
        model.report, ranges: ranges,
        keepsValues: settings.trials <= BlockTally.mostKeptTrials)
    return RunResult(
      summary: Summary(report: model.report, tally: tally, histograms: merged), trials: done,
      isComplete: done == settings.trials)
  }

  /// The range of every histogram, from block 0.
  private func pilot() -> HistogramRanges {
    let runner = BlockRunner(
      program, seed: settings.seed, trials: settings.trials, ranges: nil, keepsRows: false)
    return HistogramRanges(pilot: runner.run(0).tally, report: model.report)
  }
}

/// Deals block numbers to workers and hands their results on in order.
///
/// At most `ahead` finished blocks wait, so memory is bounded. Numbers are dealt in order and every
/// block begun is finished, so whatever stops a run leaves a run without gaps.
private final class BlockQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private let blocks: Int
  private let ahead: Int
  private let stops: @Sendable () -> Bool
  private var dealt = 0
  private var taken = 0
  private var stopped = false
  private var finished: [Int: BlockResult] = [:]
  private var left = 0
  private var sum: HistogramSet?

  init(blocks: Int, ahead: Int, stops: @escaping @Sendable () -> Bool) {
    self.blocks = blocks
    self.ahead = ahead
    self.stops = stops
  }

  /// The next block to run; `nil` when there is none.
  func next() -> Int? {
    condition.lock()
    defer { condition.unlock() }
    while dealt < blocks, dealt - taken >= ahead, !stopped { condition.wait() }
    if !stopped, stops() {
      stopped = true
      condition.broadcast()
    }
    guard dealt < blocks, !stopped else { return nil }
    dealt += 1
    return dealt - 1
  }

  func deliver(_ block: Int, _ result: BlockResult) {
    condition.lock()
    finished[block] = result
    condition.broadcast()
    condition.unlock()
  }

  /// The next result in order; `nil` when all blocks begun have been taken.
  func take() -> (Int, BlockResult)? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let result = finished.removeValue(forKey: taken) {
        taken += 1
        condition.broadcast()
        return (taken - 1, result)
      }
      if taken == dealt, stopped || dealt == blocks { return nil }
      condition.wait()
    }
  }

  func stop() {
    condition.lock()
    stopped = true
    condition.broadcast()
    condition.unlock()
  }

  /// A worker is done.
  func leave(_ histograms: HistogramSet?) {
    condition.lock()
    if let histograms {
      if sum == nil { sum = histograms } else { sum?.merge(histograms) }
    }
    left += 1
    condition.broadcast()
    condition.unlock()
  }

  /// The histograms of all workers, once every one has left.
  func histograms(workers: Int) -> HistogramSet? {
    condition.lock()
    defer { condition.unlock() }
    while left < workers { condition.wait() }
    return sum
  }
}
