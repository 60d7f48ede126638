import Sim

/// Percentages that are amounts on the line of their issue, and once were shares of it; and those beside
/// a term that is read, which are shares of it still.
struct PercentTerms: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    loaded.scenario.percentTerms.map { term in
      let cause: SenseCause =
        switch term.reading {
        case .amount(let scale, let plain):
          .amountOnLine(
            written: term.written, low: term.low, high: term.high, scale: scale, plain: plain)
        case .share: .percentInside(written: term.written, low: term.low, high: term.high)
        case .beside(let read, let plain, let scale):
          .percentBeside(
            written: term.written, term: read, low: term.low, high: term.high, plain: plain,
            scale: scale)
        }
      return SenseNote(
        .unit, at: term.position, in: term.path, cause, or: "issues.\(term.issue)")
    }
  }
}
