/// What `timeline.csv` says of one quantity of one point.
struct TimelineSummary {
  /// Step by step, `all` before `open`; of an undisturbed quantity one row a step.
  var rows: [Summary.TimelineRow] = []
  private let report: Report
  private let quantity: Int
  private let tally: BlockTally

  /// How many rows a quantity has at each step.
  static func rowsPerStep(_ quantity: Report.Quantity) -> Int { quantity.isUndisturbed ? 1 : 2 }

  /// `values`: what all trials recorded, where it waits: quantiles are then exact, and moments those of the
  /// values where no tally has counted them.
  init(
    _ report: Report, quantity: Int, _ tally: BlockTally, _ histograms: HistogramSet?,
    _ values: PilotValues?
  ) {
    self.report = report
    self.quantity = quantity
    self.tally = tally
    rows.reserveCapacity(report.stepCount * 2)
    if let values {
      addRows(from: values)
    } else if report.quantities[quantity].isCondition {
      addRows(Self.moments(tally, quantity)) { _, _, _ in (nil, nil) }
    } else {
      addRows(from: histograms)
    }
  }

  /// As they were counted.
  private static func moments(
    _ tally: BlockTally, _ quantity: Int
  ) -> (_ step: Int) -> (open: Moments, ended: Moments) {
    { (tally.open(step: $0, quantity: quantity), tally.ended(step: $0, quantity: quantity)) }
  }

  /// `moments`: of the trials open at the end of a step and of those that ended in it. `columns`: quantiles
  /// of all and of open trials, given their moments. Both are asked step by step.
  private mutating func addRows(
    _ moments: (_ step: Int) -> (open: Moments, ended: Moments),
    _ columns: (_ step: Int, _ all: Moments, _ open: Moments) -> (Found?, Found?)
  ) {
    var ended = Moments()
    for step in 0..<report.stepCount {
      let (open, added) = moments(step)
      if added.count + added.missing > 0 { ended.merge(added) }
      var all = ended
      all.merge(open)
      let (ofAll, ofOpen) = columns(step, all, open)
      if report.quantities[quantity].isUndisturbed {
        add(step, .undisturbed, all, ofAll)
        continue
      }
      add(step, .all, all, ofAll)
      add(step, .open, open, ofOpen)
    }
  }

  private typealias Found = (quantiles: [Double], resolution: Double)

  private mutating func add(
    _ step: Int, _ basis: Summary.Basis, _ moments: Moments, _ found: Found?
  ) {
    var column = Summary.Column(moments: moments)
    column.quantiles = found?.quantiles
    column.resolution = found.flatMap { $0.resolution > 0 ? $0.resolution : nil }
    rows.append(.init(step: step, quantity: quantity, basis: basis, column: column))
  }

  private mutating func addRows(from histograms: HistogramSet?) {
    let (tally, quantity) = (tally, quantity)
    let moments = Self.moments(tally, quantity)
    guard let histograms else { return addRows(moments) { _, _, _ in (nil, nil) } }
    var ended: Histogram?
    addRows(moments) { step, all, open in
      guard let opened = histograms.open(step: step, quantity: quantity) else { return (nil, nil) }
      if tally.ended(step: step, quantity: quantity).count > 0,
        let added = histograms.ended(step: step, quantity: quantity)
      {
        if ended == nil { ended = added } else { ended?.merge(added) }
      }
      return (
        Self.quantiles(of: opened, and: ended, all), Self.quantiles(of: opened, and: nil, open)
      )
    }
  }

  private static func quantiles(
    of open: Histogram, and ended: Histogram?, _ moments: Moments
  ) -> Found? {
    let isOfAll = open.count + (ended?.count ?? 0) == moments.count
    return BinnedQuantiles(
      Summary.shares, of: open, and: ended, minimum: moments.minimum, maximum: moments.maximum,
      isOfAll: isOfAll
    ).map { ($0.values, $0.resolution) }
  }

  private mutating func addRows(from values: PilotValues) {
    let quantity = quantity
    let isUndisturbed = report.quantities[quantity].isUndisturbed
    let isCondition = report.quantities[quantity].isCondition
    var ended: [Double] = []
    var added: [Double] = []
    let open = OrderStatistics()
    var places = Array(repeating: 0, count: values.rows.count)
    let counted = values.isUncounted ? nil : Self.moments(tally, quantity)
    addRows { step in
      var moments = counted?(step) ?? (open: Moments(), ended: Moments())
      if counted == nil { values.visitOpen(step, quantity) { moments.open.add($0) } }
      added.removeAll(keepingCapacity: true)
      values.visitEnded(step: step, quantity, &places) {
        if counted == nil { moments.ended.add($0) }
        added.appendKnown($0)
      }
      return moments
    } _: { step, _, _ in
      if isCondition { return (nil, nil) }
      if !added.isEmpty {
        added.sortFew()
        ended = ended.merged(with: added)
      }
      open.fill { values.visitOpen(step, quantity, $0) }
      if step + 1 < values.groups { values.visitOpen(step + 1, quantity, OrderStatistics.expect) }
      let ofAll = Self.quantiles(open, ended)
      return (ofAll, isUndisturbed || ended.isEmpty ? ofAll : Self.quantiles(open, []))
    }
  }

  /// Of numbers and a sorted array together.
  private static func quantiles(_ one: OrderStatistics, _ other: [Double]) -> Found? {
    let total = one.count + other.count
    guard total > 0 else { return nil }
    var known = 0
    let quantiles = Array(unsafeUninitializedCapacity: Summary.shares.count) { found, count in
      for share in Summary.shares {
        let place = Double(total - 1) * share
        let below = Int(place)
        var (left, right) = (0.0, 0.0)
        if other.isEmpty {
          left = one[below]
          right = below + 1 < total ? one[below + 1] : left
        } else {
          known = taken(below, one, other, atLeast: known)
          (left, right) = neighbours(known, below - known, one, other)
        }
        found.initializeElement(
          at: count, to: Quantiles.between(left, right, place - Double(below)))
        count += 1
      }
    }
    return (quantiles, 0)
  }

  /// The lowest value but for so many of each, and the one after it; the same where there is none.
  private static func neighbours(
    _ first: Int, _ second: Int, _ one: OrderStatistics, _ other: [Double]
  ) -> (Double, Double) {
    let left = next(first, second, one, other)
    guard first + second + 1 < one.count + other.count else { return (left, left) }
    let isOfOne = first < one.count && one[first] == left
    return (left, next(first + (isOfOne ? 1 : 0), second + (isOfOne ? 0 : 1), one, other))
  }

  /// The lowest value but for so many of each.
  private static func next(
    _ first: Int, _ second: Int, _ one: OrderStatistics, _ other: [Double]
  ) -> Double {
    if first == one.count { return other[second] }
    if second == other.count { return one[first] }
    return min(one[first], other[second])
  }

  /// How many of so many lowest values are in `one`, found by halving. `least`: of fewer values.
  private static func taken(
    _ count: Int, _ one: OrderStatistics, _ other: [Double], atLeast least: Int
  ) -> Int {
    var low = max(least, count - other.count)
    var high = min(count, one.count)
    while low < high {
      let taken = low + (high - low) / 2
      // Too few of `one` are taken if its next value is below the last one taken of `other`.
      if one.isLess(taken, than: other[count - taken - 1]) { low = taken + 1 } else { high = taken }
    }
    return low
  }
}
