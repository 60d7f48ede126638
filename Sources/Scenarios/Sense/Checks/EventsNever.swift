import Sim

/// An event that never fires, a signal that is never seen, and conditions that cannot hold.
struct EventsNever: SenseCheck {
  /// A window or condition that cannot hold is seen before anything is run.
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    let parts = NeverParts(loaded: loaded)
    return loaded.scenario.events.flatMap { event in
      [event.window, event.condition].compactMap { $0 }.compactMap { e in
        parts.impossible(e).map {
          SenseNote(.never, at: e, in: "events.\(event.name.name)", .cannotHold($0))
        }
      }
    }
  }

  func notes(of loaded: LoadedScenario, counted: Counted) -> [SenseNote] {
    guard let seen = counted.signals, counted.trials >= Counted.fewest else { return [] }
    return zip(loaded.scenario.signals, seen).compactMap { signal, count in
      guard count == 0 else { return nil }
      return note(signal, counted, NeverParts(loaded: loaded).impossible(signal.condition))
    }
  }

  private func note(
    _ signal: Signal, _ counted: Counted, _ part: SenseCause.NeverPart?
  ) -> SenseNote {
    SenseNote(
      .never, at: signal.name, in: "signals.\(signal.name.name)",
      .signalNever(
        signal.name.name, trials: counted.trials,
        atMost: ShareInterval.exact(0, of: counted.trials).high, part: part))
  }

  func ask(_ questions: inout Questions, of loaded: LoadedScenario) {
    for event in loaded.scenario.events {
      questions.ask("happened(\(event.name.name))")
      for e in [event.window, event.condition].compactMap(\.self) {
        questions.askEver(e)
        for part in NeverParts.parts(e) { questions.askEver(part) }
      }
      if case .after(let other, _) = event.trigger { questions.ask("happened(\(other.name))") }
    }
  }

  func notes(of loaded: LoadedScenario, answers: Answers) -> [SenseNote] {
    let parts = NeverParts(loaded: loaded)
    guard answers.trials >= Counted.fewest else { return [] }
    return loaded.scenario.events.compactMap { event in
      // What cannot hold has its note.
      guard answers.count("happened(\(event.name.name))") == 0,
        ![event.window, event.condition].contains(where: { $0.flatMap(parts.impossible) != nil })
      else { return nil }
      // What is only rare may well be meant.
      guard let why = why(event, loaded, answers) else { return nil }
      return SenseNote(
        .never, at: event.name, in: "events.\(event.name.name)",
        .eventNever(
          event.name.name, trials: answers.trials,
          atMost: ShareInterval.exact(0, of: answers.trials).high, why: why))
    }
  }

  /// The first part that never held, else the whole.
  private func neverHeld(_ e: Expression, _ answers: Answers) -> SenseCause.NeverPart {
    let part = NeverParts.parts(e).first { answers.countEver($0) == 0 } ?? e
    return .init(text: part.description, why: .seen)
  }

  private func why(
    _ event: EventEntry, _ loaded: LoadedScenario, _ answers: Answers
  ) -> SenseCause.NeverEvent? {
    if let window = event.window, answers.countEver(window) == 0 {
      return .window(neverHeld(window, answers))
    }
    let last = answers.lastSteps.max() ?? 0
    switch event.trigger {
    case .when(let condition):
      if answers.countEver(condition) == 0 {
        return .condition(neverHeld(condition, answers))
      }
      return .heldFromTheStart
    case .after(let other, _):
      return answers.count("happened(\(other.name))") == 0 ? .trigger(other.name) : nil
    case .date(let date, _):
      guard let step = loaded.calendar.step(covering: date), step > last else { return nil }
      return .behindTheEnd(step: step, last: last)
    case .step(let step, _): return step > last ? .behindTheEnd(step: step, last: last) : nil
    case .rate(let rate), .probability(let rate):
      return rate.value.plainNumber == 0 ? .zeroChance : nil
    }
  }
}

extension EventEntry {
  fileprivate var condition: Expression? {
    if case .when(let e) = trigger { e } else { nil }
  }
}
