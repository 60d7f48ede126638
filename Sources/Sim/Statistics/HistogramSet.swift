/// All histograms of a point, as one worker fills them.
///
/// Integers, so the order of workers and blocks does not matter and what was added can be taken
/// back: every recording takes a sign.
public struct HistogramSet: Sendable {
  public static let mostBins = 1_024
  /// One worker's histograms take at most this much; a longer clock gets fewer bins.
  public static let mostBytes = 256 << 20
  static let fewestBins = 16

  public let ranges: HistogramRanges
  public let bins: Int
  /// Measures have histograms only where their values are not kept.
  public let hasMeasures: Bool
  let outcomeCount: Int
  let measureCount: Int
  let stepCount: Int
  /// By quantity: its place among those with a histogram.
  private let slotOfQuantity: [Int]
  private let quantitySlots: Int
  private let stride: Int
  private let scales: [(low: Double, scale: Double)]
  private let measureScales: [(low: Double, scale: Double)]
  /// Step by step, quantity by quantity: open, then ended.
  var timeline: [Int32]
  /// Measure by measure, outcome by outcome.
  var measures: [Int32]

  public init(_ report: Report, ranges: HistogramRanges, keepsValues: Bool) {
    self.ranges = ranges
    outcomeCount = report.outcomes.count
    measureCount = report.measures.count
    stepCount = report.stepCount
    hasMeasures = !keepsValues
    var slots = 0
    slotOfQuantity = ranges.quantities.map { range in
      guard range != nil else { return -1 }
      slots += 1
      return slots - 1
    }
    quantitySlots = slots
    let histograms =
      slots * report.stepCount * 2 + (keepsValues ? 0 : measureCount * outcomeCount)
    let bins = Self.bins(histograms: histograms)
    self.bins = bins
    // One place more than the bins need takes the missing values.
    stride = bins + 3
    let scale = { (range: HistogramRange?) -> (low: Double, scale: Double) in
      guard let range else { return (0, 1) }
      return (range.low, Double(bins) / (range.high - range.low))
    }
    scales = ranges.quantities.map(scale)
    measureScales = ranges.measures.map(scale)
    timeline = Array(repeating: 0, count: slots * report.stepCount * 2 * stride)
    measures = Array(
      repeating: 0, count: keepsValues ? 0 : measureCount * outcomeCount * stride)
  }

  static func bins(histograms: Int) -> Int {
    var bins = mostBins
    while bins > fewestBins, histograms * (bins + 3) * 4 > mostBytes { bins /= 2 }
    return bins
  }

  /// The values of trials still open at the end of the step. `sign` is +1, or -1 to take back.
  @inline(__always)
  public mutating func recordOpen(
    step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int, sign: Int32 = 1
  ) {
    record(step * 2, quantity, row, count, sign)
  }

  /// The values of trials that ended in the step.
  @inline(__always)
  public mutating func recordEnded(
    step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int, sign: Int32 = 1
  ) {
    record(step * 2 + 1, quantity, row, count, sign)
  }

  /// The measures of finished trials.
  public mutating func record(_ batch: TrialBatch, sign: Int32 = 1) {
    guard hasMeasures else { return }
    for measure in 0..<measureCount where ranges.measures[measure] != nil {
      let row = batch.measures + measure * TrialBatch.capacity
      for lane in 0..<batch.count where batch.outcome[lane] >= 0 {
        let histogram = measure * outcomeCount + Int(batch.outcome[lane])
        Self.fill(&measures, histogram * stride, bins, measureScales[measure], row + lane, 1, sign)
      }
    }
  }

  /// Adds what another worker counted for the same point.
  public mutating func merge(_ other: HistogramSet) {
    for index in timeline.indices { timeline[index] &+= other.timeline[index] }
    for index in measures.indices { measures[index] &+= other.measures[index] }
  }

  /// `nil` for a condition.
  public func open(step: Int, quantity: Int) -> Histogram? { histogram(step * 2, quantity) }

  /// Those that ended in this very step; `nil` for a condition.
  public func ended(step: Int, quantity: Int) -> Histogram? { histogram(step * 2 + 1, quantity) }

  /// `nil` for a condition, or where values are kept.
  public func measure(_ measure: Int, outcome: Int) -> Histogram? {
    guard hasMeasures, let range = ranges.measures[measure] else { return nil }
    return cut(measures, at: (measure * outcomeCount + outcome) * stride, range)
  }

  private func histogram(_ half: Int, _ quantity: Int) -> Histogram? {
    guard let range = ranges.quantities[quantity] else { return nil }
    return cut(timeline, at: (half * quantitySlots + slotOfQuantity[quantity]) * stride, range)
  }

  private func cut(_ counts: [Int32], at start: Int, _ range: HistogramRange) -> Histogram {
    var result = Histogram(range: range, bins: bins)
    for bin in 0..<(bins + 2) { result.counts[bin] = Int(counts[start + bin]) }
    return result
  }

  @inline(__always)
  private mutating func record(
    _ half: Int, _ quantity: Int, _ row: UnsafePointer<Double>, _ count: Int, _ sign: Int32
  ) {
    let slot = slotOfQuantity[quantity]
    guard slot >= 0 else { return }
    Self.fill(
      &timeline, (half * quantitySlots + slot) * stride, bins, scales[quantity], row, count, sign)
  }

  /// A bin's index by rounding in the last bits of a sum with 2^52: no conversion, no branch.
  @inline(__always)
  private static func fill(
    _ counts: inout [Int32], _ start: Int, _ bins: Int, _ scale: (low: Double, scale: Double),
    _ row: UnsafePointer<Double>, _ count: Int, _ sign: Int32
  ) {
    let raw = UnsafeRawPointer(row)
    let above = Double(bins + 1)
    let missing = Double(bins + 2)
    let shift = 4_503_599_627_370_496.0
    counts.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let histogram = base + start
      var at = 0
      while at &+ 8 <= count {
        let values = raw.loadUnaligned(fromByteOffset: at &* 8, as: SIMD8<Double>.self)
        var places = (values - scale.low) * scale.scale + 0.5
        places.replace(with: SIMD8(repeating: 0), where: places .< 0)
        places.replace(with: SIMD8(repeating: above), where: places .> above)
        places.replace(with: SIMD8(repeating: missing), where: places .!= places)
        let bits = unsafeBitCast(places + shift, to: SIMD8<UInt64>.self)
        for lane in 0..<8 {
          histogram[Int(truncatingIfNeeded: bits[lane] & 0xfff)] &+= sign
        }
        at &+= 8
      }
      while at < count {
        var place = (row[at] - scale.low) * scale.scale + 0.5
        if place < 0 { place = 0 }
        if place > above { place = above }
        if place != place { place = missing }
        histogram[Int(truncatingIfNeeded: (place + shift).bitPattern & 0xfff)] &+= sign
        at &+= 1
      }
    }
  }
}
