internal import Foundation
internal import Sim

/// An earlier run in a folder, found fit to be gone on with.
struct Resumption {
  /// By scenario, in the order of the files; an interrupted run may have fewer.
  let points: [ResumePoint]
  /// Of all scenarios.
  var trials: Int { points.reduce(0) { $0 + $1.trials } }

  /// Reads the folder's record and compares it with what is asked for.
  init(folder: String, members: [Study.Member], asked manifest: Manifest, keepsTrialRows: Bool)
    throws
  {
    guard FileManager.default.fileExists(atPath: folder) else {
      throw ResumeError.noFolder(folder)
    }
    let path = folder + "/" + ResumeFile.name
    guard FileManager.default.fileExists(atPath: path) else {
      throw ResumeError.noRecord(folder: folder)
    }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ResumeError.unreadable(path)
    }
    var reader = ByteReader(try ResumeFile.content(path, Array(bytes)))
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
      throw ResumeError.damaged(path)
    }
    let most = points.map(\.trials).max() ?? 0
    if most > manifest.trials {
      throw ResumeError.fewer(folder: folder, there: most, asked: manifest.trials)
    }
    try checkTrialRows(folder, keepsTrialRows)
  }

  private func checkTrialRows(_ folder: String, _ keeps: Bool) throws {
    let path = folder + "/" + TrialTable.file
    for point in points {
      guard let rows = point.rows else {
        if keeps { throw ResumeError.noTrialRows(folder: folder) }
        continue
      }
      if !keeps { throw ResumeError.trialRowsWouldGo(folder: folder) }
      try rows.read(from: path) { _ in }
    }
  }

  /// By run; `nil` where nothing is there that it can go on from.
  func usable(by runs: [Run]) -> [ResumePoint?] {
    runs.indices.map { k -> ResumePoint? in
      guard k < points.count, runs[k].accepts(points[k].blocks) else { return nil }
      return points[k]
    }
  }

  /// Why nothing can be reused for such a run; `nil`: something can.
  func obstacle(_ runs: [Run]) -> String? {
    guard usable(by: runs).allSatisfy({ $0 == nil }) else { return nil }
    if points.allSatisfy({ $0.blocks.blocks.isEmpty }) {
      return "fewer than \(Block.size) trials are there; all are run again"
    }
    return "the limit of \(BlockTally.mostKeptTrials) trials, past which quantiles come from "
      + "histograms, lies between the two runs; all trials are run again"
  }
}

extension Study.Member {
  /// The folder of the first file as given, with its closing slash: not part of a record.
  private var folder: String {
    file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
  }

  func withoutFolder(_ blocks: WholeBlocks) -> WholeBlocks {
    let folder = folder
    guard !folder.isEmpty else { return blocks }
    return blocks.placed { $0.hasPrefix(folder) ? String($0.dropFirst(folder.count)) : $0 }
  }

  func withFolder(_ blocks: WholeBlocks) -> WholeBlocks {
    let folder = folder
    guard !folder.isEmpty else { return blocks }
    return blocks.placed { $0.isEmpty ? $0 : folder + $0 }
  }
}
