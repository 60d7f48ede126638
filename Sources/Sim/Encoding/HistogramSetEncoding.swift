extension HistogramSet {
  func write(to writer: inout ByteWriter) {
    ranges.write(to: &writer)
    writer.write(counts: timeline)
    writer.write(counts: measures)
  }

  init(from reader: inout ByteReader, report: Report, keepsValues: Bool)
    throws(UnreadableBytes)
  {
    self.init(
      report, ranges: try HistogramRanges(from: &reader, report: report),
      keepsValues: keepsValues)
    timeline = try reader.counts(timeline.count)
    measures = try reader.counts(measures.count)
  }
}
