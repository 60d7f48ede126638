import Sim

/// What is reported of the talks, and what has been reported already.
struct TableTalk {
  let scenario: Scenario
  let nodes: TrialNodes

  /// Terms as they were last mentioned.
  var terms: [Double?] = []
  /// Each party's answer, and whether the rule that carries a text held, what else it takes was there and
  /// the text is a dead one, as last reported.
  private var answers: [Bool?]?
  /// Rounds since something was last reported.
  private var rounds = 0

  /// A term is worth a word if it moved so far.
  private static let leastMove = 0.02
  static let mostTerms = 4

  init(scenario: Scenario, nodes: TrialNodes) {
    self.scenario = scenario
    self.nodes = nodes
  }

  // MARK: The start

  mutating func opening(_ start: ProbeReading) -> [Fact] {
    guard let talks = nodes.talks else { return [] }
    terms = talks.terms.map { start[$0] }
    let open = scenario.issues.indices.filter { start[talks.open[$0]] == 1 }
    // Where no text is on the table yet, there is nothing to judge.
    guard open.count < scenario.issues.count else { return [] }
    return [
      .opens(text: plan(start), open: open.map { scenario.issues[$0].name.name }),
      .judged(nodes.parties.map { judgement($0, start) }),
    ]
  }

  /// The plan that the draft is, term for term.
  private func plan(_ now: ProbeReading) -> String? {
    guard let talks = nodes.talks else { return nil }
    let draft = talks.terms.map { now[$0] }
    let place = talks.planTerms.firstIndex { plan in plan.map { now[$0] } == draft }
    return place.map { scenario.plans[$0].name.name }
  }

  // MARK: A step

  /// What happens at the table in a step; `isNews`: it is more than a round like the one before.
  mutating func facts(
    _ step: Int, _ before: ProbeReading, _ now: ProbeReading, _ fired: [Int]
  ) -> (facts: [Fact], isNews: Bool) {
    guard let talks = nodes.talks else { return ([], false) }
    var facts: [Fact] = []
    for (k, place) in talks.tabled.enumerated() where now[place] == 1 && before[place] != 1 {
      let plan = scenario.plans[k].name.name
      // What an event does is said with the event.
      let laid = acting(fired) {
        if case .table(let name) = $0 { name.name == plan } else { false }
      }
      if laid.isEmpty { facts.append(.tabled(plan: plan)) }
    }
    if now[talks.suspended] == 1, before[talks.suspended] != 1 { facts.append(.suspended) }
    if now[talks.suspended] == 0, before[talks.suspended] == 1 { facts.append(.resumed) }
    facts += openings(talks, before, now)
    let setting = fired.filter { scenario.events[$0].setsTerms }
    let signed = fires(.signed, now)
    let meets = now[talks.met] == 1
    var isNews = !facts.isEmpty
    if meets {
      let answers = answers(now)
      let areNew = answers != self.answers || signed
      isNews = isNews || areNew
      let moved = drift(now, in: setting.isEmpty ? nil : talks.roundTerms)
      let offered = areNew ? offer(now) : []
      facts =
        [areNew ? .rounds(1) : .sameAnswers(rounds: 1)] + (areNew ? quantities(now) : [])
        + (offered.isEmpty ? moved : offered) + facts + rewritten(now, by: setting)
      if areNew {
        facts.append(.judged(nodes.parties.map { judgement($0, now) }))
        facts.append(signed ? .signed : .unsigned(obstacles(now)))
      }
    } else {
      facts += rewritten(now, by: setting)
    }
    let later = afterwards(talks, step, before, now, fired)
    return (facts + later, isNews || !later.isEmpty)
  }

  /// A quiet step is over.
  mutating func pass(_ now: ProbeReading) {
    if now[nodes.talks?.met] == 1 { rounds += 1 }
  }

  /// A step was reported.
  mutating func reported(_ now: ProbeReading) {
    if now[nodes.talks?.met] == 1 { answers = answers(now) }
    rounds = 0
  }

  /// Of steps in which nothing else happened, up to this one.
  mutating func quiet(_ end: ProbeReading) -> [Fact] {
    guard rounds > 0 else { return [] }
    defer { rounds = 0 }
    return [.sameAnswers(rounds: rounds)] + drift(end)
  }

  private func answers(_ now: ProbeReading) -> [Bool?] {
    nodes.parties.map { now[$0.accepts].map { $0 == 1 } }
      + (nodes.talks?.shares ?? []).map { now[$0].map { $0 == 1 } }
      + [nodes.talks?.rule?.holds, nodes.talks?.agreement, nodes.talks?.isDead].map { place in
        now[place].map { $0 == 1 }
      }
  }

  private func fires(_ event: TalkEvent, _ now: ProbeReading) -> Bool {
    guard let talks = nodes.talks, let place = TalkEvent.allCases.firstIndex(of: event) else {
      return false
    }
    return now[talks.fires[place]] == 1
  }

  // MARK: The text

  private func openings(
    _ talks: TrialNodes.Talks, _ before: ProbeReading, _ now: ProbeReading
  ) -> [Fact] {
    func names(_ isIn: (Int) -> Bool) -> [String] {
      scenario.issues.indices.filter(isIn).map { scenario.issues[$0].name.name }
    }
    let closed = names { now[talks.open[$0]] == 0 && before[talks.open[$0]] == 1 }
    let reopened = names { now[talks.open[$0]] == 1 && before[talks.open[$0]] == 0 }
    return (closed.isEmpty ? [] : [.closes(closed)])
      + (reopened.isEmpty ? [] : [.reopens(reopened)])
  }

  /// Terms that moved noticeably since they were last mentioned, up to what a step leaves, or up to where
  /// they stand in other places.
  mutating func drift(_ now: ProbeReading, in places: [Int?]? = nil) -> [Fact] {
    guard let talks = nodes.talks else { return [] }
    let places = places ?? talks.terms
    var moved: [Fact.Term] = []
    var others = 0
    for (k, issue) in scenario.issues.enumerated() {
      guard let to = now[places[k]] else { continue }
      guard let from = terms[k] else {
        terms[k] = to
        continue
      }
      if abs(to - from) >= Self.leastMove {
        moved.append(term(issue, from, to))
        terms[k] = to
      } else if abs(to - from) >= Self.leastMove / 4 {
        others += 1
      }
    }
    guard !moved.isEmpty else { return [] }
    let sorted = moved.sorted { abs($0.to - $0.from) > abs($1.to - $1.from) }
    return [
      .drafts(
        Array(sorted.prefix(Self.mostTerms)), others: others + max(0, moved.count - Self.mostTerms))
    ]
  }

  // MARK: Who says what

  private func judgement(_ party: TrialNodes.Party, _ now: ProbeReading) -> Fact.Judgement {
    let crossed = party.lines.compactMap { line -> Fact.Crossed? in
      guard let beyond = now[line.beyond], beyond > 0, let limit = now[line.limit] else {
        return nil
      }
      return Fact.Crossed(
        issue: scenario.issues[line.issue].name.name,
        level: line.isUpper ? limit + beyond : limit - beyond, limit: limit, isUpper: line.isUpper,
        isHard: line.isHard)
    }
    return Fact.Judgement(
      party: party.name, accepts: now[party.accepts] == 1, isNeeded: now[party.isNeeded] == 1,
      utility: now[party.utility], worth: now[party.worth], noDeal: now[party.noDeal],
      tolerance: now[party.tolerance], margin: now[party.margin], crossed: crossed,
      hasOwnRule: party.hasOwnRule)
  }

  /// What stood in the way of a signature.
  private func obstacles(_ now: ProbeReading) -> [String] {
    guard let talks = nodes.talks else { return [] }
    if now[talks.agreement] == 0 {
      return [
        talks.protocolPositions
          ? "the positions have not met" : "the protocol finds no text to offer"
      ]
    }
    if talks.open.allSatisfy({ now[$0] == 1 }) { return ["the draft settles nothing yet"] }
    if now[talks.isDead] == 1 { return ["the draft is, term for term, the one rejected last"] }
    if let rule = talks.rule { return reasons(rule.reading(now).decisive) }
    if now[talks.carries] == 0 { return ["too few votes are for it"] }
    return refusals(
      nodes.parties.filter { now[$0.isNeeded] == 1 && now[$0.accepts] != 1 }.map(\.name))
  }

  /// `a.accepts` of a rule is said as who refuses.
  private func reasons(_ parts: [RuleReading]) -> [String] {
    let refusing = nodes.parties.map(\.name).filter { name in
      parts.contains { $0.text == "\(name).accepts" && $0.holds == false }
    }
    let others = parts.filter { part in !refusing.contains { part.text == "\($0).accepts" } }
    return refusals(refusing) + others.map(\.inWords)
  }

  private func refusals(_ names: [String]) -> [String] {
    names.isEmpty ? [] : ["refused by \(names.listed())"]
  }

  // MARK: After a signature

  private func afterwards(
    _ talks: TrialNodes.Talks, _ step: Int, _ before: ProbeReading, _ now: ProbeReading,
    _ fired: [Int]
  ) -> [Fact] {
    var facts: [Fact] = []
    for party in nodes.parties {
      for ratifier in party.ratifiers where now[ratifier.votes] == 1 {
        let approves = now[ratifier.approvedAt] == Double(step)
        let verdict: Fact.Verdict =
          approves ? .approves : now[ratifier.rejects] == 1 ? .refuses : .waits
        // An open question is mentioned once.
        if verdict == .waits, before[ratifier.votes] == 1 { continue }
        facts.append(
          .vote(
            Fact.Vote(
              party: party.name, ratifier: ratifier.name, support: now[ratifier.support],
              needs: now[ratifier.needs], verdict: verdict)))
      }
    }
    if fires(.ratified, now) { facts.append(.ratified) }
    if fires(.rejected, now) { facts.append(.rejected) }
    if fires(.truceBegins, now) { facts.append(truceBegins(talks, now, fired)) }
    if fires(.truceBreaks, now) {
      let isByItself = now[talks.truceCollapses] == 1
      facts.append(
        .truceBreaks(
          by: cause(fired, isByItself) { if case .endTruce = $0 { true } else { false } }))
    }
    if fires(.settlementBreaks, now) {
      let isByItself = now[talks.settlementCollapses] == 1
      facts.append(
        .settlementBreaks(
          by: cause(fired, isByItself) { if case .endSettlement = $0 { true } else { false } }))
    }
    if now[talks.brokenOff] == 1, before[talks.brokenOff] != 1 { facts.append(.breakdown) }
    return facts
  }

  private func acting(_ fired: [Int], _ matches: (EventEntry.Act) -> Bool) -> [String] {
    fired.filter { k in scenario.events[k].acts.contains { matches($0.act) } }
      .map { scenario.events[$0].name.name }
  }

  private func cause(
    _ fired: [Int], _ isByItself: Bool, _ matches: (EventEntry.Act) -> Bool
  ) -> String {
    let names = acting(fired, matches)
    if !names.isEmpty { return names.listed() }
    return isByItself ? "its own hazard" : ""
  }

  private func truceBegins(
    _ talks: TrialNodes.Talks, _ now: ProbeReading, _ fired: [Int]
  ) -> Fact {
    if fires(.signed, now) { return .truceBegins(by: "the signature", []) }
    let names = acting(fired) { if case .beginTruce = $0 { true } else { false } }
    guard names.isEmpty else { return .truceBegins(by: names.listed(), []) }
    let discount = now[talks.truceDiscount] ?? 0
    let judged = nodes.parties.compactMap { party -> Fact.TruceJudgement? in
      guard let statusQuo = now[party.statusQuo], let noDeal = now[party.noDeal] else { return nil }
      return Fact.TruceJudgement(
        party: party.name, worth: statusQuo - discount + (now[party.tolerance] ?? 0), noDeal: noDeal
      )
    }
    return .truceBegins(by: "agreement", judged)
  }
}
