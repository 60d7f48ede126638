import Sim

/// From which step on a rule is known to hold, where it is of what is seen on the way.
extension TrialRule {
  /// By trial: the first step at which an observer knows that it holds; NaN where it does not hold.
  ///
  /// `nil`: the rule is no sighting. Either it is of nothing that comes at a step, or of something that is
  /// known only when a trial ends (a measure, `outcome`, `step`), or it turns on that something has not come.
  package func sights(in trials: TrialData) throws(TrialDataError) -> [Double]? {
    let holds = try self.holds(in: trials)
    guard let since = since(expression, trials), since.isOfSights else { return nil }
    return zip(holds, since.steps).map { $0 ? $1 : .nan }
  }

  private struct Since {
    /// By trial; NaN: never.
    var steps: [Double]
    var isOfSights = false
  }

  private func since(_ e: Expression, _ trials: TrialData) -> Since? {
    switch e.kind {
    case .number, .boolean: return atStart(trials)
    case .name, .member:
      // A label, such as of an outcome, is known at the end, as the column is that it stands beside.
      guard let column = Self.name(e).flatMap({ trials.column($0) }) else { return nil }
      if column.kind == .step { return Since(steps: column.values, isOfSights: true) }
      return column.isInput ? atStart(trials) : nil
    case .negate(let x): return since(x, trials)
    case .not(let x):
      guard let inner = since(x, trials), !inner.isOfSights else { return nil }
      return inner
    case .binary(let operation, let a, let b):
      guard let first = since(a, trials), let second = since(b, trials) else { return nil }
      if operation == .or {
        guard let one = try? holds(of: a, in: trials), let other = try? holds(of: b, in: trials)
        else { return nil }
        return together(masked(first, by: one), masked(second, by: other), Self.earlier)
      }
      return together(first, second, Self.later)
    case .call(_, let arguments):
      var all = atStart(trials)
      for argument in arguments {
        guard let next = since(argument.value, trials) else { return nil }
        all = together(all, next, Self.later)
      }
      return all
    default: return nil
    }
  }

  private func atStart(_ trials: TrialData) -> Since {
    Since(steps: Array(repeating: 0, count: trials.count))
  }

  private func masked(_ since: Since, by holds: [Bool]) -> Since {
    Since(
      steps: zip(since.steps, holds).map { $1 ? $0 : .nan }, isOfSights: since.isOfSights)
  }

  private func together(
    _ a: Since, _ b: Since, _ which: (Double, Double) -> Double
  ) -> Since {
    Since(
      steps: zip(a.steps, b.steps).map(which), isOfSights: a.isOfSights || b.isOfSights)
  }

  private static func later(_ a: Double, _ b: Double) -> Double {
    a.isNaN || b.isNaN ? .nan : max(a, b)
  }

  private static func earlier(_ a: Double, _ b: Double) -> Double {
    a.isNaN ? b : b.isNaN ? a : min(a, b)
  }
}
