/// The boxes that one limit of a box can be moved out to.
struct Pasting {
  private let box: Box
  private let input: BoxInput
  private let at: Int
  /// Values of the input in trials that meet all other limits, ascending.
  private let values: [Double]

  init(_ box: Box, _ inputs: [BoxInput], _ rows: [Int], _ at: Int) {
    self.box = box
    self.at = at
    input = inputs[at]
    var others = box
    others.limits[at] = nil
    let own = inputs[at].values
    values = zip(others.holds(inputs, rows), rows).compactMap { $0 ? own[$1] : nil }.sorted()
  }

  /// With so many more trials, or as many as there are; an ordered input or labels: with a value more.
  func boxes(adding count: Int) -> [Box] {
    switch box.limits[at] {
    case .labels(let labels)?:
      return Set(values.map { Int($0) }).subtracting(labels).sorted().map {
        with(.labels((labels + [$0]).sorted()))
      }
    case .range(let low, let high)?:
      let below = values.filter { $0 < low }.reversed().map { $0 }
      let above = values.filter { $0 > high }
      return [
        moved(low, over: below, count, end: -.infinity).map { with(.range(low: $0, high: high)) },
        moved(high, over: above, count, end: .infinity).map { with(.range(low: low, high: $0)) },
      ].compactMap { $0 }
    case nil: return []
    }
  }

  /// Where a limit goes; `beyond`: the values on its other side, nearest first.
  private func moved(_ limit: Double, over beyond: [Double], _ count: Int, end: Double) -> Double? {
    guard let nearest = beyond.first else { return limit == end ? nil : end }
    if input.kind == .ordered { return nearest }
    guard count < beyond.count else { return end }
    let last = beyond[count - 1]
    let next = beyond[count...].first { $0 != last }
    return next.map { last / 2 + $0 / 2 } ?? end
  }

  private func with(_ limit: BoxLimit) -> Box {
    var wider = box
    wider.limits[at] = limit == .range(low: -.infinity, high: .infinity) ? nil : limit
    return wider
  }
}
