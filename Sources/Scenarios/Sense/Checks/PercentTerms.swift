import Sim

/// Percentages that are amounts on the line of their issue, and once were shares of it.
struct PercentTerms: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    loaded.scenario.percentTerms.map { term in
      let cause: SenseCause =
        if let share = term.share, let plain = term.plain {
          .amountOnLine(
            written: term.place.name, low: term.low, high: term.high, scale: share, plain: plain)
        } else {
          .percentInside(written: term.place.name, low: term.low, high: term.high)
        }
      return SenseNote(.unit, at: term.place, in: "issues.\(term.issue)", cause)
    }
  }
}
