import Sim

/// What happens at and after a signature: whether what is written can have an effect at all.
struct AftermathCheck {
  let scenario: Scenario
  /// What was read, with entries that could not be made values.
  let root: FileNode
  let references: References
  let findings: Findings

  func check() {
    checkTalksAreThere()
    for party in scenario.parties { for ratifier in party.ratifiers { check(ratifier) } }
    if let hazard = scenario.durability?.settlement { check(hazard) }
    if let hazard = scenario.durability?.truce { check(hazard) }
    guard let talks = scenario.talks else { return }
    if case .composed(_, let means, let terms) = talks.breach {
      for (name, _) in means { checkEnforced(name) }
      for (issue, _) in terms { references.require(issue, .issue) }
    }
    for party in scenario.parties { check(party, talks) }
    checkHalt(talks)
    if let truce = scenario.durability?.truce { checkTruces(truce.name, talks) }
  }

  private var belligerents: Int { scenario.parties.count(where: \.isBelligerent) }

  private var someoneRatifies: Bool { scenario.parties.contains { !$0.ratifiers.isEmpty } }

  private func checkTalksAreThere() {
    if let durability = scenario.durability, durability.settlement == nil, durability.truce == nil,
      root["durability"]?.entries?.isEmpty == true
    {
      findings.add(
        durability.name.error(ReadingCause.durabilityOfNothing))
    }
    guard root["talks"] == nil else { return }
    if let durability = scenario.durability {
      findings.add(
        durability.name.error(ReadingCause.withoutTalks(.durability)))
    }
    for party in scenario.parties {
      if let first = party.ratifiers.first {
        findings.add(
          first.name.error(ReadingCause.withoutTalks(.ratifier)))
      }
      if let e = party.afterBreach {
        findings.add(e.error(ReadingCause.withoutTalks(.afterBreach)))
      }
    }
  }

  private func check(_ ratifier: Ratifier) {
    guard let support = ratifier.support else {
      if ratifier.slope == nil, !findings.speakOf(ratifier.name.source.path) {
        findings.add(
          ratifier.name.error(ReadingCause.ratifierWithoutSlope))
      }
      return
    }
    let readsDefault = support.mentions("default")
    if readsDefault, ratifier.slope == nil {
      findings.add(support.error(ReadingCause.defaultWithoutSlope))
    }
    let unread = readsDefault ? nil : (ratifier.slope ?? ratifier.margin)
    if let unread {
      let what = ratifier.slope == nil ? "margin" : "slope"
      findings.add(
        unread.error(ReadingCause.withoutEffect(key: what)))
    }
  }

  private func check(_ hazard: Durability.Hazard) {
    for (name, _) in hazard.enforcement { checkEnforced(name) }
    if let sham = hazard.sham, hazard.shamHalfLife == nil, !speaksOf(hazard, "sham_half_life") {
      findings.add(sham.error(ReadingCause.shamAlone))
    }
    if let halfLife = hazard.shamHalfLife, hazard.sham == nil, !speaksOf(hazard, "sham") {
      findings.add(halfLife.error(ReadingCause.halfLifeAlone))
    }
    guard let dissatisfaction = hazard.dissatisfaction else { return }
    references.require(dissatisfaction.party, .party)
    if let name = dissatisfaction.party,
      let party = scenario.parties.first(where: { $0.name == name })
    {
      if party.reference == nil {
        findings.add(name.error(ReadingCause.noReference(party: name.name)))
      }
    } else if dissatisfaction.party == nil {
      let rivals =
        belligerents == 0
        ? scenario.parties : scenario.parties.filter(\.isBelligerent)
      if rivals.allSatisfy({ $0.reference == nil }) {
        findings.add(
          dissatisfaction.name.error(
            ReadingCause.noReferenceOf(belligerents == 0 ? "party" : "belligerent")))
      }
    }
  }

  private func speaksOf(_ hazard: Durability.Hazard, _ key: String) -> Bool {
    findings.speakOf("\(hazard.name.source.path).\(key)")
  }

  private func checkEnforced(_ name: Named) {
    let planned = scenario.plans.contains { $0.enforcement.contains { $0.name == name } }
    let talked = scenario.talks?.enforcement.contains { $0.name == name } ?? true
    guard !planned, !talked else { return }
    if let misspelt = scenario.misspeltMeans(name.name) { return findings.add(misspelt) }
    findings.add(
      name.error(
        ReadingCause.notEnforced(name.name)))
  }

  private func check(_ party: Party, _ talks: Talks) {
    if let e = party.afterBreach, talks.breach == nil, !findings.speakOf("talks.breach") {
      findings.add(
        e.error(ReadingCause.afterBreachWithoutBreach))
    }
    guard let first = party.ratifiers.first, talks.carriedWhen == nil, !isNeeded(party) else {
      return
    }
    findings.add(
      first.name.error(
        ReadingCause.neverAsked(party: party.name.name)))
  }

  /// Whether some text needs its consent.
  private func isNeeded(_ party: Party) -> Bool {
    belligerents == 0 || party.isBelligerent || scenario.deliversAlone(party)
  }

  private func checkHalt(_ talks: Talks) {
    guard let halt = talks.halt, !findings.speakOf("talks.halt") else { return }
    if !someoneRatifies {
      guard !findings.speakOf(key: "ratifiers") else { return }
      findings.add(
        halt.error(ReadingCause.haltWithoutRatifiers))
    } else if belligerents < 2 {
      findings.add(halt.error(ReadingCause.haltOfFewer))
    }
  }

  private func checkTruces(_ name: Named, _ talks: Talks) {
    let atSigning = someoneRatifies && belligerents >= 2 && talks.halt?.name != "in_force"
    let allEventsAreRead = scenario.events.count == root["events"]?.entries?.count ?? 0
    guard !scenario.bringsTruce, !atSigning, allEventsAreRead, !findings.speakOf("talks") else {
      return
    }
    findings.add(
      name.error(
        ReadingCause.neverATruce))
  }
}

extension Expression {
  func mentions(_ name: String) -> Bool {
    var found = false
    visit { if case .name(name) = $0.kind { found = true } }
    return found
  }
}
