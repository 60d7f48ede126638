internal import Sim

/// The record of one earlier run, compared with what is asked for.
struct ResumeRecord {
  /// By position of the point in the study; an interrupted run may have fewer.
  let points: [Int: ResumePoint]

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
    let found = self.points.sorted { $0.key < $1.key }.map(\.value)
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

  /// The points that follow, in the order of the study, by position.
  static func points(
    of reader: inout ByteReader, _ points: StudyPoints
  ) throws(UnreadableBytes) -> [Int: ResumePoint] {
    var found: [Int: ResumePoint] = [:]
    var next = 0
    while !reader.isAtEnd {
      let point = try ResumePoint(from: &reader) { scenario, number in
        guard let at = points.entries.position(of: scenario, number: number), at >= next else {
          return nil
        }
        next = at + 1
        return try? points.report(points.entries[at])
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
    let bytes = reports.enumerated().reduce(0.0) { sum, report in
      let count = points.entries.positions(ofScenario: report.offset).count
      let each = TrialColumns.bytes(report.element, trials: points.settings.trials)
      return sum + 2 * each * Double(count)
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
      + points.reports.enumerated().reduce(0) { sum, report in
        let own = report.element
        let looks = PointAnalysis.all.map { $0.trials(own, own) }
        let all = (0..<points.beside.mostReferences).flatMap { _ in looks }
        let count = points.entries.positions(ofScenario: report.offset).count
        return sum + ResumePoint.longestTables(outcomes: own.outcomes.count, all) * count
      } + columns(points)
  }
}
