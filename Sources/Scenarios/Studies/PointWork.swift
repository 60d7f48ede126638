import Sim

/// What a point came to.
struct FinishedPoint: Sendable {
  let result: PointResult
  let trials: Int
  let isComplete: Bool
  /// The whole blocks.
  let blocks: WholeBlocks
  let shortageOfThreads: String?
}

/// Runs points and makes their tables' rows.
struct PointWork: Sendable {
  let study: Study
  let points: StudyPoints

  /// As `PointRun.run`. A point in which trials fail is run again compiled for itself: its messages
  /// speak of its own values.
  func finished(
    _ entry: StudyPoints.Entry, jobs: Int, from earlier: WholeBlocks? = nil,
    rows: (TrialBatch) throws -> Void = { _ in }, progress: (Int) -> Void = { _ in },
    isCheckpointDue: () -> Bool = { false }, checkpoint: (WholeBlocks) throws -> Void = { _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> FinishedPoint {
    let (run, isShared) = try points.run(entry)
    let report = run.report
    var result = try run.on(jobs: jobs).run(
      from: earlier, rows: rows, progress: progress, isCheckpointDue: isCheckpointDue,
      checkpoint: checkpoint, stops: stops)
    if isShared, result.failureCount > 0 {
      let most = result.trials
      result = try points.ownRun(entry).on(jobs: jobs).run(
        blocks: 0..<Block.count(trials: most))
    }
    var point = self.result(entry, report, result.summary(jobs: jobs))
    if let reference = points.beside.reference(of: entry), let kept = run.analyses.reference {
      point.beside = PointBeside(
        scenario: reference.member.scenario.name, point: reference.point.number,
        report: kept.report,
        folds: Dictionary(
          uniqueKeysWithValues: zip(PointAnalysis.all.map(\.file), result.folds)))
    }
    return FinishedPoint(
      result: point, trials: result.trials,
      isComplete: result.trials == points.settings.trials, blocks: result.blocks,
      shortageOfThreads: result.shortageOfThreads)
  }

  func result(
    _ entry: StudyPoints.Entry, _ report: Report, _ summary: Summary
  ) -> PointResult {
    let member = entry.member
    let calendar = Calendar(member.scenario.clock)
    let dates = (0..<report.stepCount).map { calendar.date(at: $0)?.description }
    return PointResult(
      scenario: member.scenario.name, point: entry.point.number,
      values: study.settings + entry.point.values, report: report, summary: summary,
      date: { dates.indices.contains($0) ? dates[$0] : nil }, replay: replay(entry))
  }

  /// The command that meets a trial again, as the last of as few trials as possible.
  private func replay(_ entry: StudyPoints.Entry) -> @Sendable (Int) -> String? {
    let file = ShellWord.quoted(entry.member.file)
    let changes =
      (study.settings + entry.point.values).map {
        " --set " + ShellWord.quoted("\($0.path)=\($0.value)")
      }.joined() + (study.root.map { " --root " + ShellWord.quoted($0.path) } ?? "")
    let number = entry.point.number
    let start = entry.member.scenario.name + (number > 0 ? "-point-\(number)" : "")
    let folder = ShellWord.quoted("results/\(start)-trial-")
    let seed = points.settings.seed
    return { trial in
      "simrun run \(file) -n \(trial + 1) --seed \(seed)\(changes) --keep-trials "
        + "-o \(folder)\(trial)"
    }
  }
}
