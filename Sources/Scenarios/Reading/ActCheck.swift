import Sim

/// What the acts of an event name, and whether there are talks for them to reach.
struct ActCheck {
  let references: References
  let findings: Findings
  /// Whether talks are written, readable or not.
  let talksAreWritten: Bool

  func check(_ event: EventEntry) {
    if !talksAreWritten, let first = event.acts.first {
      findings.add(
        first.name.error(ScenarioCause.withoutTalks(.acts)))
    }
    for act in event.acts {
      switch act.act {
      case .table(let plan): references.require(plan, .plan)
      case .change(let change): for one in change.values { check(one.value) }
      default: break
      }
    }
  }

  private func check(_ value: EventEntry.Change.Value) {
    switch value {
    case .goal(let name): check(toward: name)
    case .issues(let issues): check(issues)
    case .expression: break
    }
  }

  private func check(_ issues: EventEntry.IssueChoice) {
    switch issues {
    case .named(let names): for name in names { references.require(name, .issue) }
    case .mostContested(let count, let place, let losers):
      for party in losers { references.require(party, .party) }
      let all = references.declared.all(.issue).count
      if count > all { findings.add(place.error(ReadingCause.tooFewIssues(count, there: all))) }
    }
  }

  private func check(toward name: Named) {
    let declared = references.declared
    guard name.name != "status_quo", !declared.contains(name.name, as: .party),
      !declared.contains(name.name, as: .plan), !declared.isMeant(name.name, as: .party),
      !declared.isMeant(name.name, as: .plan)
    else { return }
    if let other = declared.kind(of: name.name) {
      findings.add(
        name.error(
          ReadingCause.wrongKind(
            name.name, is: other.withArticle, not: "a party, a plan or status_quo")))
    } else {
      let known = declared.all(.party) + declared.all(.plan) + ["status_quo"]
      findings.add(
        name.error(
          ScenarioCause.missing(
            name.name, what: "party or plan", among: findings.areMany ? [] : known)))
    }
  }
}
