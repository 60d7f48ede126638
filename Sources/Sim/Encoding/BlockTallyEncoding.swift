extension BlockTally {
  func write(to writer: inout ByteWriter) {
    writer.write(trials)
    writer.write(failureCount)
    writer.write(failures.count)
    for failure in failures { failure.write(to: &writer) }
    if keepsValues { KeptTrials.write(kept, to: &writer) }
    writer.write(counts: ends)
    writer.write(counts: reached)
    writer.write(counts: seen)
    writer.write(counts: seenOpen)
    for moments in measureMoments { moments.write(to: &writer) }
    for moments in timeline { moments.write(to: &writer) }
  }

  /// The shape is the report's; it is not written.
  init(from reader: inout ByteReader, report: Report, keepsValues: Bool)
    throws(UnreadableBytes)
  {
    self.init(report, keepsValues: keepsValues)
    trials = try reader.integer()
    failureCount = try reader.integer()
    for _ in 0..<(try reader.count(ofSize: 32)) {
      failures.append(try Failure(from: &reader))
    }
    guard trials >= 0, failureCount >= failures.count else { throw UnreadableBytes() }
    if keepsValues {
      kept = [try KeptTrials(from: &reader, outcomes: outcomeCount, measures: measureCount)]
    }
    ends = try reader.counts(ends.count)
    reached = try reader.counts(reached.count)
    seen = try reader.counts(seen.count)
    seenOpen = try reader.counts(seenOpen.count)
    for index in measureMoments.indices { measureMoments[index] = try Moments(from: &reader) }
    for index in timeline.indices { timeline[index] = try Moments(from: &reader) }
  }
}
