/// A function that remembers an event or an expression from step to step, as `count(c)`.
enum MemoryFunction: String, CaseIterable, Sendable {
  case previous, count, happened, fires, since, first
  case dateOf = "date_of"
  case ever
  case heldFor = "held_for"
  case longest, highest, lowest, total, average

  /// Whether it is asked of events only.
  var needsEvent: Bool { self == .fires || self == .happened || self == .since }

  /// Whether its value is a condition.
  var isCondition: Bool { self == .ever || self == .happened || self == .fires }

  static let names = Set(allCases.map(\.rawValue))
}
