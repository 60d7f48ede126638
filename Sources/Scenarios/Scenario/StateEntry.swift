package import Sim

package struct StateEntry: Sendable {
  package var name: Named
  package var start: Expression
  package var process: Process
  package var within: (low: Expression, high: Expression)?
  package var each: [ElementKind] = []
  package var unit: String?
  package var about: String?
  package var source: String?
}

extension StateEntry {
  /// By regime: the chances per step of leaving it for others.
  package typealias Regimes = [(label: Named, leave: [(to: Named, chance: Expression)])]

  /// What moves a state, as the file says it. What comes of it is the process's own affair.
  package struct Process: Sendable {
    package enum Value: Sendable {
      case expression(Expression)
      case rate(RateExpression)
      case regimes(Regimes)
    }

    package struct Part: Sendable {
      package let key: String
      /// Behind the name of the state, where equations are shown.
      package let shown: String
      package let value: Value
    }

    /// Only events change the state.
    package static let byEventsOnly = Process(word: "", parts: [])

    /// The key of the state under which it stands.
    package let word: String
    package let parts: [Part]
  }
}

extension StateEntry.Process {
  package func expression(_ key: String) -> Expression? {
    if case .expression(let e) = value(key) { e } else { nil }
  }

  package func rate(_ key: String) -> RateExpression? {
    if case .rate(let rate) = value(key) { rate } else { nil }
  }

  private func value(_ key: String) -> Value? { parts.first { $0.key == key }?.value }

  /// Of a state that is one of a few labels; `nil` of all others.
  package var regimes: StateEntry.Regimes? {
    for part in parts { if case .regimes(let rows) = part.value { return rows } }
    return nil
  }

  /// What it always reads in a step.
  var expressions: [Expression] {
    parts.compactMap {
      switch $0.value {
      case .expression(let e): e
      case .rate(let rate): rate.value
      case .regimes: nil
      }
    }
  }

  /// What the state comes from in a step, for errors to point at.
  var place: Expression? {
    for part in parts { if case .expression(let e) = part.value { return e } }
    return nil
  }
}
