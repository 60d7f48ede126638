import Sim

/// Format 1: `state`.
enum StateFormat {
  static let section = Field<Scenario>.section(
    "state", state, { $0.states = $1 }, "what moves every step")

  private typealias Process = StateEntry.Process

  /// What moves a state. A new process is a line here, a case of `StateEntry.Process` and its
  /// equation.
  private static let processes: [Part<Process>] = [
    .key("next", Form.expression.map(Process.next), "its value in the next step"),
    .key("mean_reverting", meanReverting, "drawn back to a level"),
    .key(
      "random_walk", walk.map { .randomWalk(drift: $0.drift, sd: $0.sd) }, "a sum of shocks"),
    .key(
      "geometric", walk.map { .geometric(drift: $0.drift, sd: $0.sd) },
      "a random walk of the logarithm"),
    .key(
      "decay", Form.expression.map(Process.decay), perStep: .always,
      "the share lost in each step"),
    .key("jump", jump, "a random number of additions"),
    .key(
      "markov", markov, perStep: .always,
      "for each regime, the chances per step of leaving for others"),
  ]

  private static let state = Form<StateEntry>.record(
    Part<(Expression, Process)>.all(
      .key("start", .expression, "its value at step 0"),
      // One that cannot be read is among the findings; what reads the state is still checked.
      .one(of: processes, "process", required: false).otherwise(.constant)
    ) { ($0, $1) },
    [
      Field("within", within, { $0.within = $1 }, "the bounds it is held at"),
      Field("each", DefinitionFormat.each, { $0.each = $1 }, DefinitionFormat.eachMeaning),
      .unit { $0.unit = $1 }, .about { $0.about = $1 }, .source { $0.source = $1 }, .expect,
    ]
  ) { StateEntry(name: $0.named, start: $1.0, process: $1.1) }

  private static let within = Form<(low: Expression, high: Expression)>(
    .list(of: .expression, count: 2)
  ) { cursor in
    let bounds = cursor.items.map(\.expression)
    guard bounds.count == 2, let low = bounds[0], let high = bounds[1] else { return nil }
    return (low, high)
  }

  private static let meanReverting = Form<Process>.record(
    Part.all(
      .key("to", .expression, "the level"),
      .key("pull", .expression, perStep: .always, "the share of the gap closed per step"),
      .key("sd", .expression, perStep: .always, "the size of a step's shock")
    ) { .meanReverting(to: $0, pull: $1, sd: $2) }
  ) { _, process in process }

  private static let walk = Form<(drift: Expression?, sd: Expression)>.record(
    Part.all(
      .optional("drift", .expression, perStep: .always, "the mean change per step"),
      .key("sd", .expression, perStep: .always, "the size of a step's shock")
    ) { (drift: $0, sd: $1) }
  ) { _, walk in walk }

  private static let jump = Form<Process>.record(
    Part.all(
      .key("rate", .rate, "how often"), .key("size", .expression, "what each one adds")
    ) { .jump(rate: $0, size: $1) }
  ) { _, process in process }

  private static let markov = Form<Process>(
    .named(
      .named(.expression, Format.Names(what: "regimes")),
      Format.Names(what: "regimes", limit: Limits.regimes))
  ) { cursor in
    .markov(
      cursor.entries.map { row in
        (row.named, row.expressions.map { (to: $0.name, chance: $0.value) })
      })
  }
}
