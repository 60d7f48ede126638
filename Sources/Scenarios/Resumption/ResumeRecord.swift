internal import Sim

/// The record of one earlier run, compared with what is asked for.
struct ResumeRecord {
  /// By scenario, in the order of the files; an interrupted run may have fewer.
  let points: [ResumePoint]

  init(
    _ source: ResumeSource, folder: String, members: [Study.Member], asked manifest: Manifest,
    keepsTrialRows: Bool
  ) throws {
    let longest = members.reduce(1 << 20) {
      $0 + WholeBlocks.longestEncoding($1.model.report)
    }
    var reader = ByteReader(try source.content(most: longest))
    do {
      let identity = try RunIdentity(from: &reader)
      if let what = identity.difference(from: RunIdentity(manifest)) {
        throw ResumeError.foreign(folder: folder, what: what)
      }
      var points: [ResumePoint] = []
      while !reader.isAtEnd {
        guard points.count < members.count else { throw UnreadableBytes() }
        let member = members[points.count]
        let point = try ResumePoint(from: &reader, report: member.model.report)
        guard point.scenario == member.scenario.name else { throw UnreadableBytes() }
        points.append(point)
      }
      self.points = points
    } catch is UnreadableBytes {
      throw ResumeError.damaged(source.shownPath)
    }
    let there = points.map(\.trials).max() ?? 0
    if there > manifest.trials {
      throw ResumeError.fewer(folder: folder, there: there, asked: manifest.trials)
    }
    for point in points {
      guard let rows = point.rows else {
        if keepsTrialRows { throw ResumeError.noTrialRows(folder: folder) }
        continue
      }
      if !keepsTrialRows { throw ResumeError.trialRowsWouldGo(folder: folder) }
      try rows.read(from: source.rows, shown: source.shownRows) { _ in }
    }
  }
}
