import Sim

/// x ← x + drift + sd·N.
enum RandomWalk: StateProcess {
  static let format = ProcessFormat("random_walk", [.drift, .sd], "a sum of shocks")
  static let hasShocks = true

  static func moved(_ step: StateStep) throws -> NodeID {
    let drawn = try step.shock()
    guard let drift = step.entry.process.expression("drift") else {
      return step.added(step.old, drawn)
    }
    let moved = try step.number(drift, "drift", step.scope)
    return step.added(step.added(step.old, moved), drawn)
  }
}
