import Sim

/// Regimes with chances per step of leaving each for others; staying is the rest.
enum Markov: StateProcess {
  static let format = ProcessFormat(
    "markov", regimes, perStep: .always,
    "for each regime, the chances per step of leaving for others")
  static let isOfNumbers = false

  private static let regimes = Form<StateEntry.Process.Value>(
    .named(
      .named(.expression, Format.Names(what: "regimes")),
      Format.Names(what: "regimes", limit: Limits.regimes))
  ) { cursor in
    .regimes(
      cursor.entries.map { row in
        (row.named, row.expressions.map { (to: $0.name, chance: $0.value) })
      })
  }

  static func moved(_ step: StateStep) throws -> NodeID {
    guard let rows = step.entry.process.regimes else { throw AlreadyReported() }
    let u = step.world.standard(
      .hazard, step.path, step.elements, "chance#1", eachStep: true)
    let labels = rows.map(\.label.name)
    var result = step.old
    for (position, row) in rows.enumerated() {
      let from = step.graph.constant(Double(position))
      var next = from
      // By the labels' names, so that the order of the file does not matter to the draws.
      var limits: [(limit: NodeID, to: Int)] = []
      var sum = step.graph.constant(0)
      for (to, chance) in row.leave.sorted(by: { $0.to.name < $1.to.name }) {
        guard let target = labels.firstIndex(of: to.name) else {
          throw to.error(
            WorldCause.noneOfRegimes(name: to.name, regimes: labels.joined(separator: ", ")))
        }
        let p = try step.expressions.number(chance, step.scope, for: "a chance of leaving")
        let below = step.graph.apply(.less, p, step.graph.constant(-Rounding.tolerance))
        sum = step.graph.apply(.add, sum, p)
        let above = step.graph.apply(.less, step.graph.constant(1 + Rounding.tolerance), sum)
        let bad = step.graph.or(
          step.graph.or(below, above), step.graph.apply(.isMissing, p))
        if step.constantValue(bad) == 1 {
          throw chance.error(WorldCause.chancesOfLeaving(row.label.name))
        }
        let limit = step.typed.checked(
          sum, bad: bad, "the chances of leaving '\(row.label.name)' are not in 0 … 1 together",
          at: chance)
        limits.append((limit, target))
      }
      for (limit, target) in limits.reversed() {
        let taken = step.graph.apply(.less, u, limit)
        next = step.graph.select(taken, step.graph.constant(Double(target)), next)
      }
      let here = step.graph.apply(.equal, step.old, from)
      result = step.graph.select(here, next, result)
    }
    return result
  }
}
