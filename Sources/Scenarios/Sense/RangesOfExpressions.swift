import Sim

/// Where the values of a scenario's expressions lie, whatever is drawn: of numbers as they are written,
/// of all else as the compiled model shows it.
final class RangesOfExpressions {
  private let scenario: Scenario
  private let model: Model
  private let timescale: Timescale
  /// Made once something is asked that is no plain number.
  private lazy var known = KnownRanges(model)

  init(_ scenario: Scenario, _ model: Model, _ calendar: Calendar) {
    self.scenario = scenario
    self.model = model
    timescale = calendar.timescale
  }

  /// Durations are in ticks. `nil` where nothing is known.
  subscript(_ e: Expression) -> ClosedRange<Double>? { range(e, depth: 0) }

  /// What equals another value of the model is not known by its own place; it is looked at in parts.
  private func range(_ e: Expression, depth: Int) -> ClosedRange<Double>? {
    switch e.kind {
    case .number(let value): return value...value
    case .duration(let count, let word):
      guard let ticks = timescale.unit(named: word).flatMap(timescale.ticks(in:)) else {
        return nil
      }
      return count * ticks...count * ticks
    default: break
    }
    guard depth < Limits.nestedDefinitions else { return nil }
    if let found = known[e] { return found }
    func part(_ e: Expression) -> ClosedRange<Double>? { range(e, depth: depth + 1) }
    switch e.kind {
    case .name(let name):
      if let entry = scenario.parameters.first(where: { $0.name.name == name }) {
        return part(entry.value)
      }
      return scenario.definitions.first { $0.name.name == name && $0.each.isEmpty }.flatMap {
        part($0.value)
      }
    case .negate(let a): return part(a).map { -$0.upperBound ... -$0.lowerBound }
    case .binary(let operation, let a, let b):
      guard let a = part(a), let b = part(b) else { return nil }
      switch operation {
      case .add: return hull(a, b, +)
      case .subtract: return hull(a, b, -)
      case .multiply: return hull(a, b, *)
      default: return nil
      }
    default: return nil
    }
  }

  /// Of sums, differences and products the ends are those of the corners (Moore 1966).
  private func hull(
    _ a: ClosedRange<Double>, _ b: ClosedRange<Double>, _ made: (Double, Double) -> Double
  ) -> ClosedRange<Double>? {
    let corners = [a.lowerBound, a.upperBound].flatMap { x in
      [made(x, b.lowerBound), made(x, b.upperBound)]
    }
    guard corners.allSatisfy(\.isFinite), let low = corners.min(), let high = corners.max() else {
      return nil
    }
    return low...high
  }
}

/// A number that is known, or a bound of it.
enum Size: Hashable, Sendable {
  case exactly(Double)
  case atLeast(Double)
  case atMost(Double)

  /// The upper end of a range.
  init(most range: ClosedRange<Double>) {
    self =
      range.lowerBound == range.upperBound ? .exactly(range.upperBound) : .atMost(range.upperBound)
  }

  /// The lower end of a range.
  init(least range: ClosedRange<Double>) {
    self =
      range.lowerBound == range.upperBound ? .exactly(range.lowerBound) : .atLeast(range.lowerBound)
  }

  var isExact: Bool {
    if case .exactly = self { true } else { false }
  }

  /// `0.3`, `at least 0.3`.
  var wording: String {
    switch self {
    case .exactly(let value): SenseCause.number(value)
    case .atLeast(let value): "at least \(SenseCause.number(value))"
    case .atMost(let value): "at most \(SenseCause.number(value))"
    }
  }
}
