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
    case .talk(let quantity): quantity.row.shown.name(in: scenario)
    }
  }
}
