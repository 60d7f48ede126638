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
  static func all(of sweeps: [Sweep]) -> [StudyPoint] { Array(PointList(sweeps: sweeps)) }

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
