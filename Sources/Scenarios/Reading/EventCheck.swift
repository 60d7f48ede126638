import Sim

/// Events: what they name, when they can fire, what competes with what.
struct EventCheck {
  let scenario: Scenario
  let references: References
  let findings: Findings
  /// Not, when there is one that could not be read.
  let clockIsKnown: Bool
  /// Not, when some event could not be read: it may be the one that competes.
  let allAreRead: Bool
  let talksAreWritten: Bool

  func check() {
    let acts = ActCheck(
      references: references, findings: findings, talksAreWritten: talksAreWritten)
    for event in scenario.events {
      check(event.trigger)
      for effect in event.effects { check(effect) }
      acts.check(event)
    }
    checkGroups()
  }

  private func check(_ trigger: EventEntry.Trigger) {
    switch trigger {
    case .date where !clockIsKnown, .step where !clockIsKnown: break
    case .date(let date, let place): check(date, place)
    case .step(let step, let place):
      guard let clock = scenario.clock else {
        return findings.add(place.error(ReadingCause.stepWithoutClock))
      }
      if step > clock.steps {
        findings.add(place.error(ReadingCause.stepAfterEnd(step, last: clock.steps)))
      }
    case .after(let event, let delay):
      references.require(event, .event, also: ReservedWords.talkEvents)
      if let delay, let length = delay.plainNumber, length < 0 {
        findings.add(delay.error(ReadingCause.negativeDelay))
      }
    default: break
    }
  }

  private func check(_ date: CalendarDate, _ place: Named) {
    guard let clock = scenario.clock, let start = clock.start else {
      return findings.add(place.error(ReadingCause.dateWithoutStart))
    }
    if date <= start {
      findings.add(place.error(ReadingCause.dateBeforeStart("\(date)", start: "\(start)")))
    } else if let last = clock.lastDate, date > last {
      findings.add(place.error(ReadingCause.dateAfterEnd("\(date)", last: "\(last)")))
    }
  }

  private func check(_ effect: EventEntry.Effect) {
    references.require(effect.state, .state)
    guard let state = scenario.states.first(where: { $0.name == effect.state }),
      !effect.index.isEmpty
    else { return }
    guard effect.index.count == state.each.count else {
      let each =
        state.each.isEmpty
        ? "has no 'each'" : "has one value for each \(words(state.each)): name one of these"
      return findings.add(effect.state.error(ReadingCause.wrongIndex(state.name.name, each: each)))
    }
    for (element, name) in zip(state.each, effect.index) {
      references.require(name, element == .issue ? .issue : .party)
    }
  }

  private func words(_ each: [ElementKind]) -> String {
    each.map(\.rawValue).joined(separator: " and ")
  }

  private func checkGroups() {
    var groups: [String: [EventEntry]] = [:]
    for event in scenario.events {
      guard let group = event.competes else { continue }
      switch event.trigger {
      case .rate, .probability: groups[group.name, default: []].append(event)
      default: findings.add(group.error(ReadingCause.cannotCompete))
      }
    }
    for (name, events) in groups {
      guard let first = events.first, let group = first.competes else { continue }
      if events.count == 1, allAreRead {
        let others = groups.keys.filter { $0 != name }.sorted()
        let hint = nearest(name, in: others).map { "; did you mean '\($0)'?" } ?? ""
        findings.add(group.error(ReadingCause.alone(group: name, hint: hint)))
      }
      for event in events.dropFirst() where event.trigger.isRate != first.trigger.isRate {
        guard let place = event.competes else { continue }
        findings.add(
          place.error(
            ReadingCause.mixedGroup(event: first.name.name, isRate: first.trigger.isRate)))
      }
    }
  }
}

extension EventEntry.Trigger {
  fileprivate var isRate: Bool {
    if case .rate = self { true } else { false }
  }
}

extension Clock {
  /// The date of the last step; `nil` without a start.
  var lastDate: CalendarDate? {
    guard let start else { return nil }
    switch step {
    case .day: return start.adding(days: steps)
    case .week: return start.adding(days: 7 * steps)
    case .month: return start.adding(months: steps)
    case .quarter: return start.adding(months: 3 * steps)
    case .year: return start.adding(months: 12 * steps)
    case .word: return nil
    }
  }
}
