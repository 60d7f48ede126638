internal import Foundation
import Sim

/// What a shard of a study takes, by a look at some of its blocks.
package struct StudyPilot: Sendable {
  /// Of the dearest block that was looked at, on one thread.
  package let secondsOfBlock: Double
  /// Of the largest shard.
  package let seconds: Double
  /// Of the part of the largest shard, about.
  package let bytes: Double
}

extension ShardedStudy {
  /// Runs blocks of points of every scenario on one thread, for about so many seconds, and reckons with the
  /// dearest. `threads`: on how many a shard will be run.
  ///
  /// - Throws: `StudyError` and what else trials may throw.
  package func pilot(threads: Int, seconds most: Double = 1) throws -> StudyPilot {
    let started = Date()
    let entries = points.entries
    let blocksOfPoint = Block.count(trials: settings.run.trials)
    var dearest = 0.0
    var nodes = 0.0
    // Its first blocks bring what no later one needs, such as memory; they do not count if there are others.
    for place in looked {
      let isLate = Date().timeIntervalSince(started) > most
      if isLate, dearest > 0 { break }
      let run = try points.run(entries[place]).run.on(jobs: 1)
      var blocks: [Double] = []
      while blocks.count < min(3, blocksOfPoint) {
        let block = Date()
        let result = try run.run(blocks: blocks.count..<(blocks.count + 1))
        blocks.append(Date().timeIntervalSince(block))
        nodes = max(nodes, bytes(of: result, entries[place]))
        if Date().timeIntervalSince(started) > most { break }
      }
      dearest = max(dearest, blocks.min() ?? 0)
    }
    let shares = shards.map(share).map { share in share.points.map(share.blocks(of:)) }
    let blocks = shares.map { $0.reduce(0) { $0 + $1.count } }.max() ?? 0
    let lanes = Double(max(1, min(threads, blocks)))
    return StudyPilot(
      secondsOfBlock: dearest, seconds: dearest * Double(blocks) / lanes,
      bytes: shares.map { bytes($0, ofBlock: nodes) }.max() ?? 0)
  }

  /// The first, the last and the middle point of each scenario.
  private var looked: [Int] {
    let places = study.members.indices.map { points.entries.positions(ofScenario: $0) }
    return places.flatMap { $0.prefix(1) }
      + places.flatMap { $0.dropFirst().suffix(1) }
      + places.flatMap { $0.count > 2 ? [$0[$0.startIndex + $0.count / 2]] : [] }
  }

  private func bytes(of result: RunResult, _ entry: StudyPoints.Entry) -> Double {
    var writer = ByteWriter()
    ResumePoint(
      scenario: entry.member.scenario.name, number: entry.point.number, trials: Block.size,
      rows: nil,
      content: .blocks(entry.member.withoutFolder(result.blocks))
    ).write(to: &writer)
    return Double(writer.bytes.count)
  }

  /// Of a part: of each point a node for each subtree that its blocks make up, and what each trial has of its
  /// own. `blocks`: of each point.
  private func bytes(_ blocks: [Range<Int>], ofBlock node: Double) -> Double {
    let reports = points.reports
    let measures = Double(reports.map(\.measures.count).max() ?? 0)
    let parameters = Double(reports.map(\.parameters.count).max() ?? 0)
    // Few trials are kept one by one, within the nodes.
    let keepsValues = settings.run.trials <= BlockTally.mostKeptTrials
    let ofValues = keepsValues ? 16 + 8 * measures : 0
    let ofRow = settings.run.keepsTrialRows ? 12 * (parameters + measures + 9) : 0
    let ofColumns = reports.map { TrialColumns.bytes($0, trials: 1) }.max() ?? 0
    let kept = 0..<Block.count(trials: min(mostTrials, settings.run.trials))
    let block = Double(Block.size)
    return blocks.reduce(0) { sum, range in
      sum + Double(Self.subtrees(range)) * max(0, node - block * ofValues)
        + Double(range.count) * block * (ofValues + ofRow)
        + Double(range.clamped(to: kept).count) * block * ofColumns
    }
  }

  /// How many subtrees of the tree of blocks a range is made of.
  private static func subtrees(_ range: Range<Int>) -> Int {
    var start = range.lowerBound
    var count = 0
    while start < range.upperBound {
      var size = start == 0 ? Int.max / 2 + 1 : start & -start
      while size > range.upperBound - start { size /= 2 }
      start += size
      count += 1
    }
    return count
  }

  /// What a shard needs of memory on so many threads, in bytes.
  ///
  /// - Throws: `MemoryShortage` if this machine has not even what one thread needs.
  package func memory(threads: Int) throws -> Double {
    var settings = settings
    settings.run.jobs = threads
    return try study.plan(
      points, settings, mostTrials: mostTrials, share: shards.first.map(share)
    ) { _ in }.bytes
  }
}
