import Sim

/// What can be wrong with a scenario as a whole without evaluating anything: names of things that
/// are not there, names twice, dates off the clock, outcomes without an end.
struct StructureCheck {
  let format: ScenarioFormat
  let scenario: Scenario
  /// What was read, with entries that could not be made values.
  let root: FileNode
  /// What `root` was merged from, from the youngest to the oldest.
  let levels: [FileNode]
  let declared: Declarations
  let findings: Findings

  init(
    format: ScenarioFormat, scenario: Scenario, root: FileNode, levels: [FileNode],
    findings: Findings
  ) {
    self.format = format
    self.scenario = scenario
    self.root = root
    self.levels = levels
    declared = Declarations(root)
    self.findings = findings
  }

  private var references: References { References(declared: declared, findings: findings) }

  func check() {
    guard declared.count <= Limits.names else {
      return findings.addLimit(
        root.error(
          path: "", FormatCause.tooMany(declared.count, what: "names", limit: Limits.names)))
    }
    declared.check(clockWord: clockWord, format, findings)
    checkClockWord()
    let product = declared.all(.party).count * declared.all(.issue).count
    if product > Limits.partiesTimesIssues, let first = declared.names[.party]?.first {
      findings.addLimit(
        first.error(
          path: "parties",
          ReadingCause.partiesTimesIssues(product)))
    }
    scenario.issues.forEach(check)
    scenario.parties.forEach(check)
    scenario.plans.forEach(check)
    scenario.talks.map(check)
    for parameter in scenario.parameters {
      for party in parameter.knownTo { references.require(party, .party) }
    }
    scenario.states.forEach(check)
    CorrelationCheck(scenario: scenario, references: references, findings: findings).check()
    EventCheck(
      scenario: scenario, references: references, findings: findings,
      clockIsKnown: root["clock"] == nil || scenario.clock != nil && !findings.speakOf("clock"),
      allAreRead: scenario.events.count == declared.all(.event).count,
      talksAreWritten: root["talks"] != nil
    ).check()
    AftermathCheck(
      scenario: scenario, root: root, references: references, findings: findings
    ).check()
    checkOutcomes()
    if let verification = scenario.verification {
      VerificationCheck(verification: verification, root: root, findings: findings).check()
    }
  }

  private var clockWord: String? {
    if case .word(let word) = scenario.clock?.step { word } else { nil }
  }

  /// The clock's word is a name of the step's number; `step` is so already.
  private func checkClockWord() {
    guard let word = clockWord, word != "step", format.words.contains(word) else { return }
    findings.add(
      (root["clock"]?["step"] ?? root).error(
        path: "clock.step", ScenarioCause.reservedName(word)))
  }

  private func check(_ issue: Issue) {
    var seen: Set<String> = []
    for value in issue.values where !seen.insert(value.name).inserted {
      findings.add(value.error(ReadingCause.valueTwice(value.name)))
    }
    if issue.values.count > Limits.values {
      findings.addLimit(
        issue.name.error(
          FormatCause.tooMany(issue.values.count, what: "values", limit: Limits.values)))
    }
    if !issue.values.isEmpty, let level = issue.levels?.first {
      findings.add(level.error(ReadingCause.valuesAndLevels))
    }
    if issue.ordered, issue.values.isEmpty {
      findings.add(issue.name.error(ReadingCause.orderedWithoutValues))
    }
  }

  /// What the values of issues are worth to a party.
  private func checkWorth(of party: Party) {
    for table in party.worth {
      references.require(table.issue, .issue)
      guard let issue = scenario.issues.first(where: { $0.name == table.issue }) else { continue }
      guard !issue.values.isEmpty else {
        findings.add(table.issue.error(ReadingCause.worthWithoutValues(issue.name.name)))
        continue
      }
      for value in table.values where !issue.values.contains(value.name) {
        findings.add(
          value.name.error(
            ScenarioCause.missing(value.name.name, what: "value", among: issue.valueNames)))
      }
    }
  }

  private func check(_ party: Party) {
    checkWorth(of: party)
    references.requireEach(party.ideal, .issue)
    references.requireEach(party.weight, .issue)
    for line in party.redLines { references.require(line.issue, .issue) }
    for issue in party.delivers { references.require(issue, .issue) }
    if case .text(let plan) = party.noDeal { references.require(plan, .plan, also: ["status_quo"]) }
  }

  private func check(_ plan: Plan) {
    for share in plan.writtenBy { references.require(share.party, .party) }
    for term in plan.terms { references.require(term.issue, .issue) }
    // A clock that is no map is reported itself.
    guard let tabled = plan.tabled, root["clock"].map({ $0.entries != nil }) ?? true else { return }
    if root["clock"]?["start"] == nil {
      findings.add(tabled.name.error(ReadingCause.dateWithoutStart))
    } else if !findings.speakOf("clock"), let last = scenario.clock?.lastDate, tabled.date > last {
      findings.add(
        tabled.name.error(ReadingCause.dateAfterEnd("\(tabled.date)", last: "\(last)")))
    }
  }

  private func check(_ talks: Talks) {
    references.requireEach(talks.access, .party)
    references.requireEach(talks.authorshipPenalty, .party)
    references.require(talks.tilt?.toward, .party)
    switch talks.opening {
    case .plan(let plan): references.require(plan, .plan, also: ["status_quo"])
    case .terms(let terms): for term in terms { references.require(term.issue, .issue) }
    case nil: break
    }
    ProtocolCheck(
      protocols: format.protocols, scenario: scenario, references: references, findings: findings
    ).check(talks, written: root["talks"])
  }

  private func check(_ state: StateEntry) {
    if let within = state.within, let low = within.low.plainNumber,
      let high = within.high.plainNumber,
      low > high
    {
      findings.add(
        within.low.error(ReadingCause.boundsReversed))
    }
    guard let rows = state.process.regimes else { return }
    let labels = rows.map(\.label.name)
    for row in rows {
      if let other = declared.described(row.label.name, seenFrom: row.label.source.file) {
        findings.add(
          row.label.error(
            ReadingCause.regimeName(row.label.name, is: other)))
      }
      for exit in row.leave {
        if exit.to == row.label {
          findings.add(exit.to.error(ReadingCause.staying(exit.to.name)))
        } else if !labels.contains(exit.to.name) {
          findings.add(
            exit.to.error(ScenarioCause.missing(exit.to.name, what: "regime", among: labels)))
        }
      }
    }
    if case .name(let start) = state.start.kind, !labels.contains(start),
      declared.kind(of: start) == nil
    {
      findings.add(
        state.start.error(ScenarioCause.missing(start, what: "regime", among: labels)))
    }
  }

  private func checkOutcomes() {
    // Anything but a map has been reported already.
    guard let outcomes = root["outcomes"].map(\.entries) ?? [] else { return }
    guard let last = outcomes.last else { return reportNoOutcomes() }
    for outcome in outcomes where outcome.name == ReservedWords.allTrials {
      findings.add(
        outcome.key.error(
          path: "outcomes.\(outcome.name)",
          ReadingCause.outcomeForAll(outcome.name)))
    }
    for outcome in outcomes.dropLast() where OutcomeFormat.isOtherwise(outcome.value) {
      findings.add(
        outcome.key.error(
          path: "outcomes.\(outcome.name)", ReadingCause.earlyOtherwise))
    }
    if !OutcomeFormat.isOtherwise(last.value) {
      findings.add(
        last.key.error(
          path: "outcomes.\(last.name)",
          ReadingCause.missingOtherwise))
    }
  }

  /// Where they were last written, or taken away.
  private func reportNoOutcomes() {
    let written = levels.lazy.compactMap { $0.entry("outcomes")?.key }.first
    guard let place = written ?? levels.first(where: { !$0.file.isSetting }) else { return }
    findings.add(
      place.error(path: "", ReadingCause.noOutcomes))
  }
}
