/// How many histograms a point has, of how many bins, and where each begins.
///
/// It follows from the report alone, so that counts can be read without it.
struct HistogramShape: Sendable, Hashable {
  static let mostBins = 256
  /// One worker's histograms of the timeline take at most this much; a longer clock gets fewer
  /// bins.
  static let mostBytes = 256 << 20
  static let fewestBins = 16
  /// Measures are few, and so can have more.
  static let mostMeasureBins = 8_192
  static let mostMeasureBytes = 64 << 20
  static let fewestMeasureBins = 256

  let bins: Int
  let measureBins: Int
  /// Measures have histograms only where their values are not kept.
  let hasMeasures: Bool
  let stepCount: Int
  let outcomeCount: Int
  /// By quantity and by measure: its place among those with a histogram; conditions have none, −1.
  let slotOfQuantity: [Int]
  let slotOfMeasure: [Int]
  let quantitySlots: Int
  let measureSlots: Int

  init(_ report: Report, keepsValues: Bool) {
    stepCount = report.stepCount
    outcomeCount = report.outcomes.count
    hasMeasures = !keepsValues
    (slotOfQuantity, quantitySlots) = Self.slots(report.quantities.map(\.isCondition))
    (slotOfMeasure, measureSlots) = Self.slots(report.measures.map(\.isCondition))
    bins = Self.bins(
      histograms: quantitySlots * report.stepCount * 2, most: Self.mostBins,
      fewest: Self.fewestBins, bytes: Self.mostBytes)
    measureBins = Self.bins(
      histograms: measureSlots * report.outcomes.count, most: Self.mostMeasureBins,
      fewest: Self.fewestMeasureBins, bytes: Self.mostMeasureBytes)
  }

  private static func slots(_ isCondition: [Bool]) -> ([Int], Int) {
    var slots = 0
    let places = isCondition.map { condition -> Int in
      if condition { return -1 }
      slots += 1
      return slots - 1
    }
    return (places, slots)
  }

  /// A power of two.
  static func bins(histograms: Int, most: Int, fewest: Int, bytes: Int) -> Int {
    var bins = most
    while bins > fewest, histograms * (bins + 1) * 4 > bytes { bins /= 2 }
    return bins
  }

  /// One place more than the bins takes the missing values.
  var stride: Int { bins + 1 }
  var measureStride: Int { measureBins + 1 }
  var timelineCount: Int { stepCount * 2 * quantitySlots * stride }
  var measuresCount: Int { hasMeasures ? measureSlots * outcomeCount * measureStride : 0 }

  /// Where a histogram of the timeline begins; `half`: twice the step, one more for ended trials.
  @inline(__always)
  func start(_ half: Int, _ slot: Int) -> Int { (half * quantitySlots + slot) * stride }

  func measureStart(_ slot: Int, _ outcome: Int) -> Int {
    (slot * outcomeCount + outcome) * measureStride
  }
}
