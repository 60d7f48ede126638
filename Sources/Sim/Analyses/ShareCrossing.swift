/// Where a share crosses a target along a line of points, such as those of a sweep.
package struct ShareCrossing: Sendable, Hashable {
  /// On the straight line between the two points around it.
  package let value: Double
  package let isRising: Bool
  /// The values at which the target lies within the interval of the share, as far as they hang together
  /// with the crossing: a test inverted (Casella & Berger 2002, section 9.2.1). Limits of the share are
  /// straight between points, as the share is. `nil`: not within the points.
  package let low: Double?
  package let high: Double?

  /// A point of the line.
  package struct Point: Sendable, Hashable {
    package let value: Double
    package let count: Int
    package let trials: Int
    /// Trials that failed, if limits of the share are to allow for all that they could have come to.
    package let failed: Int

    package init(_ value: Double, count: Int, of trials: Int, failed: Int = 0) {
      self.value = value
      self.count = count
      self.trials = trials
      self.failed = failed
    }
  }

  /// All crossings, ascending; a stretch at the target itself is crossed in its middle, if the share
  /// goes on to the other side. `points`: of the same random numbers, each value once. Where all trials failed no
  /// share is known, and any may be: limits reach over such a point, up to the next that leaves the target out.
  package static func all(
    _ points: [Point], target: Double, alpha: Double = 0.05
  ) -> [ShareCrossing] {
    let line = points.filter { $0.trials + $0.failed > 0 }.sorted { $0.value < $1.value }
    let intervals = line.map {
      ShareInterval.exact($0.count, of: $0.trials, failed: $0.failed, alpha: alpha)
    }
    // Above the target, below, or at it; NaN: nobody knows.
    let above = line.map { $0.trials > 0 ? Double($0.count) / Double($0.trials) - target : .nan }
    var crossings: [ShareCrossing] = []
    var last: Int?
    for at in line.indices where above[at] != 0 && !above[at].isNaN {
      defer { last = at }
      guard let last, (above[last] > 0) != (above[at] > 0) else { continue }
      let alike = (last..<at).filter { above[$0] == 0 }.map { line[$0].value }
      let value =
        if let first = alike.first, let end = alike.last {
          (first + end) / 2
        } else {
          zero(line[last].value, above[last], line[at].value, above[at])
        }
      let low = reach(line, intervals, target, from: last, upTo: value, step: -1)
      let high = reach(line, intervals, target, from: at, upTo: value, step: 1)
      crossings.append(
        ShareCrossing(value: value, isRising: above[at] > 0, low: low, high: high))
    }
    return crossings
  }

  /// The first value, from a crossing on, at which the interval does not hold the target. `from`: the
  /// point next to the crossing on that side.
  private static func reach(
    _ line: [Point], _ intervals: [Interval], _ target: Double, from: Int, upTo crossing: Double,
    step: Int
  ) -> Double? {
    var at = from
    var inside: (value: Double, interval: Interval)?
    while line.indices.contains(at), intervals[at].contains(target) {
      inside = (line[at].value, intervals[at])
      at += step
    }
    guard line.indices.contains(at) else { return nil }
    // Between the last that holds the target, or what lies on the other side of the crossing, and this.
    let other = at - step
    let near = inside ?? (line[other].value, intervals[other])
    let limit = { (interval: Interval) in
      intervals[at].low > target ? interval.low : interval.high
    }
    let found = zero(
      near.value, limit(near.interval) - target, line[at].value, limit(intervals[at]) - target)
    return step < 0 ? min(found, crossing) : max(found, crossing)
  }

  /// Where the straight line between two points is 0.
  private static func zero(_ x: Double, _ a: Double, _ y: Double, _ b: Double) -> Double {
    a == b ? (x + y) / 2 : x + (y - x) * (a / (a - b))
  }
}
