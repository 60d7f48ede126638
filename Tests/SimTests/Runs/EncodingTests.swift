import Testing

@testable import Sim

@Suite("Encoded results")
struct EncodingTests {
  private let report = Report(
    steps: 2, outcomes: [.init(name: "a"), .init(name: "b")],
    measures: [.init(name: "m"), .init(name: "is", isCondition: true)], signals: ["s"],
    quantities: [.init(name: "x"), .init(name: "seen", isCondition: true)],
    milestones: ["first"])

  /// Five blocks of whatever numbers. A hundred trials of each finished, and one failure is reported.
  /// Seed 3.
  private func blocks(keepsValues: Bool) throws -> WholeBlocks {
    var generator = SplitMix(seed: 3)
    var tree = MergeTree<BlockTally>()
    var histograms: HistogramSet?
    for block in 0..<5 {
      var tally = BlockTally(report, keepsValues: keepsValues)
      let values = (0..<100).map { _ in Double.random(in: -3...3, using: &generator) }
      let batch = TrialBatch(report)
      batch.reset(firstTrial: block * Block.size, count: 100)
      for lane in 0..<100 {
        batch.outcome[lane] = Int32(lane % 2)
        batch.endStep[lane] = 2
        batch.signals[lane] = Int32(lane % 3) - 1
        batch.milestones[lane] = Int32(lane % 4) - 1
        batch.measures[lane] = lane == 7 ? .nan : values[lane]
        batch.measures[TrialBatch.capacity + lane] = Double(lane % 2)
      }
      tally.record(batch)
      tally.record(Failure(trial: block, step: 1, message: "é \"x\"", position: "s.yaml:3:4"))
      tally.failureCount = Block.size - 100
      try values.withUnsafeBufferPointer {
        tally.recordOpen(step: 1, quantity: 0, row: try #require($0.baseAddress), count: 100)
      }
      let pilot = PilotValues([try rows(values)], report)
      var set =
        histograms
        ?? HistogramSet(
          HistogramEdges(
            HistogramShape(report, keepsValues: keepsValues), report, pilot, [batch]))
      set.record(batch)
      try values.withUnsafeBufferPointer {
        set.recordOpen(step: 1, quantity: 0, row: try #require($0.baseAddress), count: 100)
      }
      histograms = set
      tree.append(block: block, tally)
    }
    return WholeBlocks(tree: tree, histograms: try #require(histograms))
  }

  private func rows(_ values: [Double]) throws -> RecordedRows {
    var rows = RecordedRows(report)
    try values.withUnsafeBufferPointer {
      rows.recordOpen(step: 1, quantity: 0, row: try #require($0.baseAddress), count: 100)
    }
    return rows
  }

  private func bytes(_ blocks: WholeBlocks) -> [UInt8] {
    var writer = ByteWriter()
    blocks.write(to: &writer)
    return writer.bytes
  }

  @Test(arguments: [true, false]) func `reading gives back what was written`(keepsValues: Bool)
    throws
  {
    let blocks = try blocks(keepsValues: keepsValues)
    let bytes = bytes(blocks)
    var reader = ByteReader(bytes)
    let read = try WholeBlocks(from: &reader, report: report)
    #expect(reader.isAtEnd)
    #expect(read.blocks == 0..<5)
    #expect(self.bytes(read) == bytes)
    let tally = try #require(blocks.tree.folded())
    let same = try #require(read.tree.folded())
    #expect(same.failures == tally.failures)
    #expect(
      same.sortedValues(measure: 0, outcome: 0) == tally.sortedValues(measure: 0, outcome: 0))
    #expect(same.measure(0) == tally.measure(0))
    #expect(same.skewedMoments(0) == tally.skewedMoments(0))
    // Counts without their edges, which come from block 0.
    #expect(read.histograms.timeline == blocks.histograms.timeline)
    #expect(read.histograms.measures == blocks.histograms.measures)
    #expect(read.histograms.open(step: 1, quantity: 0) == nil)
  }

  /// Every cut throws; every byte set to 255 in turn throws or gives other blocks, never a crash.
  @Test func `wrong bytes throw`() throws {
    let bytes = bytes(try blocks(keepsValues: true))
    for length in stride(from: 0, to: bytes.count, by: 97) {
      var reader = ByteReader(Array(bytes.prefix(length)))
      #expect(throws: UnreadableBytes.self) {
        _ = try WholeBlocks(from: &reader, report: report)
      }
    }
    for at in stride(from: 0, to: bytes.count, by: 31) {
      var wrong = bytes
      wrong[at] = 255
      var reader = ByteReader(wrong)
      _ = try? WholeBlocks(from: &reader, report: report)
    }
  }

  @Test func `places are renamed`() throws {
    let blocks = try blocks(keepsValues: true).placed { "x/" + $0 }
    #expect(blocks.tree.folded()?.failures.last?.position == "x/s.yaml:3:4")
  }

  /// Eight bytes lowest first; counts as zeros and groups of seven bits, -1 folded to 1.
  @Test func `the form`() throws {
    var writer = ByteWriter()
    writer.write(258)
    writer.write("é")
    writer.write(counts: [0, 0, 3, -1, 0, 100, 0])
    #expect(
      writer.bytes == [
        2, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0xc3, 0xa9,
        2, 6, 0, 1, 1, 0xc8, 1, 1,
      ])
    var reader = ByteReader(writer.bytes)
    #expect(try reader.integer() == 258)
    #expect(try reader.text() == "é")
    #expect(try reader.counts(7) == [Int32](arrayLiteral: 0, 0, 3, -1, 0, 100, 0))
  }
}
