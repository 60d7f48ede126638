/// All points of a study, scenario by scenario, made when they are asked for.
struct StudyEntries: RandomAccessCollection, Sendable {
  struct Entry: Sendable {
    /// Position in `Study.members`.
    let place: Int
    let member: Study.Member
    let point: StudyPoint
  }

  private let members: [Study.Member]
  /// By scenario.
  private let points: [PointList]
  /// By scenario: the position of its first point.
  private let starts: [Int]
  /// By scenario: positions of points by number, where they are listed.
  private let numbered: [[Int: Int]]
  /// By name: positions of scenarios.
  private let named: [String: Int]
  let endIndex: Int

  init(_ study: Study) {
    members = study.members
    named = Dictionary(
      members.enumerated().map { ($1.scenario.name, $0) }, uniquingKeysWith: { first, _ in first })
    points = study.members.indices.map { study.points.points.of(scenario: $0) }
    var starts: [Int] = []
    var numbered: [[Int: Int]] = []
    var next = 0
    for own in points {
      starts.append(next)
      var places: [Int: Int] = [:]
      if own.product == nil {
        for (k, point) in own.enumerated() { places[point.number] = next + k }
      }
      numbered.append(places)
      next += own.count
    }
    self.starts = starts
    self.numbered = numbered
    endIndex = next
  }

  var startIndex: Int { 0 }

  var scenarioCount: Int { members.count }

  subscript(position: Int) -> Entry {
    let place = scenario(at: position)
    return Entry(
      place: place, member: members[place], point: points[place][position - starts[place]])
  }

  /// The scenario of a point, by position among the files.
  func scenario(at position: Int) -> Int {
    var low = 0
    var high = starts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= position { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The positions of a scenario's points.
  func positions(ofScenario place: Int) -> Range<Int> {
    starts[place]..<(starts[place] + points[place].count)
  }

  /// Where the point of a scenario with a number stands; `nil` if it has none.
  func position(ofScenario place: Int, number: Int) -> Int? {
    guard let product = points[place].product else { return numbered[place][number] }
    let k = product.isEmpty ? number : number &- 1
    return points[place].indices.contains(k) ? starts[place] + k : nil
  }

  /// Where the point of a scenario with a name and a number stands.
  func position(of scenario: String, number: Int) -> Int? {
    named[scenario].flatMap { position(ofScenario: $0, number: number) }
  }

  /// Whether the points of a scenario say which others they are compared with.
  func areListed(ofScenario place: Int) -> Bool { points[place].product == nil }
}
