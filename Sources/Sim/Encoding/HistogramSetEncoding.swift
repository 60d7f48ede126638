extension HistogramSet {
  /// More bytes than any one takes.
  static func longestEncoding(_ report: Report) -> Int {
    let histograms =
      report.quantities.count * report.stepCount * 2
      + report.measures.count * report.outcomes.count
    return 17 * (report.quantities.count + report.measures.count) + 32
      + min(histograms * (mostBins + 3), mostBytes / 4 + histograms * (fewestBins + 3)) * 6
  }

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
    guard timeline.allSatisfy({ $0 >= 0 }), measures.allSatisfy({ $0 >= 0 }) else {
      throw UnreadableBytes()
    }
  }
}
