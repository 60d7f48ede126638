internal import Foundation
import Sim

/// Runs the points of a study, one after the other or side by side, and hands what they come to to a
/// writer, in their order.
final class StudyRunner {
  /// Points of no more blocks than this are run side by side, one thread each.
  static let mostBlocksSideBySide = 64
  /// So many of them are begun together for each thread, so that threads wait for one another rarely.
  static let pointsOfLane = 8
  private let study: Study
  private let settings: StudySettings
  private let points: StudyPoints
  private let share: ShardShare
  private let isShard: Bool
  private let memory: MemoryPlan
  private var manifest: Manifest
  private let resumption: Resumption?
  /// Where the rows of trials are written.
  private let table: TrialTable?
  private let writer: ResultWriter
  private let question: StudyQuestion?
  /// What the question is asked of.
  private var studied: [StudiedPoint] = []
  private let pace: CheckpointPace
  private let earlier: [EarlierPoint?]
  private let lastEarlier: Int
  private var results: [PointResult] = []
  private var completed: [String: Int] = [:]
  /// Trials; what is reused counts as done from the start, so that the rest is what is left to do.
  private var done: Int
  private var isShortOfThreads = false

  init(
    study: Study, settings: StudySettings, points: StudyPoints, share: ShardShare,
    isShard: Bool, memory: MemoryPlan, manifest: Manifest, resumption: Resumption?,
    table: TrialTable?,
    writer: ResultWriter,
    question: StudyQuestion?
  ) {
    self.question = question
    self.study = study
    self.settings = settings
    self.points = points
    self.share = share
    self.isShard = isShard
    self.memory = memory
    self.manifest = manifest
    self.resumption = resumption
    self.table = table
    self.writer = writer
    pace = CheckpointPace(seconds: settings.checkpointSeconds)
    earlier =
      resumption?.usable(by: points, share) ?? Array(repeating: nil, count: points.entries.count)
    lastEarlier = earlier.lastIndex { $0 != nil } ?? -1
    done = earlier.reduce(0) { $0 + ($1?.point.reusedTrials ?? 0) }
    for member in study.members { completed[member.scenario.name] = 0 }
  }

  private var all: Int { share.trialCount }
  private var keepsBlocks: Bool { points.keepsBlocks }
  private var work: PointWork {
    PointWork(study: study, points: points, mostTrials: question?.mostTrials ?? 0)
  }

  func run(
    notice: (StudyNotice) -> Void,
    progress: (_ scenario: String, _ done: Int, _ of: Int) -> Void,
    stops: @escaping @Sendable () -> Bool
  ) throws -> StudyResult {
    let started = Date()
    let doneBefore = done
    if let first = study.members.first { progress(first.scenario.name, done, all) }
    var next = share.points.lowerBound
    while next < share.points.upperBound {
      let side = sideBySide(from: next)
      if side.count > 1 {
        try run(side, notice, progress, stops)
      } else {
        try run(one: next, notice, progress, stops)
      }
      next = side.upperBound
    }
    let isComplete = manifest.complete
    let isLess = !isComplete && done <= resumption?.trials ?? 0
    guard done > 0, !isLess else {
      return StudyResult(points: [], isComplete: false, folder: nil)
    }
    let seconds = Date().timeIntervalSince(started)
    let log = RunLog(
      started: started.ISO8601Format(.init(timeZone: .current)), host: Disk.hostName(),
      seconds: seconds, trialsPerSecond: seconds > 0 ? Double(done - doneBefore) / seconds : 0,
      jobs: settings.run.jobs, memoryNeeded: memory.bytes)
    if !manifest.complete { manifest.completed = completed }
    // What was run is kept, whatever comes of the question.
    var unanswered: (any Error)?
    if let question, isComplete {
      // The disk takes the tables meanwhile.
      let (answered, _) = try concurrently(jobs: 2) {
        Result { try writer.answer(question.answer(studied)) }
      } and: { [writer] in
        try writer.syncTables()
      }
      do { try answered.get() } catch { unanswered = error }
    } else if let question {
      try writer.answer(question.unanswered)
    }
    try writer.finish(manifest, log: log)
    if let unanswered { throw unanswered }
    return StudyResult(points: results, isComplete: isComplete, folder: settings.folder)
  }

  // MARK: Points side by side

  /// The points from this one on that are run at once: this one alone, or as many as keep the threads
  /// busy for a while.
  private func sideBySide(from start: Int) -> Range<Int> {
    guard memory.lanes > 1, !settings.run.keepsTrialRows, manifest.complete,
      Block.count(trials: settings.run.trials) <= Self.mostBlocksSideBySide
    else { return start..<(start + 1) }
    // Others would run its trials again while it runs them.
    if points.beside.isReference(points.entries[start]) { return start..<(start + 1) }
    var end = start
    while end < share.points.upperBound, end - start < memory.together, share.isWhole(end),
      earlier[end] == nil
    {
      end += 1
    }
    return start..<max(start + 1, end)
  }

  private func run(
    _ range: Range<Int>, _ notice: (StudyNotice) -> Void,
    _ progress: (_ scenario: String, _ done: Int, _ of: Int) -> Void,
    _ stops: @escaping @Sendable () -> Bool
  ) throws {
    let work = self.work
    let tasks = range.map { place in
      let entry = points.entries[place]
      return { @Sendable () throws -> FinishedPoint? in
        // What has begun is finished: points are small here.
        if stops() { return nil }
        return try work.finished(entry, jobs: 1)
      }
    }
    for (place, finished) in zip(range, try concurrently(jobs: memory.lanes, tasks)) {
      guard let finished, manifest.complete else {
        manifest.complete = false
        continue
      }
      try take(finished, place)
      progress(points.entries[place].member.scenario.name, done, all)
    }
    guard manifest.complete, range.upperBound < share.points.upperBound, pace.isDue() else {
      return
    }
    try writer.syncTables()
    pace.take(
      { try writer.checkpoint(supersedes: range.upperBound > lastEarlier) }, orReport: notice)
  }

  // MARK: One point

  private func run(
    one place: Int, _ notice: (StudyNotice) -> Void,
    _ progress: (_ scenario: String, _ done: Int, _ of: Int) -> Void,
    _ stops: @escaping @Sendable () -> Bool
  ) throws {
    let entry = points.entries[place]
    // Once stopped, only what an earlier run left is passed on.
    let isStopped = !manifest.complete
    if isStopped, earlier[place] == nil { return }
    let name = entry.member.scenario.name
    if let found = earlier[place], case .tables(let stored) = found.point.content {
      let report = try points.report(entry)
      let summary = Summary(report, counts: stored.counts, failed: stored.failed)
      var result = work.result(entry, report, summary)
      let looks = try points.analyses(of: entry, report)
      guard stored.folds.isEmpty || looks.accept(stored.folds) else {
        throw ResumeError.damaged(found.source.shownPath)
      }
      result.besides = work.besides(entry, looks.list, stored.folds)
      try writer.append(stored, from: found.source, as: result)
      results.append(result)
      if let question {
        let again =
          question.mostTrials > 0 && found.columns == nil
          ? try work.finished(entry, jobs: memory.jobs[entry.place]) : nil
        studied.append(
          again?.studied(entry)
            ?? StudiedPoint(
              place: entry.place, point: entry.point, result: result, columns: found.columns))
      }
      completed[name, default: 0] += found.point.trials
      try writer.append(
        ResumePoint(
          scenario: name, number: entry.point.number, trials: found.point.trials, rows: nil,
          columns: kept(found.columns),
          content: .tables(
            writer.rowsOfPoint(
              counts: stored.counts, failed: stored.failed, folds: stored.folds))))
      return
    }
    let reused = earlier[place]?.point.reusedTrials ?? 0
    let rows = table?.rows(
      scenario: name, point: entry.point.number, seed: settings.run.seed,
      report: points.base(of: entry).model.report, design: entry.point.design)
    try writer.begin(after: earlier[place])
    let before = earlier[place]?.point.blocks.map { entry.member.withFolder($0) }
    let blocks = share.blocks(of: place)
    // Only its last, partial block is run, which was run before: that is no progress, and takes no time.
    let whole = share.wholeBlocks(of: place).count
    let wasRun = resumption?.points[place]?.point.trials == share.trials(of: place)
    let isDone = earlier[place] != nil && reused == whole * Block.size || whole == 0 && wasRun
    let finished = try work.finished(
      entry, jobs: memory.jobs[entry.place], blocks: share.isWhole(place) ? nil : blocks,
      from: before, known: earlier[place]?.columns,
      isFinal: earlier[place]?.source.holdsRows ?? false,
      rows: { batch in
        guard let rows else { return }
        let block = batch.firstTrial / Block.size
        try self.writer.append(
          batch, as: rows, isWhole: Block.isWhole(block, in: self.settings.run.trials))
      },
      progress: { if !isDone { progress(name, self.done + $0 - reused, self.all) } },
      isCheckpointDue: pace.isDue,
      checkpoint: { blocks, columns in
        try self.writer.syncTrials()
        try self.writer.syncTables()
        self.pace.take(
          {
            let point = ResumePoint(
              scenario: name, number: entry.point.number,
              trials: blocks.blocks.count * Block.size, rows: self.writer.rowsOfWholeBlocks,
              columns: self.kept(columns), content: .blocks(entry.member.withoutFolder(blocks)))
            try self.writer.checkpoint(point, supersedes: place >= self.lastEarlier)
          }, orReport: notice)
      },
      stops: { isStopped || !isDone && stops() })
    if !isShortOfThreads, let shortage = finished.shortageOfThreads {
      isShortOfThreads = true
      notice(StudyNotice(text: shortage, isOfMishap: true))
    }
    done -= reused
    if !finished.isComplete { manifest.complete = false }
    try take(finished, place)
  }

  /// A point's tables and, beside them, what a larger or interrupted study needs of it.
  private func take(_ finished: FinishedPoint, _ place: Int) throws {
    let entry = points.entries[place]
    let name = entry.member.scenario.name
    done += finished.trials
    completed[name, default: 0] += finished.trials
    guard finished.trials > 0 else { return }
    guard share.isWhole(place) else {
      // Of some of its blocks there are no tables.
      return try append(blocksOf: finished, entry, rows: writer.rowsOfWholeBlocks)
    }
    results.append(
      points.isSweep
        ? finished.result.withSharesAlone(keepsDifferences: points.keepsDifferences)
        : finished.result)
    if let question, !isShard {
      studied.append(finished.studied(entry, asWhole: question.mostTrials > 0 || !points.isSweep))
    }
    try writer.append(
      finished.result, jobs: settings.run.jobs, isStored: !keepsBlocks,
      isLast: place == share.points.upperBound - 1)
    if keepsBlocks {
      return try append(blocksOf: finished, entry, rows: writer.rowsOfWholeBlocks)
    }
    // Of a point that was interrupted there are no whole tables, so its blocks are kept in any case.
    guard finished.isComplete else { return try append(blocksOf: finished, entry, rows: nil) }
    let summary = finished.result.summary
    try writer.append(
      ResumePoint(
        scenario: name, number: entry.point.number, trials: finished.trials,
        rows: writer.rowsOfWholeBlocks, columns: kept(finished.columns),
        content: .tables(
          writer.rowsOfPoint(
            counts: summary.outcomes.map(\.share.count), failed: summary.failureCount,
            folds: points.keepsDifferences ? finished.folds : []))))
  }

  /// To the record: what a point's whole blocks came to.
  private func append(
    blocksOf finished: FinishedPoint, _ entry: StudyPoints.Entry, rows: StoredRows?
  ) throws {
    guard let blocks = finished.blocks else { return }
    try writer.append(
      ResumePoint(
        scenario: entry.member.scenario.name, number: entry.point.number, trials: finished.trials,
        rows: rows, columns: kept(finished.columns)?.first(blocks.blocks.count * Block.size),
        content: .blocks(entry.member.withoutFolder(blocks))))
  }

  /// What a record keeps of trials: of shards, which are asked nothing before they are merged.
  private func kept(_ columns: TrialColumns?) -> TrialColumns? { isShard ? columns : nil }
}
