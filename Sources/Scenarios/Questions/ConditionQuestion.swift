package import Sim

/// "What if we see it? What if we make it happen?", asked of trials: those in which a rule holds, and the
/// same trials with an event forced.
package struct ConditionQuestion: Sendable {
  /// Which of the trials are looked at; `nil`: none.
  package let given: TrialRule?
  package let forced: ForcedEvent?

  package init(given: TrialRule?, forced: ForcedEvent?) {
    self.given = given
    self.forced = forced
  }

  package enum Mode: String, Sendable { case all, given, `do` }
  package enum Kind: String, Sendable { case outcome, `class` }

  /// The share of an outcome or a class.
  package struct Row: Sendable {
    package let scenario: String
    package let mode: Mode
    package let rule: String?
    package let kind: Kind
    package let name: String
    package let trials: Int
    package let count: Int
    /// 95 %, of all rows of the kind and mode together; so are the others.
    package let interval: Interval
    /// Given: the share where the rule holds over that where it does not.
    package var ratio: RatioInterval?
    /// Forced: the share less that of the same trials as they are.
    package var difference: (value: Double, interval: Interval)?
    /// Too few trials to plan with.
    package var isRough = false

    package var share: Double { trials > 0 ? Double(count) / Double(trials) : 0 }
  }

  /// How early a signal is seen before trials end so, and how much it speaks for that end.
  package struct Lead: Sendable {
    package let scenario: String
    package let signal: String
    package let name: String
    package let time: LeadTime
    package let ratio: RatioInterval
  }

  package struct Answer: Sendable {
    package let rows: [Row]
    package let leads: [Lead]
    /// Trials of all, and of those in which the rule holds.
    package let trials: Int
    package let given: Int?

    package func rows(_ mode: Mode, _ kind: Kind) -> [Row] {
      rows.filter { $0.mode == mode && $0.kind == kind }
    }
  }

  /// `trials`: as they are; `done`: the same with the event forced. `signals`: names of columns.
  package func answer(
    _ trials: TrialData, done: TrialData?, signals: [String]
  ) throws(TrialDataError) -> Answer {
    let holds = try given?.holds(in: trials)
    var rows: [Row] = []
    for (kind, column) in [(Kind.outcome, TrialData.outcome), (.class, TrialData.outcomeClass)] {
      guard let labels = trials.column(column)?.labels else { continue }
      let ends = Self.ends(trials, column)
      let everything = Array(repeating: true, count: ends.count)
      rows += Self.rows(ends, labels, everything, .all, kind, trials, nil)
      if let holds, let given {
        rows += Self.rows(ends, labels, holds, .given, kind, trials, given.text)
      }
      if let done, let forced {
        let other = Self.ends(done, column)
        let all = Array(repeating: true, count: other.count)
        rows += zip(
          labels.indices, Self.rows(other, labels, all, .do, kind, done, "\(forced)")
        ).map { place, row in
          var row = row
          row.difference = Self.difference(
            trials.numbers, ends, done.numbers, other, place, of: labels.count)
          return row
        }
      }
    }
    return Answer(
      rows: rows, leads: leads(trials, signals), trials: trials.count,
      given: holds.map { $0.count { $0 } })
  }

  private static func ends(_ trials: TrialData, _ column: String) -> [Int] {
    trials.column(column)?.values.map { $0.isNaN ? -1 : Int($0) } ?? []
  }

  private static func rows(
    _ ends: [Int], _ labels: [String], _ holds: [Bool], _ mode: Mode, _ kind: Kind,
    _ trials: TrialData, _ rule: String?
  ) -> [Row] {
    let shares = ConditionalShares(ends, of: labels.count, isGiven: holds)
    return labels.indices.map { place in
      Row(
        scenario: trials.name, mode: mode, rule: rule, kind: kind, name: labels[place],
        trials: shares.trials, count: shares.counts[place], interval: shares.intervals[place],
        ratio: mode == .given ? shares.ratios[place] : nil, isRough: shares.isRough)
    }
  }

  /// Of trials that finished in both runs.
  private static func difference(
    _ numbers: [Int], _ ends: [Int], _ otherNumbers: [Int], _ otherEnds: [Int], _ place: Int,
    of count: Int
  ) -> (value: Double, interval: Interval)? {
    var (pairs, up, down, other) = (0, 0, 0, 0)
    for (number, end) in zip(numbers, ends) {
      while other < otherNumbers.count, otherNumbers[other] < number { other += 1 }
      guard other < otherNumbers.count, otherNumbers[other] == number else { continue }
      pairs += 1
      let (before, after) = (end == place, otherEnds[other] == place)
      if after, !before { up += 1 }
      if before, !after { down += 1 }
    }
    guard pairs > 0 else { return nil }
    return (
      Double(up - down) / Double(pairs),
      PairedInterval.score(
        onlyFirst: up, onlySecond: down, of: pairs, alpha: 0.05 / Double(max(1, count)))
    )
  }

  /// By class where there are any.
  private func leads(_ trials: TrialData, _ signals: [String]) -> [Lead] {
    guard let step = trials.column("step"),
      let labels = trials.column(TrialData.outcomeClass)?.labels
    else { return [] }
    let ends = Self.ends(trials, TrialData.outcomeClass)
    return signals.compactMap { trials.column($0) }.flatMap { signal in
      labels.indices.map { place in
        let own = ends.indices.filter { ends[$0] == place }
        let rest = ends.indices.filter { ends[$0] >= 0 && ends[$0] != place }
        let isSeen = { (row: Int) in !signal.values[row].isNaN }
        return Lead(
          scenario: trials.name, signal: signal.name, name: labels[place],
          time: LeadTime(
            seen: own.map { signal.values[$0] }, end: own.map { step.values[$0] }),
          ratio: RatioInterval(
            own.count(where: isSeen), of: own.count, over: rest.count(where: isSeen),
            of: rest.count))
      }
    }
  }
}

extension ConditionQuestion {
  package static let files = ["conditions.csv", "leads.csv"]

  package static func tables(_ answer: Answer?) -> [AnswerTable] {
    [
      AnswerTable(.conditions, answer?.rows ?? []), AnswerTable(.leads, answer?.leads ?? []),
    ]
  }
}

extension Table where Row == ConditionQuestion.Row {
  fileprivate static var conditions: Table {
    Table(
      file: "conditions.csv",
      columns: [
        .text("scenario", "name of the scenario", role: .key) { $0.scenario },
        .text(
          "mode",
          "all: the trials as they are; given: those in which the rule holds; do: all, with the event "
            + "forced", role: .key
        ) { $0.mode.rawValue },
        .text("rule", "the rule, or the event and when it is forced", role: .key) { $0.rule },
        .text("outcome", "name of the outcome, or of the class", role: .key) { $0.name },
        .integer("trials", "trials", "that are looked at") { $0.trials },
        .integer("count", "trials", "of them that ended so") { $0.count },
        .number("share", "share", "count of trials; empty without trials") {
          $0.trials > 0 ? $0.share : nil
        },
        .number("ci_low", "share", "lower 95 % limit of the share, \(together)") {
          $0.interval.low
        },
        .number("ci_high", "share", "upper 95 % limit of the share, \(together)") {
          $0.interval.high
        },
        .text("kind", "outcome or class", role: .key) { $0.kind.rawValue },
        .number("ratio", "ratio", "given: the share over that where the rule does not hold") {
          finite($0.ratio?.ratio)
        },
        .number("ratio_low", "ratio", "its lower 95 % limit, \(together)") {
          $0.ratio?.interval.low
        },
        .number("ratio_high", "ratio", "its upper 95 % limit, \(together); empty: none") {
          finite($0.ratio?.interval.high)
        },
        .number("difference", "share", "do: the share less that of the same trials as they are") {
          $0.difference?.value
        },
        .number("difference_low", "share", "its lower 95 % limit, of pairs, \(together)") {
          $0.difference?.interval.low
        },
        .number("difference_high", "share", "its upper 95 % limit, of pairs, \(together)") {
          $0.difference?.interval.high
        },
        .text("rough", "yes: of fewer than \(ConditionalShares.fewTrials) trials") {
          $0.isRough ? "yes" : "no"
        },
      ])
  }
}

extension Table where Row == ConditionQuestion.Lead {
  fileprivate static var leads: Table {
    Table(
      file: "leads.csv",
      columns: [
        .text("scenario", "name of the scenario", role: .key) { $0.scenario },
        .text("signal", "name of the signal", role: .key) { $0.signal },
        .text("class", "how the trials ended", role: .key) { $0.name },
        .integer("trials", "trials", "that ended so and in which the signal was seen") {
          $0.time.trials
        },
        .number("lead", "steps", "median of the steps from its first sight to the end") {
          $0.time.median
        },
        .number("lead_low", "steps", "its lower 95 % limit; empty of too few trials") {
          $0.time.interval?.low
        },
        .number("lead_high", "steps", "its upper 95 % limit; empty of too few trials") {
          $0.time.interval?.high
        },
        .number(
          "likelihood_ratio", "ratio",
          "how much oftener it is seen in trials that end so than in others; empty: not finite"
        ) { finite($0.ratio.ratio) },
        .number("lr_low", "ratio", "lower 95 % limit of the likelihood ratio") {
          $0.ratio.interval.low
        },
        .number("lr_high", "ratio", "upper 95 % limit of the likelihood ratio; empty: none") {
          finite($0.ratio.interval.high)
        },
      ])
  }
}

private let together = "of all rows of the mode and kind together"

private func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
