extension HistogramSet {
  /// More bytes than any one takes.
  static func longestEncoding(_ report: Report) -> Int {
    let shape = HistogramShape(report, keepsValues: false)
    return 32 + 6 * (shape.timelineCount + shape.measuresCount)
  }

  /// Counts alone: their edges come from block 0.
  func write(to writer: inout ByteWriter) {
    writer.write(counts: timeline, orZeros: shape.timelineCount)
    writer.write(counts: measures, orZeros: shape.measuresCount)
  }

  init(from reader: inout ByteReader, report: Report, keepsValues: Bool)
    throws(UnreadableBytes)
  {
    self.init(report, keepsValues: keepsValues)
    timeline = try reader.counts(shape.timelineCount)
    measures = try reader.counts(shape.measuresCount)
    guard timeline.allSatisfy({ $0 >= 0 }), measures.allSatisfy({ $0 >= 0 }) else {
      throw UnreadableBytes()
    }
  }
}
