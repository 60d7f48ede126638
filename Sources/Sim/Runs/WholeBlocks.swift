/// What contiguous whole blocks of one point came to: all that a larger run goes on from.
package struct WholeBlocks: Sendable {
  package private(set) var tree: MergeTree<BlockTally>
  package private(set) var histograms: HistogramSet

  init(tree: MergeTree<BlockTally>, histograms: HistogramSet) {
    self.tree = tree
    self.histograms = histograms
  }

  package var blocks: Range<Int> { tree.blocks }

  /// Trials that finished, those that failed not counted.
  package var finished: Int { tree.entries.reduce(0) { $0 + $1.node.trials } }

  /// Trials that failed.
  package var failed: Int { tree.entries.reduce(0) { $0 + $1.node.failureCount } }

  /// Takes in the blocks that follow. `false`, and no change, if they do not.
  package mutating func append(_ next: WholeBlocks) -> Bool {
    guard tree.append(next.tree) else { return false }
    histograms.merge(next.histograms)
    return true
  }

  /// The same, with the files of all places renamed.
  package func placed(_ rename: (String) -> String) -> WholeBlocks {
    var result = self
    result.tree = tree.mapped { $0.place(rename) }
    return result
  }
}

extension WholeBlocks {
  /// More nodes than any range of blocks needs.
  private static let mostNodes = 100

  /// No encoding for such a report and such analyses takes more bytes.
  package static func longestEncoding(_ report: Report, _ analyses: Analyses = .none) -> Int {
    let folds = analyses.empty.reduce(0) { $0 + $1.longestEncoding }
    // The nodes of a trillion trials from the first are no more than 31.
    return 31 * (BlockTally.longestEncoding(report) + folds) + KeptTrials.longestEncoding(report)
      + HistogramSet.longestEncoding(report)
  }

  package func write(to writer: inout ByteWriter) {
    writer.write(!histograms.hasMeasures)
    writer.write(tree.entries.count)
    for entry in tree.entries {
      writer.write(entry.level)
      writer.write(entry.position)
      entry.node.write(to: &writer)
    }
    histograms.write(to: &writer)
  }

  /// `report`: of the model they were run for.
  package init(from reader: inout ByteReader, report: Report) throws(UnreadableBytes) {
    let keepsValues = try reader.flag()
    tree = MergeTree()
    let nodes = try reader.count(ofSize: 16)
    guard nodes <= Self.mostNodes else { throw UnreadableBytes() }
    for _ in 0..<nodes {
      let level = try reader.integer()
      let position = try reader.integer()
      guard (0..<50).contains(level), (0..<((1 << 50) >> level)).contains(position)
      else { throw UnreadableBytes() }
      let node = try BlockTally(
        from: &reader, report: report, keepsValues: keepsValues, all: Block.size << level)
      guard tree.append(.init(level: level, position: position, node: node)) else {
        throw UnreadableBytes()
      }
    }
    histograms = try HistogramSet(from: &reader, report: report, keepsValues: keepsValues)
  }
}
