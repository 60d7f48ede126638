/// The points of a study in their order. Combinations of sweeps are made when they are asked for: of a study
/// of ten thousand points a shard needs a few.
package struct PointList: RandomAccessCollection, Sendable {
  private enum Made: Sendable {
    case listed([StudyPoint])
    /// Combinations, the last sweep changing fastest.
    case product([Sweep], count: Int)
  }

  private let made: Made

  package init(_ points: [StudyPoint]) { made = .listed(points) }

  /// The combinations of the values of sweeps; without any, point 0.
  init(sweeps: [Sweep]) {
    made = .product(sweeps, count: StudyPoint.count(of: sweeps) ?? 0)
  }

  /// The sweeps whose combinations all these points are.
  var product: [Sweep]? {
    if case .product(let sweeps, _) = made { sweeps } else { nil }
  }

  package var startIndex: Int { 0 }

  package var endIndex: Int {
    switch made {
    case .listed(let points): points.count
    case .product(_, let count): count
    }
  }

  package subscript(place: Int) -> StudyPoint {
    switch made {
    case .listed(let points): return points[place]
    case .product(let sweeps, _):
      var rest = place
      var values: [Setting] = []
      values.reserveCapacity(sweeps.count)
      for sweep in sweeps.reversed() {
        let (next, digit) = rest.quotientAndRemainder(dividingBy: sweep.values.count)
        values.append(Setting(swept: sweep.path, value: sweep.values[digit]))
        rest = next
      }
      values.reverse()
      return StudyPoint(number: sweeps.isEmpty ? 0 : place + 1, values: values)
    }
  }

  /// The points of a scenario, by its position among the files.
  func of(scenario place: Int) -> PointList {
    switch made {
    case .listed(let points): PointList(points.filter { $0.isOf(scenario: place) })
    case .product: self
    }
  }

  /// How many they are.
  func count(ofScenario place: Int) -> Int {
    switch made {
    case .listed(let points): points.count { $0.isOf(scenario: place) }
    case .product(_, let count): count
    }
  }
}
