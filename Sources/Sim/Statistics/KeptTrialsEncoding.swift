extension KeptTrials {
  /// More bytes than those of all trials whose values are kept.
  static func longestEncoding(_ report: Report) -> Int {
    BlockTally.mostKeptTrials * (16 + 8 * report.measures.count)
  }

  /// Those of several blocks as one: their order is all that counts.
  static func write(_ parts: [KeptTrials], to writer: inout ByteWriter) {
    writer.write(parts.reduce(0) { $0 + $1.outcomes.count })
    writer.write(counts: parts.flatMap(\.outcomes))
    writer.reserve(8 * parts.reduce(0) { $0 + $1.values.count })
    for part in parts { writer.write(values: part.values) }
  }

  /// `trials`: as many as these.
  init(from reader: inout ByteReader, trials: Int, outcomes outcomeCount: Int, measures: Int)
    throws(UnreadableBytes)
  {
    guard try reader.integer() == trials, trials <= BlockTally.mostKeptTrials else {
      throw UnreadableBytes()
    }
    outcomes = try reader.counts(trials)
    guard outcomes.allSatisfy({ (0..<outcomeCount).contains(Int($0)) }) else {
      throw UnreadableBytes()
    }
    values = try reader.values(trials * measures)
  }
}
