/// Names for messages and sites.
extension Compiler {
  func name(of element: Element) -> String {
    switch element {
    case .issue(let k): scenario.issues[k].name.name
    case .party(let k): scenario.parties[k].name.name
    case .plan(let k): scenario.plans[k].name.name
    }
  }

  func suffix(_ elements: [Element]) -> String {
    elements.isEmpty ? "" : "[\(elements.map(name(of:)).joined(separator: ", "))]"
  }

  /// As a reader of the file knows it; elements of one entry share a name.
  func displayName(_ entity: Entity) -> String {
    switch entity {
    case .state(let k, _), .stateMoved(let k, _), .stateBefore(let k, _, _):
      scenario.states[k].name.name
    case .eventFires(let k), .eventHappened(let k), .eventCount(let k), .eventLastStep(let k),
      .eventFirstStep(let k), .eventFirstDate(let k), .eventWhen(let k):
      scenario.events[k].name.name
    case .history(.declared(let k), _): scenario.events[k].name.name
    case .history(.talk(let event), _): event.rawValue
    case .recollection(let k): recollections[k].text
    case .talk(let quantity): displayName(quantity)
    }
  }

  private func displayName(_ quantity: TalkQuantity) -> String {
    func party(_ k: Int, _ what: String) -> String { "\(scenario.parties[k].name.name).\(what)" }
    func issue(_ k: Int, _ text: String) -> String { "\(text).\(scenario.issues[k].name.name)" }
    switch quantity {
    case .noDeal(let p): return party(p, "no_deal")
    case .tolerance(let p), .latent(let p): return party(p, "tolerance")
    case .reference(let p), .bestSeen(let p): return party(p, "reference")
    case .conceded(let p), .lastMove(let p): return party(p, "conceded")
    case .suspended, .met: return "talks_met"
    case .rounds, .roundsAnew: return "rounds"
    case .draftTerm(let k), .draftOpen(let k): return issue(k, "draft")
    case .draftShare: return "draft.written_by"
    case .tabled(let k): return scenario.plans[k].name.name
    case .utility(let p): return party(p, "utility")
    case .value(let p): return party(p, "value")
    case .margin(let p): return party(p, "margin")
    case .accepts(let p): return party(p, "accepts")
    case .maxGap: return "max_gap"
    case .fires(let e), .happened(let e), .count(let e), .lastStep(let e), .firstStep(let e),
      .firstDate(let e):
      return e.rawValue
    case .agreedTerm(let k), .agreedOpen(let k): return issue(k, "agreed")
    case .agreedShare: return "agreed.written_by"
    case .settled: return "settled"
    case .truce: return "truce"
    case .brokenOff: return "broken_off"
    case .after(let quantity): return displayName(quantity)
    }
  }
}
