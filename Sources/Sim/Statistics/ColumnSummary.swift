import CGSL

/// `timeline.csv` of one point.
struct TimelineSummary {
  var rows: [Summary.TimelineRow] = []

  init(_ report: Report, _ tally: BlockTally, _ histograms: HistogramSet?) {
    let quantities = report.quantities.indices
    rows.reserveCapacity(report.stepCount * quantities.count * 2)
    var endedMoments = Array(repeating: Moments(), count: quantities.count)
    var endedCounts: [Histogram?] = Array(repeating: nil, count: quantities.count)
    for step in 0..<report.stepCount {
      for quantity in quantities {
        let open = tally.open(step: step, quantity: quantity)
        let openCounts = histograms?.open(step: step, quantity: quantity)
        let ended = tally.ended(step: step, quantity: quantity)
        if ended.count + ended.missing > 0 {
          endedMoments[quantity].merge(ended)
          if let added = histograms?.ended(step: step, quantity: quantity) {
            if endedCounts[quantity] == nil {
              endedCounts[quantity] = added
            } else {
              endedCounts[quantity]?.merge(added)
            }
          }
        }
        var all = endedMoments[quantity]
        all.merge(open)
        var allCounts = openCounts
        if let ended = endedCounts[quantity] { allCounts?.merge(ended) }
        rows.append(
          .init(
            step: step, quantity: quantity, basis: .all, column: .init(all, allCounts)))
        rows.append(
          .init(
            step: step, quantity: quantity, basis: .open, column: .init(open, openCounts)))
      }
    }
  }
}

/// `measures.csv` of one point.
struct MeasureSummary {
  private let report: Report
  private let tally: BlockTally
  private let histograms: HistogramSet?
  private let alpha: Double

  init(_ report: Report, _ tally: BlockTally, _ histograms: HistogramSet?, _ alpha: Double) {
    self.report = report
    self.tally = tally
    self.histograms = histograms
    self.alpha = alpha
  }

  /// Over all trials, then by outcome.
  func rows(ofMeasure measure: Int) -> [Summary.MeasureRow] {
    let isCondition = report.measures[measure].isCondition
    let keepsValues = tally.keepsValues && !isCondition
    let outcomes = report.outcomes.indices
    let sorted =
      keepsValues ? outcomes.map { tally.sortedValues(measure: measure, outcome: $0) } : []
    return ([nil] + outcomes.map(Optional.some)).map { outcome in
      let moments =
        outcome.map { tally.measure(measure, outcome: $0) } ?? tally.measure(measure)
      var column = Summary.Column(moments: moments)
      var median: Interval?
      if keepsValues {
        let values = outcome.map { sorted[$0] } ?? sorted.reduce([]) { $0.merged(with: $1) }
        column.quantiles = Summary.shares.compactMap { Quantiles.exact($0, ofSorted: values) }
        if values.isEmpty { column.quantiles = nil }
        median = Quantiles.interval(0.5, ofSorted: values, alpha: alpha)
      } else if !isCondition {
        column = Summary.Column(moments, Self.histogram(histograms, measure, outcome, report))
      }
      return .init(
        measure: measure, outcome: outcome, column: column,
        interval: Self.interval(moments, isCondition, alpha), medianInterval: median,
        defined: Summary.Share(
          count: moments.count, trials: moments.count + moments.missing,
          interval: ShareInterval.exact(
            moments.count, of: moments.count + moments.missing, alpha: alpha)))
    }
  }

  private static func histogram(
    _ histograms: HistogramSet?, _ measure: Int, _ outcome: Int?, _ report: Report
  ) -> Histogram? {
    if let outcome { return histograms?.measure(measure, outcome: outcome) }
    var all: Histogram?
    for outcome in report.outcomes.indices {
      guard let one = histograms?.measure(measure, outcome: outcome) else { return nil }
      if all == nil { all = one } else { all?.merge(one) }
    }
    return all
  }

  private static func interval(_ moments: Moments, _ isCondition: Bool, _ alpha: Double)
    -> Interval?
  {
    if isCondition {
      guard moments.count > 0 else { return nil }
      let ones = Int((moments.mean * Double(moments.count)).rounded())
      return ShareInterval.exact(ones, of: moments.count, alpha: alpha)
    }
    guard let error = moments.standardError else { return nil }
    let t = gsl_cdf_tdist_Qinv(alpha / 2, Double(moments.count - 1))
    return Interval(low: moments.mean - t * error, high: moments.mean + t * error)
  }
}

extension Summary.Column {
  init(_ moments: Moments, _ histogram: Histogram?) {
    self.moments = moments
    quantiles = histogram?.quantiles(
      Summary.shares, minimum: moments.minimum, maximum: moments.maximum)
    resolution = quantiles == nil ? nil : histogram?.resolution
  }
}
