import Sim

/// Which part of a condition never holds, and why, as far as the file or the trials show it.
struct NeverParts {
  let loaded: LoadedScenario

  /// What stands between the outermost `and`s.
  static func parts(_ e: Expression) -> [Expression] {
    if case .binary(.and, let a, let b) = e.kind { return parts(a) + parts(b) }
    return [e]
  }

  /// The first part that cannot hold whatever is drawn.
  func impossible(_ e: Expression) -> SenseCause.NeverPart? {
    for part in Self.parts(e) {
      if let why = why(part) { return .init(text: part.description, why: why) }
    }
    return nil
  }

  private typealias Range = (low: Double, high: Double, why: SenseCause.NeverPart.Why)

  private func why(_ e: Expression) -> SenseCause.NeverPart.Why? {
    guard case .binary(let sign, let a, let b) = e.kind else { return nil }
    if let limit = b.plainNumber, let range = range(a), !canHold(range, sign, limit) {
      return range.why
    }
    if let limit = a.plainNumber, let range = range(b), let turned = sign.turned,
      !canHold(range, turned, limit)
    {
      return range.why
    }
    return nil
  }

  private func canHold(_ range: Range, _ sign: Expression.BinaryOperator, _ limit: Double) -> Bool {
    switch sign {
    case .less: range.low < limit
    case .lessOrEqual: range.low <= limit
    case .greater: range.high > limit
    case .greaterOrEqual: range.high >= limit
    case .equal: range.low <= limit && limit <= range.high
    default: true
    }
  }

  /// What the clock and states with plain bounds can be.
  private func range(_ e: Expression) -> Range? {
    guard case .name(let name) = e.kind else { return nil }
    let steps = loaded.model.steps
    if name == "step" || name == loaded.calendar.word {
      return (0, Double(steps), .clock(word: name, steps: steps))
    }
    guard let state = loaded.scenario.states.first(where: { $0.name.name == name }),
      let low = state.within?.low.plainNumber, let high = state.within?.high.plainNumber
    else { return nil }
    return (low, high, .within(state: name, low: low, high: high))
  }
}

extension Expression.BinaryOperator {
  /// The comparison with its sides exchanged.
  fileprivate var turned: Self? {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal: .equal
    default: nil
    }
  }
}
