/// The interval a histogram divides into equal bins; `low < high`, both finite.
public struct HistogramRange: Sendable, Hashable {
  public let low: Double
  public let high: Double

  /// The pilot's extremes widened by their distance on each side, cut at declared bounds.
  ///
  /// A pilot of one value gets half that value on each side; a pilot of none gets [0, 1].
  public init(
    pilotLow: Double, pilotHigh: Double, declaredLow: Double? = nil, declaredHigh: Double? = nil
  ) {
    var low = 0.0
    var high = 1.0
    if pilotLow.isFinite, pilotHigh.isFinite, pilotLow <= pilotHigh {
      var margin = pilotHigh - pilotLow
      if margin == 0 { margin = pilotLow == 0 ? 0.5 : pilotLow.magnitude / 2 }
      low = pilotLow - margin
      high = pilotHigh + margin
    }
    if let bound = declaredLow, bound.isFinite { low = max(low, bound) }
    if let bound = declaredHigh, bound.isFinite { high = min(high, bound) }
    if !(low < high) || !(high - low).isFinite {
      low = low.isFinite ? low : 0
      high = low + max(low.magnitude, 1)
    }
    self.low = low
    self.high = high
  }

  /// A column seen in the pilot.
  public init(_ pilot: Moments, low: Double? = nil, high: Double? = nil) {
    self.init(
      pilotLow: pilot.minimum, pilotHigh: pilot.maximum, declaredLow: low, declaredHigh: high)
  }
}

/// The ranges of all histograms of a point, from its pilot (block 0).
///
/// A quantity has one range for all steps, so that trials that ended earlier can be added to
/// those that end later bin by bin. Conditions need no histogram.
public struct HistogramRanges: Sendable, Hashable {
  public let quantities: [HistogramRange?]
  public let measures: [HistogramRange?]

  init(quantities: [HistogramRange?], measures: [HistogramRange?]) {
    self.quantities = quantities
    self.measures = measures
  }

  public init(pilot: BlockTally, report: Report) {
    quantities = report.quantities.indices.map { q in
      let quantity = report.quantities[q]
      guard !quantity.isCondition else { return nil }
      var all = Moments()
      for step in 0..<report.stepCount {
        all.merge(pilot.open(step: step, quantity: q))
        all.merge(pilot.ended(step: step, quantity: q))
      }
      return HistogramRange(all, low: quantity.low, high: quantity.high)
    }
    measures = report.measures.indices.map { m in
      guard !report.measures[m].isCondition else { return nil }
      return HistogramRange(pilot.measure(m))
    }
  }
}
