package import Sim

/// A study that a question asks on the way and that is known before anything is run, so that its trials
/// can be run with the shards of the main one.
package struct SideStudy {
  package let study: Study
  package let run: RunSettings
  let keepsTrials: Bool

  package init(_ study: Study, _ run: RunSettings, keepsTrials: Bool) {
    self.study = study
    self.run = run
    self.keepsTrials = keepsTrials
  }
}

extension Study {
  /// The same for studies that come to the same, and for no others.
  package func name(_ run: RunSettings) -> String { StudyPlan(manifest: manifest(run)).name }
}

extension ShardedStudy {
  /// The same for equal studies.
  package var name: String { study.name(settings.run) }

  /// What `Study.studied` would have come to, from parts. `nil` if it was stopped before it was complete.
  ///
  /// - Throws: `PartRefusal`, `ResumeError`, `MemoryShortage`, `StudyError`.
  package func studied(
    progress: (_ done: Int, _ of: Int) -> Void = { _, _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> [StudiedPoint]? {
    let resumption = try resumption(points)
    let memory = try study.plan(
      points, settings, mostTrials: mostTrials, keepsTables: true
    ) { _ in }
    let work = PointWork(study: study, points: points, mostTrials: mostTrials)
    var found: [StudiedPoint] = []
    for (entry, earlier) in zip(points.entries, resumption.points) {
      guard let earlier else { return nil }
      switch earlier.point.content {
      case .blocks(let blocks):
        let done = try work.finished(
          entry, jobs: memory.jobs[entry.place], from: entry.member.withFolder(blocks),
          known: earlier.columns, isFinal: true, stops: stops)
        guard done.isComplete else { return nil }
        found.append(done.studied(entry))
      case .tables(let tables):
        let report = try points.report(entry)
        let summary = Summary(report, counts: tables.counts, failed: tables.failed)
        found.append(
          StudiedPoint(
            place: entry.place, point: entry.point, result: work.result(entry, report, summary),
            columns: earlier.columns))
      }
      progress(found.count * settings.run.trials, points.entries.count * settings.run.trials)
    }
    return found
  }
}
