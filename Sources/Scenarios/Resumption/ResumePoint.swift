internal import Sim

/// What one scenario's run leaves for a larger one.
struct ResumePoint: Sendable {
  let scenario: String
  /// Trials that were run, those of the last, partial block too.
  let trials: Int
  let rows: TrialRows?
  let blocks: WholeBlocks

  /// Trials in whole blocks.
  var wholeTrials: Int { blocks.blocks.upperBound * Block.size }
}

extension ResumePoint {
  func write(to writer: inout ByteWriter) {
    writer.write(scenario)
    writer.write(trials)
    writer.write(rows != nil)
    rows?.write(to: &writer)
    blocks.write(to: &writer)
  }

  init(from reader: inout ByteReader, report: Report) throws(UnreadableBytes) {
    scenario = try reader.text()
    trials = try reader.integer()
    rows = try reader.flag() ? TrialRows(from: &reader) : nil
    blocks = try WholeBlocks(from: &reader, report: report)
    guard trials >= wholeTrials, trials - wholeTrials < Block.size else { throw UnreadableBytes() }
  }
}
