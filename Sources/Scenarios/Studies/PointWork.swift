import Sim

/// What a point came to.
struct FinishedPoint: Sendable {
  let result: PointResult
  let trials: Int
  let isComplete: Bool
  /// The whole blocks, unless what it came to is kept as rows of tables alone.
  let blocks: WholeBlocks?
  let shortageOfThreads: String?
  /// If they are kept.
  let columns: TrialColumns?
  /// What the looks at its trials kept, in their order.
  let folds: [FoldedTrials]
}

/// Runs points and makes their tables' rows.
struct PointWork: Sendable {
  let study: Study
  let points: StudyPoints
  /// How many of the first trials are kept in memory.
  let mostTrials: Int

  /// As `PointRun.run`. A point in which trials fail is run again compiled for itself: its messages
  /// speak of its own values.
  ///
  /// `blocks`: which; without, all. `known`: what is known of the trials of `earlier`, if it is.
  /// `isFinal`: those that failed among `earlier` have their own messages already.
  func finished(
    _ entry: StudyPoints.Entry, jobs: Int, blocks asked: Range<Int>? = nil,
    from earlier: WholeBlocks? = nil, known: TrialColumns? = nil, isFinal: Bool = false,
    rows: (TrialBatch) throws -> Void = { _ in }, progress: (Int) -> Void = { _ in },
    isCheckpointDue: () -> Bool = { false },
    checkpoint: (WholeBlocks, TrialColumns?) throws -> Void = { _, _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> FinishedPoint {
    let (run, isShared) = try points.run(entry)
    let report = run.report
    let most = min(mostTrials, points.settings.trials)
    let asksFor = asked.map(points.settings.trials(of:)) ?? points.settings.trials
    var columns = most > 0 ? TrialColumns(report, trials: min(most, asksFor)) : nil
    if most > 0, let earlier, run.accepts(earlier, in: asked) {
      let blocks = earlier.blocks.clamped(to: 0..<Block.count(trials: most))
      let needed = min(most, earlier.blocks.upperBound * Block.size)
      if let known, earlier.blocks.lowerBound * Block.size + known.count >= needed {
        columns = known
      } else {
        columns = try run.on(jobs: jobs).columns(blocks: blocks, stops: stops) ?? columns
      }
    }
    let kept = most > 0 ? run.keepingRows(ofFirst: most) : run
    var result = try kept.on(jobs: jobs).run(
      blocks: asked, from: earlier,
      rows: { batch in
        if batch.firstTrial < most { columns?.append(batch) }
        try rows(batch)
      }, progress: progress, isCheckpointDue: isCheckpointDue,
      checkpoint: { try checkpoint($0, columns) }, stops: stops)
    let first = asked?.lowerBound ?? 0
    let all = 0..<Block.count(trials: points.settings.trials)
    if isShared, result.failureCount > (isFinal ? earlier?.failed ?? 0 : 0) {
      let count = Block.count(trials: result.trials)
      result = try points.ownRun(entry).on(jobs: jobs).run(blocks: first..<(first + count))
    }
    var point = self.result(entry, report, result.summary(jobs: jobs))
    point.besides = besides(entry, run.analyses.list, result.folds)
    let isComplete = result.trials == points.settings.trials(of: asked ?? all)
    let needsBlocks = points.keepsBlocks || asked != nil || !isComplete
    return FinishedPoint(
      result: point, trials: result.trials, isComplete: isComplete,
      blocks: needsBlocks ? result.blocks : nil,
      shortageOfThreads: result.shortageOfThreads, columns: columns, folds: result.folds)
  }

  /// What the analyses kept, reference by reference.
  func besides(
    _ entry: StudyPoints.Entry, _ looks: [Analyses.Look], _ folds: [FoldedTrials]
  ) -> [PointBeside] {
    let files = PointAnalysis.all.map(\.file)
    return points.beside.references(of: entry).enumerated().compactMap { k, other in
      let own = k * files.count..<(k + 1) * files.count
      guard own.upperBound <= min(folds.count, looks.count),
        let reference = looks[own.lowerBound].reference
      else { return nil }
      return PointBeside(
        scenario: other.member.scenario.name, point: other.point.number,
        report: reference.report,
        folds: Dictionary(uniqueKeysWithValues: zip(files, folds[own])))
    }
  }

  func result(
    _ entry: StudyPoints.Entry, _ report: Report, _ summary: Summary
  ) -> PointResult {
    let member = entry.member
    let calendar = Calendar(member.scenario.clock)
    let dates = (0..<report.stepCount).map { calendar.date(at: $0)?.description }
    var result = PointResult(
      scenario: member.scenario.name, point: entry.point.number,
      values: study.settings + entry.point.values, report: report, summary: summary,
      date: { dates.indices.contains($0) ? dates[$0] : nil }, replay: replay(entry))
    result.name = entry.point.name
    return result
  }

  /// The command that explains a trial, which plays it again.
  private func replay(_ entry: StudyPoints.Entry) -> @Sendable (Int) -> String? {
    // The numbers that a design draws are those of no plain run.
    guard entry.point.design == .plain else { return { _ in nil } }
    let settings = (study.settings + entry.point.values).filter { !$0.isOfQuestion }
    guard settings.allSatisfy(\.isTyped) else { return { _ in nil } }
    let file = ShellWord.quoted(entry.member.file)
    let changes =
      settings.map {
        " --set " + ShellWord.quoted("\($0.path)=\($0.value)")
      }.joined() + (study.root?.path.map { " --root " + ShellWord.quoted($0) } ?? "")
    let seed = points.settings.seed
    return { trial in
      "simrun explain \(file) --trial \(trial) --seed \(seed)\(changes)"
    }
  }
}
