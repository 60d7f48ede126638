import CGSL

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
  let slotOfQuantity: [Int]
  let quantitySlots: Int
  private let stride: Int
  let scales: [(low: Double, scale: Double)]
  private let measureScales: [(low: Double, scale: Double)]
  /// Step by step, quantity by quantity: open, then ended. Empty until something is recorded.
  var timeline: [Int32] = []
  /// Measure by measure, outcome by outcome. Empty until something is recorded.
  var measures: [Int32] = []
  let timelineCount: Int
  let measuresCount: Int

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
    timelineCount = slots * report.stepCount * 2 * stride
    measuresCount = keepsValues ? 0 : measureCount * outcomeCount * stride
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
    if measures.isEmpty { measures = Array(repeating: 0, count: measuresCount) }
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
    Self.add(other.timeline, to: &timeline)
    Self.add(other.measures, to: &measures)
  }

  private static func add(_ other: [Int32], to counts: inout [Int32]) {
    if other.isEmpty { return }
    guard !counts.isEmpty else {
      counts = other
      return
    }
    counts.withUnsafeMutableBufferPointer { counts in
      for index in counts.indices { counts[index] &+= other[index] }
    }
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
    return cut(timeline, at: start(half, slotOfQuantity[quantity]), range)
  }

  private func cut(_ counts: [Int32], at start: Int, _ range: HistogramRange) -> Histogram {
    var result = Histogram(range: range, bins: bins)
    guard !counts.isEmpty else { return result }
    for bin in 0..<(bins + 2) { result.counts[bin] = Int(counts[start + bin]) }
    return result
  }

  /// Where a histogram begins in `timeline`.
  @inline(__always)
  func start(_ half: Int, _ slot: Int) -> Int { (half * quantitySlots + slot) * stride }

  private static func zeros(_ count: Int) -> [Int32] {
    Array(onLargePages: count) {
      $0.initialize(repeating: 0)
      return count
    }
  }

  @inline(__always)
  private mutating func record(
    _ half: Int, _ quantity: Int, _ row: UnsafePointer<Double>, _ count: Int, _ sign: Int32
  ) {
    let slot = slotOfQuantity[quantity]
    guard slot >= 0 else { return }
    if timeline.isEmpty { timeline = Self.zeros(timelineCount) }
    Self.fill(&timeline, start(half, slot), bins, scales[quantity], row, count, sign)
  }

  @inline(__always)
  private static func fill(
    _ counts: inout [Int32], _ start: Int, _ bins: Int, _ scale: (low: Double, scale: Double),
    _ row: UnsafePointer<Double>, _ count: Int, _ sign: Int32
  ) {
    counts.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      sim_fill(base + start, row, count, scale.low, scale.scale, Double(bins + 1), sign)
    }
  }
}
