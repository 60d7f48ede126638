package import Sim

extension Study {
  /// Runs all points and keeps what they come to in memory: what a question asks on the way, with no
  /// folder of its own. `nil` if it was stopped before it was complete.
  ///
  /// Points of few blocks are run side by side. `progress` receives how many trials of how many are
  /// done.
  ///
  /// - Throws: `StudyError`, `MemoryShortage`.
  package func studied(
    _ run: RunSettings, keepsTrials: Bool = false, memory: MemoryBound = MemoryBound(),
    progress: (_ done: Int, _ of: Int) -> Void = { _, _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> [StudiedPoint]? {
    let points = try StudyPoints(self, run)
    let most = keepsTrials ? Int.max : 0
    let plan = try plan(
      points, StudySettings(run: run, folder: "", memory: memory), mostTrials: most,
      keepsTables: true
    ) { _ in }
    let work = PointWork(study: self, points: points, mostTrials: most)
    let all = run.trials.multipliedReportingOverflow(by: points.entries.count).partialValue
    var found: [StudiedPoint] = []
    var next = 0
    let areSmall = Block.count(trials: run.trials) <= StudyRunner.mostBlocksSideBySide
    while next < points.entries.count {
      if stops() { return nil }
      let entry = points.entries[next]
      let isAlone = !areSmall || plan.lanes == 1 || points.beside.isReference(entry)
      let end = isAlone ? next + 1 : min(points.entries.count, next + plan.together)
      let start = next &* run.trials
      if isAlone {
        let done = try work.finished(
          entry, jobs: plan.jobs[entry.place], progress: { progress(start &+ $0, all) },
          stops: stops)
        guard done.isComplete else { return nil }
        found.append(done.studied(entry))
      } else {
        let tasks = (next..<end).map { place in
          { @Sendable () throws -> FinishedPoint? in
            stops() ? nil : try work.finished(points.entries[place], jobs: 1)
          }
        }
        for (place, done) in zip(next..<end, try concurrently(jobs: plan.lanes, tasks)) {
          guard let done, done.isComplete else { return nil }
          found.append(done.studied(points.entries[place]))
        }
        progress(end &* run.trials, all)
      }
      next = end
    }
    return found
  }
}

extension FinishedPoint {
  /// `asWhole`: with the rows of tables, which are many.
  func studied(_ entry: StudyPoints.Entry, asWhole: Bool = true) -> StudiedPoint {
    StudiedPoint(
      place: entry.place, point: entry.point,
      result: asWhole ? result : result.withSharesAlone(keepsDifferences: false),
      columns: columns)
  }
}
