import Sim

/// A Poisson number of sizes each step: compound Poisson.
enum Jump: StateProcess {
  static let format = ProcessFormat(
    "jump",
    [
      .rate("rate", shown: "jumps at the rate", "how often"),
      .number("size", shown: "jumps by", "what each one adds"),
    ], "a random number of additions")

  static func moved(_ step: StateStep) throws -> NodeID {
    guard let rate = step.entry.process.rate("rate") else { throw AlreadyReported() }
    let size = try step.expression("size")
    let given = try step.world.ratePerStep(rate, step.scope)
    let below = step.graph.apply(.less, given, step.graph.constant(-Rounding.tolerance))
    let above = step.graph.apply(.less, step.graph.constant(1e9), given)
    let nearly = step.graph.heldNearly(given, from: 0, to: nil)
    let mean = step.graph.held(nearly, from: nil, to: 1e9)
    if step.constantValue(above) == 1 { throw rate.value.error(WorldCause.tooManyJumps) }
    let poisson = Family.named("poisson").map { Distribution.family($0, form: 0, at: 0) }
    guard let poisson else { return step.old }
    let count = step.world.drawn(
      poisson, [mean], step.path, step.elements, "poisson#1", eachStep: true)
    let known = step.typed.checked(
      count, bad: below, "the rate is below 0", at: rate.value)
    let checked = step.typed.checked(
      known, bad: above, WorldCause.tooManyJumps.wording, at: rate.value)
    var each = step.scope
    each.drawing = step.draws.drawing("\(step.path).size", eachStep: true, in: size)
    guard step.draws.draws(size) else {
      let one = try step.number(size, "size", each)
      return step.added(step.old, step.graph.apply(.multiply, checked, one))
    }
    return step.added(step.old, try step.draws.jumps(checked, of: size, each))
  }
}
