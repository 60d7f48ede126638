/// A box while it is cut, and the trials in it in the order of each input.
struct Peeling {
  let inputs: [BoxInput]
  private let isHit: [Bool]
  /// By input: the trials that are left, by its value.
  private var orders: [[Int]]
  private(set) var counts: BoxCounts
  private(set) var box = Box()

  init(_ inputs: [BoxInput], _ isHit: [Bool], _ rows: [Int]) {
    self.inputs = inputs
    self.isHit = isHit
    orders = inputs.map { input in
      rows.sorted { (input.values[$0], $0) < (input.values[$1], $1) }
    }
    counts = BoxCounts(trials: rows.count, hits: rows.count { isHit[$0] })
  }

  struct Cut {
    let input: Int
    let limit: BoxLimit
    let after: BoxCounts
  }

  mutating func take(_ cut: Cut) {
    box.limits[cut.input] = cut.limit
    counts = cut.after
    let values = inputs[cut.input].values
    for at in orders.indices { orders[at].removeAll { !cut.limit.holds(values[$0]) } }
  }

  /// What may be cut off at an input.
  func cuts(of at: Int, _ search: BoxSearch) -> [Cut] {
    switch inputs[at].kind {
    case .number: numberCuts(at, search)
    case .ordered: orderedCuts(at)
    case .labels: labelCuts(at)
    }
  }

  /// The limits in force.
  private func range(_ at: Int) -> (low: Double, high: Double) {
    if case .range(let low, let high)? = box.limits[at] { return (low, high) }
    return (-.infinity, .infinity)
  }

  private func numberCuts(_ at: Int, _ search: BoxSearch) -> [Cut] {
    let (order, values) = (orders[at], inputs[at].values)
    let place = Double(order.count - 1) * search.peelAlpha
    guard order.count > 1, place >= 0 else { return [] }
    let (low, high) = range(at)
    let (below, above) = (Int(place.rounded(.down)), Int(place.rounded(.up)))
    var cuts: [Cut] = []
    // From the low end, then from the high end, which is the same from the other side.
    for isLow in [true, false] {
      let value = { (k: Int) in values[order[isLow ? k : order.count - 1 - k]] }
      var next = above
      var limit = Quantiles.between(value(below), value(next), place - Double(below))
      if search.quantile == .between {
        while value(below) == value(next), next < order.count - 1 { next += 1 }
        limit = value(below) / 2 + value(next) / 2
      }
      var removed = 0
      while removed < order.count, isLow ? value(removed) < limit : value(removed) > limit {
        removed += 1
      }
      let range =
        isLow
        ? BoxLimit.range(low: limit, high: high) : BoxLimit.range(low: low, high: limit)
      if let cut = cut(at, range, removing: isLow ? order.prefix(removed) : order.suffix(removed)) {
        cuts.append(cut)
      }
    }
    return cuts
  }

  private func orderedCuts(_ at: Int) -> [Cut] {
    let (order, values) = (orders[at], inputs[at].values)
    guard let first = order.first, let last = order.last else { return [] }
    let (least, most) = (values[first], values[last])
    guard least < most else { return [] }
    let lowest = order.prefix { values[$0] == least }
    let below = order[lowest.count]
    let highest = order.suffix(order.reversed().prefix { values[$0] == most }.count)
    let above = order[order.count - highest.count - 1]
    let (low, high) = range(at)
    return [
      cut(at, .range(low: values[below], high: high), removing: lowest),
      cut(at, .range(low: low, high: values[above]), removing: highest),
    ].compactMap { $0 }
  }

  private func labelCuts(_ at: Int) -> [Cut] {
    let (order, values) = (orders[at], inputs[at].values)
    var present: [(label: Int, rows: ArraySlice<Int>)] = []
    var start = 0
    while start < order.count {
      let label = values[order[start]]
      let rows = order[start...].prefix { values[$0] == label }
      present.append((Int(label), rows))
      start = rows.endIndex
    }
    guard present.count > 1 else { return [] }
    let labels = present.map(\.label)
    return present.compactMap { one in
      cut(at, .labels(labels.filter { $0 != one.label }), removing: one.rows)
    }
  }

  private func cut(_ at: Int, _ limit: BoxLimit, removing rows: ArraySlice<Int>) -> Cut? {
    guard !rows.isEmpty, rows.count < counts.trials else { return nil }
    return Cut(
      input: at, limit: limit,
      after: BoxCounts(
        trials: counts.trials - rows.count, hits: counts.hits - rows.count { isHit[$0] }))
  }
}
