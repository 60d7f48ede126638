extension KeptTrials {
  /// Those of several blocks as one: their order is all that counts.
  static func write(_ parts: [KeptTrials], to writer: inout ByteWriter) {
    writer.write(parts.reduce(0) { $0 + $1.outcomes.count })
    writer.write(counts: parts.flatMap(\.outcomes))
    writer.reserve(8 * parts.reduce(0) { $0 + $1.values.count })
    for part in parts { writer.write(values: part.values) }
  }

  init(from reader: inout ByteReader, outcomes outcomeCount: Int, measures: Int)
    throws(UnreadableBytes)
  {
    let trials = try reader.integer()
    guard (0...BlockTally.mostKeptTrials).contains(trials) else { throw UnreadableBytes() }
    outcomes = try reader.counts(trials)
    guard outcomes.allSatisfy({ (0..<outcomeCount).contains(Int($0)) }) else {
      throw UnreadableBytes()
    }
    values.reserveCapacity(trials * measures)
    for _ in 0..<(trials * measures) { values.append(try reader.double()) }
  }
}
