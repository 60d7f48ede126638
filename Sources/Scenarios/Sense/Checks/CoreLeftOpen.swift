import Sim

/// A text that says nothing of a core issue, in a file that never asks whether core issues are settled.
struct CoreLeftOpen: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    let scenario = loaded.scenario
    // A protocol that makes texts of its own settles every issue.
    guard let talks = scenario.talks, let type = Bargaining.type(of: talks),
      type.redraftsOpening || type.choosesPlans(talks), loaded.mentions("settled"),
      !loaded.mentions("core_settled"), !loaded.mentions("open_issues"),
      talks.openIssuesSettledWhen == nil, !scenario.events.contains(where: \.closesIssues)
    else { return [] }
    let core = scenario.issues.filter(\.core).map(\.name.name)
    func note(_ name: Named, _ path: String, _ what: String, _ terms: [PlanFormat.NamedTerm])
      -> SenseNote?
    {
      let lacking = core.filter { issue in !terms.contains { $0.issue.name == issue } }
      guard !lacking.isEmpty else { return nil }
      return SenseNote(.leftOpen, at: name, in: path, .coreLeftOpen(what, issues: lacking))
    }
    let plans = scenario.plans.compactMap { plan in
      let name = plan.name.name
      return isSeen(plan, type.choosesPlans(talks), loaded)
        ? note(plan.name, "plans.\(name)", "'\(name)'", plan.terms) : nil
    }
    guard case .terms(let terms) = talks.opening else { return plans }
    return plans + [note(talks.name, "talks", "the opening", terms)].compactMap { $0 }
  }

  /// Whether it can come before the parties.
  private func isSeen(_ plan: Plan, _ choosesPlans: Bool, _ loaded: LoadedScenario) -> Bool {
    loaded.mentions(plan.name.name, outside: "plans.\(plan.name.name)")
      || choosesPlans && plan.tabled != nil
  }
}
