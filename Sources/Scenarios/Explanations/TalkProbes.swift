import Sim

/// Asks for what happens at the table: what is on it, who is asked, who refuses and why.
struct TalkProbes {
  let compiler: Compiler
  let list: ProbeList
  let talks: Talks

  private var scenario: Scenario { compiler.scenario }

  private func add(_ quantity: TalkQuantity) -> Int? {
    list.add { try compiler.now(.talk(quantity), $0) }
  }

  /// A value of steps that is `otherwise` at the start.
  private func add(_ make: () throws -> NodeID, otherwise: Double) -> Int? {
    list.add { phase in
      phase == .initial ? compiler.typed.graph.constant(otherwise) : try make()
    }
  }

  private func scope(_ phase: Phase) -> Scope { Scope(phase: phase, stage: .signing) }

  func nodes() -> TrialNodes.Talks {
    let hasRatifiers = compiler.aftermath.hasRatifiers
    let signing = Scope(phase: .step, stage: .signing)
    let type = Bargaining.type(of: talks)
    let isSetByEvents = scenario.events.contains(where: \.setsTerms)
    func optional(_ make: () throws -> NodeID?) -> Int? {
      guard let node = try? make() else { return nil }
      return add({ node }, otherwise: 1)
    }
    return TrialNodes.Talks(
      met: add(.met), suspended: add(.suspended), brokenOff: add(.brokenOff),
      settled: add(.settled),
      truce: add(.truce), pending: hasRatifiers ? add(.after(.pending)) : nil,
      fires: TalkEvent.allCases.map { event in
        let isOfRatifiers = event == .ratified || event == .rejected
        return isOfRatifiers && !hasRatifiers ? nil : add(.fires(event))
      },
      terms: scenario.issues.indices.map { add(.draftTerm($0)) },
      roundTerms: isSetByEvents
        ? scenario.issues.indices.map { issue in
          list.add { try compiler.negotiation.bargaining().term(issue, $0) }
        } : [],
      open: scenario.issues.indices.map { add(.draftOpen($0)) },
      agreement: optional { try compiler.negotiation.bargaining().agreement(signing) },
      protocolPositions: talks.protocolName.name == Simultaneous.word,
      isDead: hasRatifiers ? add({ try compiler.aftermath.draftIsDead() }, otherwise: 0) : nil,
      carries: optional { try compiler.negotiation.bargaining().carries(signing) },
      rule: talks.carriedWhen.map {
        RuleProbes(compiler: compiler, list: list, stage: .signing).node($0)
      }, truceDiscount: discount(), tabled: scenario.plans.indices.map { add(.tabled($0)) },
      planTerms: scenario.plans.indices.map { k in
        scenario.issues.indices.map { issue in
          list.add { _ in try compiler.texts.plan(k).terms[issue] }
        }
      },
      shares: type?.isOffered == true
        ? scenario.parties.indices.map { add(.draftShare($0)) } : [],
      quantities: (type?.quantities ?? []).filter(\.isExplained).map { quantity in
        (quantity.name, scenario.parties.indices.map { add(.own(quantity.name, $0)) })
      },
      truceCollapses: scenario.durability?.truce == nil ? nil : add(.after(.collapse(.truce))),
      settlementCollapses: scenario.durability?.settlement == nil
        ? nil : add(.after(.collapse(.settlement))))
  }

  private func discount() -> Int? {
    guard let e = talks.truceDiscount else { return nil }
    return list.add { _ in
      var scope = Scope(phase: .step, stage: .values)
      scope.drawing = compiler.draws.drawing("talks.truce_track.discount", eachStep: false, in: e)
      return try compiler.expressions.number(e, scope, for: "'discount'")
    }
  }

  func party(_ p: Int) -> TrialNodes.Party {
    let party = scenario.parties[p]
    let onTruceTrack = talks.truceDiscount != nil && party.isBelligerent
    return TrialNodes.Party(
      name: party.name.name, utility: add(.utility(p)), worth: add(.value(p)),
      noDeal: add(.noDeal(p)),
      tolerance: party.tolerance == nil ? nil : add(.tolerance(p)), margin: add(.margin(p)),
      accepts: add(.accepts(p)),
      isNeeded: list.add { try compiler.parties.isNeeded(p, scope($0)) },
      lines: party.redLines.map { line($0, of: p) },
      ratifiers: party.ratifiers.indices.map { ratifier(p, $0) },
      statusQuo: onTruceTrack
        ? list.add { try compiler.parties.utility(p, try compiler.texts.statusQuo($0), scope($0)) }
        : nil,
      hasOwnRule: party.accepts != nil)
  }

  private func line(_ line: Party.RedLine, of p: Int) -> TrialNodes.Line {
    TrialNodes.Line(
      issue: scenario.issues.firstIndex { $0.name.name == line.issue.name } ?? 0,
      isUpper: line.side == .above, isHard: line.hard,
      limit: list.add { try compiler.parties.redLineLimit(line, p, scope($0)) },
      beyond: list.add {
        let scope = scope($0)
        return try compiler.parties.beyond(line, try compiler.texts.draft(scope), p, scope)
      })
  }

  private func ratifier(_ p: Int, _ r: Int) -> TrialNodes.Ratifier {
    let ratifier = scenario.parties[p].ratifiers[r]
    return TrialNodes.Ratifier(
      name: ratifier.name.name, votes: add({ try compiler.aftermath.votes(p, r) }, otherwise: 0),
      support: add(.after(.support(party: p, ratifier: r))),
      needs: add(
        { try compiler.aftermath.share(ratifier.needs, p, r, "needs", 0.5) }, otherwise: .nan),
      approvedAt: add(.after(.approvedAt(party: p, ratifier: r))),
      rejects: add({ try compiler.aftermath.rejectsNode(p, r) }, otherwise: 0))
  }
}
