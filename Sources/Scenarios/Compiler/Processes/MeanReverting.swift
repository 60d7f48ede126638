import Sim

/// x ← x + pull·(to − x) + sd·N, the first order of the exact discretisation (Uhlenbeck & Ornstein
/// 1930); `pull` is the share of the gap closed in a step.
enum MeanReverting: StateProcess {
  static let format = ProcessFormat(
    "mean_reverting",
    [
      .number("to", shown: "reverts to", "the level"),
      .number("pull", perStep: .always, shown: "pull", "the share of the gap closed per step"),
      .sd,
    ], "drawn back to a level")
  static let hasShocks = true

  static func moved(_ step: StateStep) throws -> NodeID {
    let target = try step.number("to")
    let share = try step.share("pull")
    let gap = step.graph.apply(.subtract, target, step.old)
    let closed = step.graph.apply(.multiply, share, gap)
    let drawn = try step.shock()
    return step.added(step.added(step.old, closed), drawn)
  }
}
