extension Summary {
  /// Cumulative incidence. No trial is censored within the horizon, so it is a share per step.
  static func incidence(_ report: Report, _ tally: BlockTally, _ known: KnownIntervals)
    -> [IncidenceRow]
  {
    typealias Event = (kind: IncidenceRow.Kind, name: String, count: (Int) -> Int)
    var events: [Event] = []
    for index in report.outcomes.indices {
      events.append(
        (.outcome, report.outcomes[index].name, { tally.ended(outcome: index, step: $0) }))
    }
    for index in report.classes.indices {
      let members = report.outcomes.indices.filter { report.classOfOutcome[$0] == index }
      // An outcome that is its own class has the row of its own.
      guard members.count > 1 || members.contains(where: { report.outcomes[$0].className != nil })
      else { continue }
      events.append(
        (
          .class, report.classes[index],
          { step in members.reduce(0) { $0 + tally.ended(outcome: $1, step: step) } }
        ))
    }
    let firstEvent = report.milestones.count - report.eventCount
    for index in report.milestones.indices {
      events.append(
        (
          index < firstEvent ? .milestone : .event, report.milestones[index],
          { tally.reached(milestone: index, step: $0) }
        ))
    }
    let all = tally.trials + known.failed
    let width = ShareInterval.bandHalfWidth(trials: all, alpha: known.alpha)
    var counts = Array(repeating: 0, count: events.count)
    var shares = counts.map { known.share($0, of: tally.trials) }
    var rows: [IncidenceRow] = []
    rows.reserveCapacity(report.stepCount * events.count)
    for step in 0..<report.stepCount {
      for (index, event) in events.enumerated() {
        let added = event.count(step)
        counts[index] += added
        if added > 0 { shares[index] = known.share(counts[index], of: tally.trials) }
        // The failed trials are below the band's lower edge and within its upper one.
        let low = all > 0 ? Double(counts[index]) / Double(all) : 0.5
        let high = all > 0 ? Double(counts[index] + known.failed) / Double(all) : 0.5
        rows.append(
          IncidenceRow(
            step: step, kind: event.kind, event: event.name, share: shares[index],
            band: Interval(low: max(0, low - width), high: min(1, high + width))))
      }
    }
    return rows
  }

  /// How many rows a signal has: one at each step, and one for each outcome where trials are open.
  static func rowsPerSignal(_ report: Report, _ tally: BlockTally) -> Int {
    var open = report.outcomes.indices.reduce(0) { $0 + tally.count(outcome: $1) }
    return (0..<report.stepCount).reduce(0) { count, step in
      open -= report.outcomes.indices.reduce(0) { $0 + tally.ended(outcome: $1, step: step) }
      return count + 1 + (open > 0 ? report.outcomes.count : 0)
    }
  }

  /// The rows of one signal.
  static func rows(
    ofSignal signal: Int, _ report: Report, _ tally: BlockTally, _ known: KnownIntervals
  ) -> [SignalRow] {
    var rows: [SignalRow] = []
    let all = report.outcomes.indices
    var open = all.map { tally.count(outcome: $0) }
    var seenOpen = Array(repeating: 0, count: open.count)
    var seen = 0
    rows.reserveCapacity(report.stepCount * (open.count + 1))
    // By outcome: at many steps nothing has changed since the one before.
    var last: [(counts: RatioCounts, share: Share, ratio: RatioInterval)?] =
      Array(repeating: nil, count: open.count)
    for step in 0..<report.stepCount {
      for outcome in all {
        seen += tally.seen(signal: signal, outcome: outcome, step: step)
        seenOpen[outcome] += tally.seenOpenChange(signal: signal, outcome: outcome, step: step)
        open[outcome] -= tally.ended(outcome: outcome, step: step)
      }
      rows.append(
        SignalRow(
          signal: signal, step: step, outcome: nil, share: known.share(seen, of: tally.trials)))
      let openTotal = open.reduce(0, +)
      let seenTotal = seenOpen.reduce(0, +)
      guard openTotal > 0 else { continue }
      for outcome in all {
        let (x, n) = (seenOpen[outcome], open[outcome])
        let counts = RatioCounts(x1: x, n1: n, x0: seenTotal - x, n0: openTotal - n)
        let found =
          if let before = last[outcome], before.counts == counts { before } else {
            (counts: counts, share: known.share(x, of: n), ratio: known.ratio(counts))
          }
        last[outcome] = found
        rows.append(
          SignalRow(
            signal: signal, step: step, outcome: outcome, share: found.share,
            likelihoodRatio: found.ratio))
      }
    }
    return rows
  }
}
