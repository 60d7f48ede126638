import Sim

internal import func Foundation.exp

/// What is too fast for the step of the clock.
struct CoarseSteps: SenseCheck {
  /// The chance in a step above which a rate is nearly certain in each.
  private static let most = 0.9

  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    loaded.scenario.events.flatMap { event in
      [rate(event, loaded), delay(event, loaded)].compactMap { $0 }
    } + loaded.scenario.states.compactMap { shock($0, loaded) }
  }

  private func rate(_ event: EventEntry, _ loaded: LoadedScenario) -> SenseNote? {
    guard case .rate(let rate) = event.trigger, let per = rate.per,
      let steps = loaded.steps(1, per), let range = loaded.ranges[rate.value]
    else { return nil }
    let chance = 1 - exp(-range.lowerBound / steps)
    guard chance > Self.most else { return nil }
    return SenseNote(
      .coarse, at: rate.value, in: "events.\(event.name.name)",
      .certainInAStep(chance: chance, rate: Size(least: range), unit: per))
  }

  private func delay(_ event: EventEntry, _ loaded: LoadedScenario) -> SenseNote? {
    guard case .after(_, let delay?) = event.trigger, let ticks = loaded.ranges[delay],
      ticks.upperBound / loaded.calendar.timescale.ticksInStep < 1 - 1e-9
    else { return nil }
    return SenseNote(
      .coarse, at: delay, in: "events.\(event.name.name)",
      .delayRoundedUp(written: "\(delay)", step: loaded.calendar.word))
  }

  private func shock(_ state: StateEntry, _ loaded: LoadedScenario) -> SenseNote? {
    guard let low = state.within?.low.plainNumber, let high = state.within?.high.plainNumber,
      Processes.of(state)?.addsShocks ?? false, let sd = state.process.expression("sd"),
      let size = loaded.ranges[sd], size.lowerBound > high - low
    else { return nil }
    return SenseNote(
      .coarse, at: sd, in: "state.\(state.name.name)",
      .shockBeyondRange(sd: Size(least: size), range: high - low))
  }
}

extension LoadedScenario {
  /// So many units in steps; `nil` for a word that is no unit here.
  func steps(_ value: Double, _ unit: String) -> Double? {
    let scale = calendar.timescale
    return scale.unit(named: unit).flatMap(scale.steps(in:)).map { value * $0 }
  }
}
