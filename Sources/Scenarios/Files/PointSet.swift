/// The points of a study, and what made them.
package struct PointSet: Sendable {
  package let points: PointList
  /// What they are the combinations of; empty where they are none.
  package let sweeps: [Sweep]
  /// The text that lists them, where they are listed: part of what decides the results.
  package let listing: String?

  /// The combinations of the values of sweeps; without any, point 0.
  package init(sweeps: [Sweep] = []) {
    points = PointList(sweeps: sweeps)
    self.sweeps = sweeps
    listing = nil
  }

  /// Points that are listed one by one; numbers count from 1, or there is point 0 alone.
  package init(listed points: [StudyPoint]) {
    self.points = PointList(points)
    sweeps = []
    let lines = points.map { point in
      let places = point.scenarios.map { $0.sorted().map(String.init).joined(separator: " ") }
      let values = point.values.map { "\($0.path)=\($0.value)" }.joined(separator: "; ")
      return "\(point.number) [\(places ?? "all")] \(point.name ?? "") < "
        + "\(point.against.map(String.init) ?? "") \(point.design.text): \(values)"
    }
    listing = lines.joined(separator: "\n")
  }

  private init(_ points: PointList, _ sweeps: [Sweep], _ listing: String?) {
    self.points = points
    self.sweeps = sweeps
    self.listing = listing
  }

  /// The same without some points of a scenario, of so many.
  func without(_ numbers: [Int], ofScenario place: Int, of scenarios: Int) -> PointSet {
    let left = Set(numbers)
    let rest = points.compactMap { point -> StudyPoint? in
      guard left.contains(point.number) else { return point }
      var point = point
      point.scenarios = (point.scenarios ?? Set(0..<scenarios)).subtracting([place])
      return point.scenarios?.isEmpty == true ? nil : point
    }
    return PointSet(PointList(rest), sweeps, listing)
  }

  /// The paths to which points give values, in the order in which they first do.
  package var paths: [String] {
    var seen: Set<String> = []
    let all = points.product?.map(\.path) ?? points.flatMap(\.values).map(\.path)
    return all.filter { seen.insert($0).inserted }
  }

  /// Those of them that somebody wrote, so that they are shown beside the results.
  var typedPaths: Set<String> {
    if let product = points.product { return Set(product.map(\.path)) }
    return Set(points.flatMap(\.values).filter(\.isTyped).map(\.path))
  }

  /// By path: all values that points give, each once.
  var values: [String: [String]] {
    var seen: Set<Setting> = []
    var values: [String: [String]] = [:]
    let all =
      points.product?.flatMap { sweep in
        sweep.values.map { Setting(swept: sweep.path, value: $0) }
      } ?? points.flatMap(\.values)
    for setting in all where seen.insert(setting).inserted {
      values[setting.path, default: []].append(setting.value)
    }
    return values
  }

  /// Whether there is one point alone, of the files as they are.
  package var isOne: Bool { points.count == 1 && points[0].number == 0 }
}
