package import Sim

/// A point of a study: a scenario with one set of values laid over it.
package struct StudyPoint: Hashable, Sendable {
  /// 0 where nothing is laid over the files but what all points share, else counted from 1.
  package let number: Int
  /// What is laid over the file; of a sweep, later paths change faster.
  package let values: [Setting]
  /// What the one who listed it calls it.
  package var name: String?
  /// The scenarios that are run at it, by position; `nil`: all.
  package var scenarios: Set<Int>?
  /// The number of the point that it is compared with; `nil`: the first of its scenario.
  package var against: Int?
  /// Which random numbers its trials draw with.
  package var design = Design.plain

  package init(
    number: Int, values: [Setting], name: String? = nil, scenarios: Set<Int>? = nil,
    against: Int? = nil, design: Design = .plain
  ) {
    self.number = number
    self.values = values
    self.name = name
    self.scenarios = scenarios
    self.against = against
    self.design = design
  }

  func isOf(scenario place: Int) -> Bool { scenarios?.contains(place) ?? true }

  /// All combinations of the values of all sweeps, or the one point without any.
  static func all(of sweeps: [Sweep]) -> [StudyPoint] {
    guard !sweeps.isEmpty else { return [StudyPoint(number: 0, values: [])] }
    var combinations: [[Setting]] = [[]]
    for sweep in sweeps {
      combinations = combinations.flatMap { start in
        sweep.values.map { start + [Setting(swept: sweep.path, value: $0)] }
      }
    }
    return combinations.enumerated().map { StudyPoint(number: $0 + 1, values: $1) }
  }

  /// How many points the product of the sweeps has; `nil` if no number holds it.
  static func count(of sweeps: [Sweep]) -> Int? {
    var count = 1
    for sweep in sweeps {
      let (product, overflows) = count.multipliedReportingOverflow(by: sweep.values.count)
      if overflows { return nil }
      count = product
    }
    return count
  }
}

/// The points of a study, and what made them.
package struct PointSet: Sendable {
  package let points: [StudyPoint]
  /// What they are the combinations of; empty where they are none.
  package let sweeps: [Sweep]
  /// The text that lists them, where they are listed: part of what decides the results.
  package let listing: String?

  /// The combinations of the values of sweeps; without any, point 0.
  package init(sweeps: [Sweep] = []) {
    points = StudyPoint.all(of: sweeps)
    self.sweeps = sweeps
    listing = nil
  }

  /// Points that are listed one by one; numbers count from 1, or there is point 0 alone.
  package init(listed points: [StudyPoint]) {
    self.points = points
    sweeps = []
    let lines = points.map { point in
      let places = point.scenarios.map { $0.sorted().map(String.init).joined(separator: " ") }
      let values = point.values.map { "\($0.path)=\($0.value)" }.joined(separator: "; ")
      return "\(point.number) [\(places ?? "all")] \(point.name ?? "") < "
        + "\(point.against.map(String.init) ?? "") \(point.design.text): \(values)"
    }
    listing = lines.joined(separator: "\n")
  }

  private init(_ points: [StudyPoint], _ sweeps: [Sweep], _ listing: String?) {
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
    return PointSet(rest, sweeps, listing)
  }

  /// The paths to which points give values, in the order in which they first do.
  package var paths: [String] {
    var seen: Set<String> = []
    return points.flatMap(\.values).map(\.path).filter { seen.insert($0).inserted }
  }

  /// By path: all values that points give, each once.
  var values: [String: [String]] {
    var seen: Set<Setting> = []
    var values: [String: [String]] = [:]
    for setting in points.flatMap(\.values) where seen.insert(setting).inserted {
      values[setting.path, default: []].append(setting.value)
    }
    return values
  }

  /// Whether there is one point alone, of the files as they are.
  package var isOne: Bool { points.count == 1 && points[0].number == 0 }
}
