import Sim

/// Constraints, and hard red lines of those whose consent is needed, as wide as draws can make them: at + Σ by·term is 0 or more for some draw wherever a text
/// keeps to one.
struct WidestConstraints {
  struct Row {
    /// `nil` for a hard red line.
    var name: Named?
    /// As messages call it.
    var text: String
    var at: Double
    /// By issue.
    var by: [Double]
  }

  private(set) var rows: [Row] = []
  /// By issue: the terms there are, `nil` for all in 0 … 1.
  let levels: [[Double]?]
  private let loaded: LoadedScenario

  init(_ loaded: LoadedScenario) {
    self.loaded = loaded
    levels = loaded.scenario.issues.map { issue in
      let known = issue.levels?.compactMap { loaded.ranges[$0]?.lowerBound }
      return known.flatMap { $0.isEmpty || $0.count != issue.levels?.count ? nil : $0 }
    }
    for constraint in loaded.scenario.constraints {
      guard case .binary(let sign, let left, let right) = constraint.condition.kind,
        let a = linear(left), let b = linear(right)
      else { continue }
      let room = sign == .lessOrEqual ? b.minus(a) : a.minus(b)
      rows.append(
        Row(
          name: constraint.name, text: "'\(constraint.condition.description)'",
          at: room[0].upperBound,
          by: room.dropFirst().map(\.upperBound)))
    }
    addLines()
  }

  /// The term of an issue is not below a hard line, or not above it.
  private mutating func addLines() {
    for party in loaded.neededParties {
      for line in party.redLines where line.hard {
        guard let limit = loaded.ranges[line.limit],
          let k = loaded.scenario.issues.firstIndex(where: { $0.name.name == line.issue.name }),
          loaded.scenario.issues[k].values.isEmpty
        else { continue }
        let side = line.side == .below ? 1.0 : -1
        rows.append(
          Row(
            name: nil,
            text: "the hard red line of '\(party.name.name)' on '\(line.issue.name)'",
            at: line.side == .below ? -limit.lowerBound : limit.upperBound,
            by: levels.indices.map { $0 == k ? side : 0 }))
      }
    }
  }

  /// What is linear in the terms: a number and one for each issue, as ranges. `nil` where they are not
  /// known.
  private func linear(_ e: Expression) -> [ClosedRange<Double>]? {
    let issues = loaded.scenario.issues
    let none = [ClosedRange<Double>](repeating: 0...0, count: issues.count + 1)
    if let k = issues.firstIndex(where: { e.isName($0.name.name) }) {
      return none.enumerated().map { $0.offset == k + 1 ? 1...1 : $0.element }
    }
    guard issues.contains(where: { e.mentions($0.name.name) }) else {
      return loaded.ranges[e].map { [$0] + none.dropFirst() }
    }
    switch e.kind {
    case .negate(let a): return linear(a).map { none.minus($0) }
    case .binary(.add, let a, let b):
      guard let a = linear(a), let b = linear(b) else { return nil }
      return a.minus(none.minus(b))
    case .binary(.subtract, let a, let b):
      guard let a = linear(a), let b = linear(b) else { return nil }
      return a.minus(b)
    case .binary(.multiply, let a, let b):
      if let factor = loaded.ranges[a], let b = linear(b) { return b.times(factor) }
      if let factor = loaded.ranges[b], let a = linear(a) { return a.times(factor) }
      return nil
    case .binary(.divide, let a, let b):
      guard let divisor = loaded.ranges[b], !divisor.contains(0), let a = linear(a) else {
        return nil
      }
      let ends = [1 / divisor.lowerBound, 1 / divisor.upperBound].sorted()
      return a.times(ends[0]...ends[1])
    default: return nil
    }
  }

  func isKept(_ terms: [Double], _ rows: [Int]) -> Bool {
    rows.allSatisfy { row in
      zip(self.rows[row].by, terms).reduce(self.rows[row].at) { $0 + $1.0 * $1.1 }
        >= -Rounding.tolerance
    }
  }

  /// Whether some terms keep to the rows, each between its lowest and highest level.
  func hasPoint(_ rows: [Int]) -> Bool {
    let box = levels.map { (low: $0?.min() ?? 0, high: $0?.max() ?? 1) }
    let planes = rows.map { row in
      HighestPoint.Plane(
        height: zip(self.rows[row].by, box).reduce(self.rows[row].at) { $0 + $1.0 * $1.1.low },
        slope: zip(self.rows[row].by, box).map { $0 * ($1.high - $1.low) })
    }
    return HighestPoint(under: planes).map { $0.value >= -Rounding.tolerance } ?? true
  }
}

extension [ClosedRange<Double>] {
  fileprivate func minus(_ other: Self) -> Self {
    zip(self, other).map { $0.lowerBound - $1.upperBound...$0.upperBound - $1.lowerBound }
  }

  fileprivate func times(_ factor: ClosedRange<Double>) -> Self {
    map { range in
      let ends = [range.lowerBound, range.upperBound].flatMap {
        [$0 * factor.lowerBound, $0 * factor.upperBound]
      }
      return (ends.min() ?? 0)...(ends.max() ?? 0)
    }
  }
}

extension Expression {
  fileprivate func isName(_ name: String) -> Bool {
    if case .name(name) = kind { true } else { false }
  }
}
