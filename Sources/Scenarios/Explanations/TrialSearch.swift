package import Sim

/// Which trial stands for an outcome, or comes closest to one.
package enum TrialSearch {
  package struct Found: Sendable {
    package let trial: Int
    /// How far it is, 0 none.
    package let distance: Double
    /// Trials that ended so.
    package let count: Int
  }

  // MARK: Typical

  /// The trial of an outcome that is nearest the middle of its measures: the smallest sum, over measures and
  /// the step at the end, of the squared distance from the median of the outcome's trials, in units of their
  /// median absolute deviation (1.4826 of it estimates a standard deviation; Hampel 1974). Where that is 0
  /// the mean absolute deviation is the unit; a measure that does not vary counts nothing. A measure that
  /// only a minority has counts 1 where it is there, one that only a minority lacks where it is not. Of
  /// equals the lowest number. `nil`: no trial ended so.
  package static func typical(of outcomes: Set<Int>, in trials: TrialColumns) -> Found? {
    let rows = trials.outcomes.indices.filter { outcomes.contains(Int(trials.outcomes[$0])) }
    guard !rows.isEmpty else { return nil }
    var distances = [Double](repeating: 0, count: rows.count)
    let columns =
      trials.measures.map { column in rows.map { column[$0] } }
      + [rows.map { Double(trials.endSteps[$0]) }]
    for column in columns {
      for (k, part) in squares(column).enumerated() { distances[k] += part }
    }
    var best = 0
    for k in distances.indices where distances[k] < distances[best] { best = k }
    return Found(trial: rows[best], distance: distances[best].squareRoot(), count: rows.count)
  }

  private static func squares(_ values: [Double]) -> [Double] {
    let present = values.filter { !$0.isNaN }.sorted()
    let isMissing = present.count * 2 < values.count
    guard !isMissing, let middle = Quantiles.exact(0.5, ofSorted: present) else {
      return values.map { $0.isNaN ? 0 : 1 }
    }
    let gaps = present.map { abs($0 - middle) }.sorted()
    var unit = 1.4826 * (Quantiles.exact(0.5, ofSorted: gaps) ?? 0)
    if unit == 0 { unit = gaps.reduce(0, +) / Double(max(1, gaps.count)) }
    return values.map { value in
      if value.isNaN { return 1 }
      guard unit > 0, unit.isFinite else { return 0 }
      let gap = (value - middle) / unit
      return gap * gap
    }
  }

  // MARK: Nearest

  /// The trial that came closest to an outcome without coming to it: what its condition is from holding, and
  /// those of the outcomes before it from not holding, added up.
  ///
  /// A condition is 1 away; a comparison g/(g + s), with g the gap between its sides and s the median
  /// absolute deviation of that gap over all trials. `and` adds what its parts are away, `or` takes the
  /// least. Of equals the lowest number. `rules`: the conditions of the outcomes up to this one; `nil` is
  /// `otherwise`.
  static func nearest(to outcome: Int, _ rules: [RuleNode?], in trials: AskedColumns) -> Found? {
    var best: (row: Int, distance: Double)?
    var count = 0
    let reader = GapReader(trials, of: rules.compactMap(\.self))
    for row in trials.outcomes.indices where trials.outcomes[row] >= 0 {
      guard trials.outcomes[row] != Int32(outcome) else {
        count += 1
        continue
      }
      var distance = 0.0
      for (place, rule) in rules.enumerated() {
        guard let rule else { continue }
        distance += reader.distance(rule, row, wanted: place == outcome)
      }
      if distance < best?.distance ?? .infinity { best = (row, distance) }
    }
    return best.map { Found(trial: $0.row, distance: $0.distance, count: count) }
  }
}

/// What was asked of each trial as it ended.
struct AskedColumns: Sendable {
  /// By trial: the position of the outcome, −1 if it failed.
  let outcomes: [Int32]
  /// By probe, then by trial.
  let values: [Int: [Double]]
}

/// How far conditions are from holding.
private struct GapReader {
  private let trials: AskedColumns
  /// By the probe of a comparison's truth: what a gap of it is measured by.
  private var units: [Int: Double] = [:]

  init(_ trials: AskedColumns, of rules: [RuleNode]) {
    self.trials = trials
    for rule in rules { measure(rule) }
  }

  private mutating func measure(_ node: RuleNode) {
    for part in node.parts { measure(part) }
    guard node.kind == .comparison, let place = node.holds else { return }
    let gaps = trials.outcomes.indices.compactMap { gap(node, $0) }.sorted()
    guard let middle = Quantiles.exact(0.5, ofSorted: gaps) else { return }
    let off = gaps.map { abs($0 - middle) }.sorted()
    let unit = Quantiles.exact(0.5, ofSorted: off) ?? 0
    units[place] = unit > 0 ? unit : (gaps.last ?? 0) - (gaps.first ?? 0)
  }

  /// The difference of the two sides of a comparison of numbers, dates or durations.
  private func gap(_ node: RuleNode, _ row: Int) -> Double? {
    let values = node.sides.compactMap { side -> Double? in
      guard let place = side.value, let type = side.type else { return nil }
      if case .label = type { return nil }
      return trials.values[place]?[row]
    }
    guard values.count == 2 else { return nil }
    let gap = values[0] - values[1]
    return gap.isFinite ? gap : nil
  }

  private func holds(_ node: RuleNode, _ row: Int) -> Bool {
    node.holds.flatMap { trials.values[$0]?[row] } == 1
  }

  /// `wanted`: whether it is to hold or not to.
  func distance(_ node: RuleNode, _ row: Int, wanted: Bool) -> Double {
    if holds(node, row) == wanted { return 0 }
    switch node.kind {
    case .plain: return 1
    case .not: return node.parts.first.map { distance($0, row, wanted: !wanted) } ?? 1
    case .definition: return node.parts.first.map { distance($0, row, wanted: wanted) } ?? 1
    case .all, .any:
      let parts = node.parts.map { distance($0, row, wanted: wanted) }
      return (node.kind == .all) == wanted ? parts.reduce(0, +) : parts.min() ?? 1
    case .comparison:
      guard let gap = gap(node, row), let unit = node.holds.flatMap({ units[$0] }), unit > 0 else {
        return 1
      }
      // Sides that are equal where one must be less are not apart by nothing.
      return max(1e-9, abs(gap) / (abs(gap) + unit))
    }
  }
}
