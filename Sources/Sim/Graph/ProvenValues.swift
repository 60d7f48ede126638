/// What is known of the values of a model beforehand, by node; of nodes made later nothing.
struct ProvenValues: Sendable {
  var ranges: [ValueRange]
  var canBeMissing: [Bool]

  /// Whether a value is a finite number, once it and what it is made of passed their checks.
  func isSound(_ id: NodeID) -> Bool {
    guard let range = range(id), id.index < canBeMissing.count else { return false }
    let isFinite = range.magnitude <= .greatestFiniteMagnitude
    return !canBeMissing[id.index] && !range.isNothing && isFinite
  }

  /// `nil` for one that may fail without a check.
  func range(_ id: NodeID) -> ValueRange? {
    guard id.index < ranges.count, !ranges[id.index].mayFail else { return nil }
    return ranges[id.index]
  }
}
