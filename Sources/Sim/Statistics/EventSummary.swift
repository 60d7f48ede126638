extension Summary {
  /// Cumulative incidence. No trial is censored within the horizon, so it is a share per step.
  static func incidence(_ report: Report, _ tally: BlockTally, _ alpha: Double)
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
    for index in report.milestones.indices {
      events.append(
        (.milestone, report.milestones[index], { tally.reached(milestone: index, step: $0) }))
    }
    var exact = ExactShares(trials: tally.trials, alpha: alpha)
    let width = ShareInterval.bandHalfWidth(trials: tally.trials, alpha: alpha)
    var counts = Array(repeating: 0, count: events.count)
    var rows: [IncidenceRow] = []
    rows.reserveCapacity(report.stepCount * events.count)
    for step in 0..<report.stepCount {
      for (index, event) in events.enumerated() {
        counts[index] += event.count(step)
        let share = exact.share(counts[index])
        let middle = share.share ?? 0.5
        rows.append(
          IncidenceRow(
            step: step, kind: event.kind, event: event.name, share: share,
            band: Interval(low: max(0, middle - width), high: min(1, middle + width))))
      }
    }
    return rows
  }

  static func signals(_ report: Report, _ tally: BlockTally, _ alpha: Double) -> [SignalRow] {
    var rows: [SignalRow] = []
    var exact = ExactShares(trials: tally.trials, alpha: alpha)
    var given = GivenOutcomes(alpha: alpha)
    let all = report.outcomes.indices
    let ends = all.map { tally.count(outcome: $0) }
    for signal in report.signals.indices {
      var open = ends
      var seenOpen = Array(repeating: 0, count: ends.count)
      var seen = 0
      for step in 0..<report.stepCount {
        for outcome in all {
          seen += tally.seen(signal: signal, outcome: outcome, step: step)
          seenOpen[outcome] += tally.seenOpenChange(
            signal: signal, outcome: outcome, step: step)
          open[outcome] -= tally.ended(outcome: outcome, step: step)
        }
        rows.append(
          SignalRow(signal: signal, step: step, outcome: nil, share: exact.share(seen)))
        let openTotal = open.reduce(0, +)
        let seenTotal = seenOpen.reduce(0, +)
        guard openTotal > 0 else { continue }
        for outcome in all {
          let x = seenOpen[outcome]
          let n = open[outcome]
          let known = given.known(x, of: n, rest: seenTotal - x, of: openTotal - n)
          rows.append(
            SignalRow(
              signal: signal, step: step, outcome: outcome,
              share: Share(count: x, trials: n, interval: known.interval),
              likelihoodRatio: known.ratio))
        }
      }
    }
    return rows
  }
}

/// Intervals of signals given an outcome; equal counts, as of a signal that has ceased to change,
/// are worked out once.
private struct GivenOutcomes {
  private struct Counts: Hashable {
    var x, n, restSeen, rest: Int
  }

  private let alpha: Double
  private var intervals: [Int: [Int: Interval]] = [:]
  private var ratios: [Counts: RatioInterval] = [:]

  init(alpha: Double) { self.alpha = alpha }

  mutating func known(_ x: Int, of n: Int, rest restSeen: Int, of rest: Int)
    -> (interval: Interval, ratio: RatioInterval)
  {
    let interval = intervals[n]?[x] ?? ShareInterval.exact(x, of: n, alpha: alpha)
    intervals[n, default: [:]][x] = interval
    let counts = Counts(x: x, n: n, restSeen: restSeen, rest: rest)
    let ratio =
      ratios[counts] ?? RatioInterval(x, of: n, over: restSeen, of: rest, alpha: alpha)
    ratios[counts] = ratio
    return (interval, ratio)
  }
}
