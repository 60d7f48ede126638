import Sim

/// The trials of one scenario, as far as its expectations need them.
struct VerificationTrials {
  let report: Report
  /// By position in `Report.outcomes`.
  private(set) var counts: [Int]
  private(set) var trials = 0
  private(set) var failureCount = 0
  private(set) var failures: [Failure] = []
  /// By name of the measure or parameter; missing values are left out of all but correlations.
  private(set) var columns: [String: [Double]] = [:]
  let isComplete: Bool
  /// What to say where fewer threads worked than were asked for.
  let shortage: String?

  /// Runs `model` for the expectations. Throws `SiteCollision` and `MemoryShortage`.
  init(
    _ verification: Verification, _ model: Model, named name: String, jobs: Int,
    memory: MemoryBound = MemoryBound(), progress: (Int) -> Void,
    stops: @escaping @Sendable () -> Bool
  ) throws {
    let sources = Self.sources(verification, model.report)
    var columns = sources.mapValues { _ in [Double]() }
    let settings = RunSettings(
      trials: verification.trials, seed: verification.seed, jobs: jobs,
      keepsTrialRows: !sources.isEmpty, recording: .answers)
    let run = try PointRun(model, settings)
    report = run.report
    var need = run.memoryNeed
    need.add(
      .init(
        what: "the values of \(verification.trials) trials",
        bytes: Double(verification.trials) * Double(sources.count) * 24))
    let threads = try memory.jobs(
      need, asked: jobs, held: 0, what: "the verification of '\(name)'")
    let result = try run.on(jobs: threads).run(
      rows: { batch in
        for (name, source) in sources {
          for lane in 0..<batch.count where batch.outcome[lane] >= 0 {
            columns[name]?.append(source.value(in: batch, lane: lane))
          }
        }
      }, progress: progress, stops: stops)
    self.columns = columns
    let summary = result.summary(jobs: jobs)
    counts = summary.outcomes.map(\.share.count)
    trials = summary.trials
    failureCount = summary.failureCount
    failures = summary.failures
    isComplete = result.isComplete
    shortage =
      threads < jobs
      ? "memory is short: \(threads) of \(jobs) threads work; the results are the same"
      : result.shortageOfThreads
  }

  private enum Source {
    case measure(Int)
    case parameter(Int)

    func value(in batch: TrialBatch, lane: Int) -> Double {
      switch self {
      case .measure(let k): batch.measures[k * TrialBatch.capacity + lane]
      case .parameter(let k): batch.parameters[k * TrialBatch.capacity + lane]
      }
    }
  }

  /// A measure goes before a parameter of its name, of which it is usually a copy.
  private static func sources(_ verification: Verification, _ report: Report) -> [String: Source] {
    var sources: [String: Source] = [:]
    for name in verification.expectations.flatMap(\.statistic.columns).map(\.name) {
      if let k = report.measures.firstIndex(where: { $0.name == name }) {
        sources[name] = .measure(k)
      } else if let k = report.parameters.firstIndex(where: { $0.name == name }) {
        sources[name] = .parameter(k)
      }
    }
    return sources
  }

  func estimate(_ expectation: Expectation, ifTrue expected: Double) -> Estimate {
    switch expectation.statistic {
    case .share(let name):
      return .share(count(of: name.name), of: trials, ifTrue: expected)
    case .mean(let name):
      let values = values(name)
      guard isCondition(name) else { return .mean(values) }
      return .share(values.count { $0 != 0 }, of: values.count, ifTrue: expected)
    case .standardDeviation(let name): return .standardDeviation(values(name))
    case .variance(let name): return .variance(values(name))
    case .quantile(let share, let name):
      return .quantile(share, values(name))
    case .correlation(let a, let b, let ofRanks):
      let pairs = zip(columns[a.name] ?? [], columns[b.name] ?? []).filter {
        !$0.0.isNaN && !$0.1.isNaN
      }
      return .correlation(pairs.map(\.0), pairs.map(\.1), ofRanks: ofRanks)
    }
  }

  /// The share of trials that an expectation is about, if it is one.
  func share(_ expectation: Expectation, ifTrue expected: Double) -> Double? {
    switch expectation.statistic {
    case .share: expected
    case .mean(let name): isCondition(name) ? expected : nil
    case .quantile(let share, _): share
    default: nil
    }
  }

  private func isCondition(_ name: Named) -> Bool {
    report.measures.contains { $0.name == name.name && $0.isCondition }
  }

  private func values(_ name: Named) -> [Double] {
    (columns[name.name] ?? []).filter { !$0.isNaN }
  }

  /// Of an outcome, else of a class.
  private func count(of name: String) -> Int {
    if let k = report.outcomes.firstIndex(where: { $0.name == name }) { return counts[k] }
    let meant = ClassWords.place(of: name, among: report.classes).map { report.classes[$0] }
    return report.outcomes.indices.filter { report.classes[report.classOfOutcome[$0]] == meant }
      .reduce(0) { $0 + counts[$1] }
  }
}
