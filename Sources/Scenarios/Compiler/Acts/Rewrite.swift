import Sim

/// x ← x + by·(goal − x) on each issue that is settled in the text and has a term in the goal.
///
/// The share of the text rewritten, `by` times the share of such issues among the settled ones, is
/// written anew by those who wrote the goal.
enum Rewrite: TextAct {
  static let format = TextActFormat(
    "rewrite", needs: "its terms, as in rewrite: {toward: party, by: 50%, issues: [issue]}",
    .record(
      Part<(Named, Expression, EventEntry.IssueChoice)>.all(
        .key("toward", .word, "a party, a plan or status_quo"),
        .key("by", .expression, "the share of the way, 0 … 1"),
        .one(
          of: [
            .key(
              "issues", ActFormat.issues.map(EventEntry.IssueChoice.named), "the issues to rewrite"),
            ActFormat.mostContested,
          ], "choice")
      ) { ($0, $1, $2) }
    ) { _, read in
      (
        [("toward", .goal(read.0)), ("by", .expression(read.1)), ("issues", .issues(read.2))],
        read.0
      )
    }, "terms to move toward a party or a text")
  static let movesTerms = true

  static func changed(
    _ text: Text, by change: EventEntry.Change, _ path: String, _ texts: Texts
  ) throws -> Text {
    let by = try required(change.expression("by"))
    let goal = try texts.goal(try required(change.goal("toward")))
    var scope = Scope(phase: .step, stage: .text)
    scope.drawing = texts.draws.drawing("\(path).by", eachStep: true, in: by)
    let share = try texts.expressions.knownShare(
      try texts.expressions.number(by, scope, for: "'by'"), by, "'by'")
    let picks = try texts.picked(try required(change.issues("issues")), text)
    var after = text
    var moved: [NodeID] = []
    for k in texts.scenario.issues.indices {
      let bothSettled = texts.graph.not(texts.graph.or(text.open[k], goal.open[k]))
      let moves = texts.graph.and(picks[k], bothSettled)
      moved.append(moves)
      if texts.constantValue(moves) == 0 { continue }
      let x = try texts.toward(goal.terms[k], from: text.terms[k], share)
      after.terms[k] = texts.graph.select(moves, x, text.terms[k])
    }
    let zero = texts.graph.constant(0)
    let settled = texts.graph.sum(text.open.map { texts.graph.not($0) })
    let nothing = texts.graph.apply(.equal, settled, zero)
    let part = texts.graph.apply(
      .divide, texts.graph.sum(moved),
      texts.graph.select(nothing, texts.graph.constant(1), settled))
    let written = texts.graph.apply(.multiply, share, part)
    for p in texts.scenario.parties.indices {
      after.shares[p] = try texts.toward(goal.shares[p], from: text.shares[p], written)
    }
    return after
  }

  static func inWords(_ change: EventEntry.Change) -> String {
    let (issues, goal) = (change.issues("issues")?.inWords ?? "", change.goal("toward")?.name ?? "")
    return "rewrites \(issues) toward \(goal) by \(change.expression("by").map { "\($0)" } ?? "")"
  }
}
