extension HistogramSet {
  func write(to writer: inout ByteWriter) {
    ranges.write(to: &writer)
    writer.write(counts: timeline, orZeros: timelineCount)
    writer.write(counts: measures, orZeros: measuresCount)
  }

  init(from reader: inout ByteReader, report: Report, keepsValues: Bool)
    throws(UnreadableBytes)
  {
    self.init(
      report, ranges: try HistogramRanges(from: &reader, report: report),
      keepsValues: keepsValues)
    timeline = try reader.counts(timelineCount)
    measures = try reader.counts(measuresCount)
  }
}
