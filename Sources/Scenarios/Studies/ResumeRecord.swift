internal import Sim

/// The record of one earlier run, compared with what is asked for.
struct ResumeRecord {
  /// By point of the study; an interrupted run may have fewer.
  let points: [ResumePoint?]

  init(
    _ source: ResumeSource, folder: String, points: StudyPoints, asked manifest: Manifest,
    keepsTrialRows: Bool
  ) throws {
    var reader = ByteReader(try source.content(most: try Self.longest(points)))
    do {
      // A part of a larger study is nothing to go on from.
      guard try reader.integer() == 0 else { throw UnreadableBytes() }
      let identity = try RunIdentity(from: &reader)
      guard try !reader.flag() else { throw UnreadableBytes() }
      if let what = identity.difference(from: RunIdentity(manifest)) {
        throw ResumeError.foreign(folder: folder, what: what)
      }
      self.points = try Self.points(of: &reader, points)
    } catch is UnreadableBytes {
      throw ResumeError.damaged(source.shownPath)
    }
    let found = self.points.compactMap(\.self)
    let there = found.map(\.trials).max() ?? 0
    if there > manifest.trials {
      throw ResumeError.fewer(folder: folder, there: there, asked: manifest.trials)
    }
    for point in found {
      if case .tables(let tables) = point.content, point.trials == manifest.trials {
        for (rows, name) in zip(tables.rows, ResultWriter.storedNames) {
          try rows.read(from: source.file(name), shown: source.shownFile(name)) { _ in }
        }
      }
      guard let rows = point.rows else {
        if keepsTrialRows { throw ResumeError.noTrialRows(folder: folder) }
        continue
      }
      if !keepsTrialRows { throw ResumeError.trialRowsWouldGo(folder: folder) }
      let name = TrialTable.file
      try rows.read(from: source.file(name), shown: source.shownFile(name)) { _ in }
    }
  }

  /// The points that follow, in the order of the study.
  static func points(
    of reader: inout ByteReader, _ points: StudyPoints
  ) throws(UnreadableBytes) -> [ResumePoint?] {
    var found = [ResumePoint?](repeating: nil, count: points.entries.count)
    var next = 0
    while !reader.isAtEnd {
      let point = try ResumePoint(from: &reader) { scenario, number in
        while next < points.entries.count {
          let entry = points.entries[next]
          next += 1
          if entry.member.scenario.name == scenario, entry.point.number == number {
            return try? points.report(entry)
          }
        }
        return nil
      }
      if case .tables(let tables) = point.content,
        tables.rows.count != ResultWriter.storedNames.count
      {
        throw UnreadableBytes()
      }
      found[next - 1] = point
    }
    return found
  }

  /// What all trials come to; whole numbers take twice the room that they have in memory.
  private static func columns(_ points: StudyPoints) -> Int {
    let reports = points.reports
    let bytes = points.entries.reduce(0.0) {
      $0 + 2 * TrialColumns.bytes(reports[$1.place], trials: points.settings.trials)
    }
    return Int(min(bytes, 1e18))
  }

  /// No record of the study is longer.
  private static func longest(_ points: StudyPoints) throws -> Int {
    // The last point of a checkpoint has its blocks in any case.
    return points.reports.reduce(1 << 20) { sum, report in
      // Beside itself everything has its pair, so nothing keeps more.
      let looks = PointAnalysis.all.map { Analyses.Look($0.trials(report, report)) }
      let each = WholeBlocks.longestEncoding(report)
      let more = WholeBlocks.longestEncoding(report, Analyses(looks)) - each
      return sum + each + more * points.beside.mostReferences
    }
      // Of many points a shard has blocks of two at most, and a checkpoint those of one more.
      * (points.keepsBlocks ? points.entries.count : 3)
      + points.entries.reduce(0) {
        $0 + ResumePoint.longestTables(outcomes: points.reports[$1.place].outcomes.count)
      } + columns(points)
  }
}
