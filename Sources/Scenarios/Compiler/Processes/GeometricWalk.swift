import Sim

/// x ← x·exp(drift + sd·N): lognormal steps.
enum GeometricWalk: StateProcess {
  static let format = ProcessFormat(
    "geometric", [.drift, .sd], "a random walk of the logarithm")
  static let hasShocks = true
  static let addsShocks = false

  static func moved(_ step: StateStep) throws -> NodeID {
    let drawn = try step.shock()
    let drift = step.entry.process.expression("drift")
    let exponent =
      try drift.map { step.added(try step.number($0, "drift", step.scope), drawn) } ?? drawn
    let factor = step.graph.apply(.exp, exponent)
    return step.graph.apply(.multiply, try withLogarithm(step), factor)
  }

  /// The old value, whose logarithm moves: only what is above 0 has one.
  private static func withLogarithm(_ step: StateStep) throws -> NodeID {
    let entry = step.entry
    let logarithm = "'geometric' moves the logarithm of '\(entry.name.name)', which "
    let bad = step.graph.apply(.lessOrEqual, step.old, step.graph.constant(0))
    let start = step.constantValue(try step.now(.state(step.state, step.elements), .initial))
    let message = logarithm + "must be above 0"
    if let start, start <= 0 { throw entry.start.error(message) }
    // Nothing has moved what is read in the first step.
    let isFirst = step.graph.apply(.lessOrEqual, step.graph.step(), step.graph.constant(1))
    let known =
      start != nil
      ? step.old
      : step.typed.checked(
        step.old, bad: step.graph.and(bad, isFirst), message, at: entry.start)
    let later =
      start != nil
      ? bad : step.graph.and(bad, step.graph.not(isFirst))
    return step.typed.checked(
      known, bad: later, logarithm + "has come to 0 or below",
      at: entry.process.place ?? entry.start)
  }
}
