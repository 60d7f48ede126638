/// `measures.csv` of one point.
struct MeasureSummary {
  private let report: Report
  private let tally: BlockTally
  private let histograms: HistogramSet?
  private let known: KnownIntervals

  init(
    _ report: Report, _ tally: BlockTally, _ histograms: HistogramSet?, _ known: KnownIntervals
  ) {
    self.report = report
    self.tally = tally
    self.histograms = histograms
    self.known = known
  }

  /// Over all trials, then by outcome.
  func rows(ofMeasure measure: Int) -> [Summary.MeasureRow] {
    let isCondition = report.measures[measure].isCondition
    let keepsValues = tally.keepsValues && !isCondition
    let outcomes = report.outcomes.indices
    let sorted =
      keepsValues ? outcomes.map { tally.sortedValues(measure: measure, outcome: $0) } : []
    let given = report.recording.contains(.measures) ? outcomes.map(Optional.some) : []
    return ([nil] + given).map { outcome in
      let skewed =
        outcome.map { tally.skewedMoments(measure, outcome: $0) } ?? tally.skewedMoments(measure)
      let moments = skewed.moments
      var row = Summary.MeasureRow(
        measure: measure, outcome: outcome, column: Summary.Column(moments: moments),
        interval: interval(skewed, isCondition),
        defined: known.share(moments.count, of: moments.count + moments.missing))
      if keepsValues {
        let values = outcome.map { sorted[$0] } ?? sorted.reduce([]) { $0.merged(with: $1) }
        addQuantiles(of: values, to: &row)
      } else if !isCondition, let histogram = histogram(measure, outcome) {
        addQuantiles(of: histogram, moments, to: &row)
      }
      return row
    }
  }

  private func addQuantiles(of values: [Double], to row: inout Summary.MeasureRow) {
    guard !values.isEmpty else { return }
    row.column.quantiles = Summary.shares.compactMap { Quantiles.exact($0, ofSorted: values) }
    row.quantileIntervals = Summary.shares.map { share in
      known.ranks(share, of: values.count).map {
        Interval(low: values[$0.low], high: values[$0.high])
      }
    }
  }

  /// Limits are the outer ends of the bins in which the order statistics lie.
  private func addQuantiles(
    of histogram: Histogram, _ moments: Moments, to row: inout Summary.MeasureRow
  ) {
    let (minimum, maximum) = (moments.minimum, moments.maximum)
    guard
      let found = BinnedQuantiles(
        Summary.shares, of: histogram, minimum: minimum, maximum: maximum,
        isOfAll: histogram.count == moments.count)
    else { return }
    row.column.quantiles = found.values
    row.column.resolution = found.resolution > 0 ? found.resolution : nil
    row.quantileIntervals = Summary.shares.map { share in
      known.ranks(share, of: histogram.count).map { ranks in
        Interval(
          low: histogram.limit(
            rank: ranks.low, isLower: true, minimum: minimum, maximum: maximum),
          high: histogram.limit(
            rank: ranks.high, isLower: false, minimum: minimum, maximum: maximum))
      }
    }
  }

  private func histogram(_ measure: Int, _ outcome: Int?) -> Histogram? {
    if let outcome { return histograms?.measure(measure, outcome: outcome) }
    var all: Histogram?
    for outcome in report.outcomes.indices {
      guard let one = histograms?.measure(measure, outcome: outcome) else { return nil }
      if all == nil { all = one } else { all?.merge(one) }
    }
    return all
  }

  /// Nothing bounds the mean of trials that failed.
  private func interval(_ skewed: SkewedMoments, _ isCondition: Bool) -> Interval? {
    let moments = skewed.moments
    if isCondition {
      guard moments.count > 0 else { return nil }
      let ones = Int((moments.mean * Double(moments.count)).rounded())
      return known.share(ones, of: moments.count).interval
    }
    return known.failed > 0 ? nil : MeanInterval.of(skewed, alpha: known.alpha)
  }
}
