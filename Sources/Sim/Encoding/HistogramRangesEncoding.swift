extension HistogramRange {
  static func write(_ range: HistogramRange?, to writer: inout ByteWriter) {
    writer.write(range != nil)
    guard let range else { return }
    writer.write(range.low)
    writer.write(range.high)
  }

  static func read(from reader: inout ByteReader) throws(UnreadableBytes) -> HistogramRange? {
    guard try reader.flag() else { return nil }
    return try HistogramRange(low: reader.double(), high: reader.double())
  }

  private init(low: Double, high: Double) throws(UnreadableBytes) {
    guard low < high, low.isFinite, high.isFinite, (high - low).isFinite else {
      throw UnreadableBytes()
    }
    self.low = low
    self.high = high
  }
}

extension HistogramRanges {
  func write(to writer: inout ByteWriter) {
    for range in quantities + measures { HistogramRange.write(range, to: &writer) }
  }

  /// Conditions have none, all others one.
  init(from reader: inout ByteReader, report: Report) throws(UnreadableBytes) {
    var quantities: [HistogramRange?] = []
    var measures: [HistogramRange?] = []
    for quantity in report.quantities {
      let range = try HistogramRange.read(from: &reader)
      guard (range == nil) == quantity.isCondition else { throw UnreadableBytes() }
      quantities.append(range)
    }
    for measure in report.measures {
      let range = try HistogramRange.read(from: &reader)
      guard (range == nil) == measure.isCondition else { throw UnreadableBytes() }
      measures.append(range)
    }
    self.init(quantities: quantities, measures: measures)
  }
}
