package import Sim

/// Where shares cross targets along a sweep.
package struct Crossings: Sendable {
  package static let file = "crossings.csv"

  /// A share that is looked for.
  package struct Target: Hashable, Sendable {
    /// Of an outcome or a class.
    package let name: String
    package let share: Double

    package init(name: String, share: Double) {
      self.name = name
      self.share = share
    }
  }

  /// The points of a scenario that differ in one path alone.
  package struct Line: Sendable {
    package let scenario: String
    package let path: String
    /// What else is laid over the file at all of them.
    package let others: [Setting]
    /// What numbers of the path are.
    package let scale: SweptScale
    /// By value.
    package let points: [(value: Double, result: PointResult)]
  }

  package struct Row: Sendable {
    package let line: Line
    package let target: Target
    /// `nil`: the share crosses the target nowhere on the line.
    package let crossing: ShareCrossing?
    /// The least and the largest share on the line.
    package let range: ClosedRange<Double>
  }

  package let rows: [Row]

  /// `paths`: those that vary.
  package init(_ points: [PointResult], paths: [String], targets: [Target]) {
    let lines = Self.lines(points, paths)
    rows = lines.flatMap { line in targets.flatMap { Self.rows(line, $0) } }
  }

  /// Of each path in turn whose values are on a line, the points that are alike in all others; at least two of
  /// them.
  private static func lines(_ points: [PointResult], _ paths: [String]) -> [Line] {
    paths.flatMap { path -> [Line] in
      var known: Set<String> = []
      let values = points.compactMap { point in point.values.last { $0.path == path }?.value }
        .filter { known.insert($0).inserted }
      guard let scale = SweptScale(path, values) else { return [] }
      var order: [[String]] = []
      var groups: [[String]: [(Double, PointResult, [Setting])]] = [:]
      for point in points {
        guard let own = point.values.last(where: { $0.path == path }),
          let value = scale.number(own.value)
        else { continue }
        let others = point.values.filter { $0.path != path }
        let key = [point.scenario] + others.map { "\($0.path)=\($0.value)" }
        if groups[key] == nil { order.append(key) }
        groups[key, default: []].append((value, point, others))
      }
      return order.compactMap { key in
        guard let group = groups[key], group.count > 1, let first = group.first else { return nil }
        return Line(
          scenario: first.1.scenario, path: path, others: first.2, scale: scale,
          points: group.map { (value: $0.0, result: $0.1) }.sorted { $0.value < $1.value })
      }
    }
  }

  private static func rows(_ line: Line, _ target: Target) -> [Row] {
    let counted = line.points.compactMap { value, point in
      count(target.name, point).map {
        let (trials, failed) = (point.summary.trials, point.summary.failureCount)
        return ShareCrossing.Point(
          value, count: $0, of: trials, failed: Summary.bounding(trials, failed))
      }
    }
    let shares = counted.filter { $0.trials > 0 }.map { Double($0.count) / Double($0.trials) }
    guard let low = shares.min(), let high = shares.max() else { return [] }
    let found = ShareCrossing.all(counted, target: target.share)
    let crossings: [ShareCrossing?] = found.isEmpty ? [nil] : found
    return crossings.map { Row(line: line, target: target, crossing: $0, range: low...high) }
  }

  private static func count(_ name: String, _ point: PointResult) -> Int? {
    point.summary.outcomes.first { $0.name == name }?.share.count
      ?? point.summary.classes.first { $0.name == name }?.share.count
  }

  package var table: AnswerTable { AnswerTable(.crossings, rows) }
}

extension Table where Row == Crossings.Row {
  fileprivate static var crossings: Table {
    Table(
      file: Crossings.file,
      columns: [
        .text("scenario", "name of the scenario", role: .key) { $0.line.scenario },
        .text("path", "the entry whose value varies", role: .key) { $0.line.path },
        .text("outcome", "the outcome or class whose share it is", role: .key) { $0.target.name },
        .number("share", "share", "the share that is looked for", role: .key) { $0.target.share },
        .number(
          "value", nil,
          "the value at which the share crosses it, on straight lines between points; empty: nowhere"
        ) { $0.crossing?.value },
        .number("ci_low", nil, "lower 95 % limit of the value; empty: below the least value") {
          $0.crossing?.low
        },
        .number("ci_high", nil, "upper 95 % limit of the value; empty: above the largest value") {
          $0.crossing?.high
        },
        .text("direction", "rising or falling, as the value grows") {
          $0.crossing.map { $0.isRising ? "rising" : "falling" }
        },
        .text("unit", "what the values are in; of dates days after one; empty: plain numbers") {
          $0.line.scale.unitOfNumbers
        },
        .text("others", "what else is laid over the file on this line", role: .key) { row in
          row.line.others.isEmpty
            ? nil : row.line.others.map { "\($0.path)=\($0.value)" }.joined(separator: "; ")
        },
        .number("least_share", "share", "the least share at a point of the line") {
          $0.range.lowerBound
        },
        .number("largest_share", "share", "the largest share at a point of the line") {
          $0.range.upperBound
        },
      ])
  }
}
