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

  /// What the trials in which a rule holds are set against.
  package enum Against: String, Sendable {
    /// Those in which it does not.
    case others = "other trials"
    /// Of a rule that is seen on the way: those still open at the step of the sighting that had not seen it
    /// before, for a trial that ends early has less time to see anything.
    case open = "trials still open"
  }

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
    /// Given: what the share is set against.
    package var against: Against?
    /// Given: the share of what it is set against.
    package var expected: Double?
    /// Given: the share where the rule holds over `expected`.
    package var ratio: RatioInterval?
    /// Forced: the share less that of the same trials as they are.
    package var difference: (value: Double, interval: Interval)?
    /// Too few trials to plan with.
    package var isRough = false
    /// Trials that failed, or pairs of which one did, if its limits allow for them.
    package var failed = 0

    package var share: Double { trials > 0 ? Double(count) / Double(trials) : 0 }
  }

  /// How early a signal is seen before trials end so, and how much it speaks for that end.
  package struct Lead: Sendable {
    package let scenario: String
    package let signal: String
    package let name: String
    package let time: LeadTime
    /// 95 %, of all signals and classes together.
    package let sighting: SightingRatio
  }

  package struct Answer: Sendable {
    package let rows: [Row]
    package let leads: [Lead]
    /// Trials of all, and of those in which the rule holds.
    package let trials: Int
    package let given: Int?

    /// Whether any limits allow for trials that failed.
    package var allowsForFailed: Bool { rows.contains { $0.failed > 0 } }

    package func rows(_ mode: Mode, _ kind: Kind) -> [Row] {
      rows.filter { $0.mode == mode && $0.kind == kind }
    }
  }

  /// How many trials failed, as they are and with the event forced. Where they are more than 1 % of all, limits of
  /// shares and their differences allow for all that they could have come to. All of them may be trials in which a
  /// rule holds, or others: limits of these allow for them from 1 % of the fewer of both on. Limits against trials
  /// still open, of a rule that is seen on the way, do not.
  package struct Failed: Sendable {
    package var plain = 0
    package var done = 0

    package init(plain: Int = 0, done: Int = 0) {
      self.plain = plain
      self.done = done
    }
  }

  /// `trials`: as they are; `done`: the same with the event forced; without those that failed. `signals`:
  /// names of columns.
  package func answer(
    _ trials: TrialData, done: TrialData?, signals: [String], failed: Failed = Failed()
  ) throws(TrialDataError) -> Answer {
    let holds = try given?.holds(in: trials)
    let sights = try given?.sights(in: trials)
    var rows: [Row] = []
    for (kind, column) in [(Kind.outcome, TrialData.outcome), (.class, TrialData.outcomeClass)] {
      guard let labels = trials.column(column)?.labels else { continue }
      let ends = Self.ends(trials, column)
      let everything = Array(repeating: true, count: ends.count)
      rows += Self.rows(ends, labels, everything, .all, kind, trials, nil, failed.plain)
      if let holds, let given {
        let own = Self.rows(ends, labels, holds, .given, kind, trials, given.text, failed.plain)
        rows += sights.map { Self.setAgainstOpen(own, ends, $0, trials) } ?? own
      }
      if let done, let forced {
        let other = Self.ends(done, column)
        let all = Array(repeating: true, count: other.count)
        rows += zip(
          labels.indices,
          Self.rows(other, labels, all, .do, kind, done, "\(forced)", failed.done)
        ).map { place, row in
          var row = row
          let found = Self.difference(
            trials.numbers, ends, done.numbers, other, place, of: labels.count,
            all: trials.count + failed.plain)
          row.difference = found.map { ($0.value, $0.interval) }
          row.failed = max(row.failed, found?.failed ?? 0)
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
    _ trials: TrialData, _ rule: String?, _ failed: Int
  ) -> [Row] {
    let given = holds.count { $0 }
    let fewest = [given, holds.count - given].filter { $0 > 0 }.min() ?? 0
    let failed = Summary.bounding(fewest, failed)
    let shares = ConditionalShares(ends, of: labels.count, isGiven: holds, failed: failed)
    return labels.indices.map { place in
      Row(
        scenario: trials.name, mode: mode, rule: rule, kind: kind, name: labels[place],
        trials: shares.trials, count: shares.counts[place], interval: shares.intervals[place],
        against: mode == .given ? .others : nil,
        expected: mode == .given ? shares.otherShares[place] : nil,
        ratio: mode == .given ? shares.ratios[place] : nil, isRough: shares.isRough, failed: failed)
    }
  }

  /// Rows of a rule that is seen at steps.
  private static func setAgainstOpen(
    _ rows: [Row], _ ends: [Int], _ sights: [Double], _ trials: TrialData
  ) -> [Row] {
    guard let steps = trials.column("step")?.values else { return rows }
    return zip(rows.indices, rows).map { place, row in
      let found = sighting(ends, place, sights, steps, of: rows.count)
      var row = row
      (row.against, row.expected, row.ratio) = (.open, found.expected, found.ratio)
      return row
    }
  }

  /// Of trials that finished; limits hold for `rows` of them together (Bonferroni).
  private static func sighting(
    _ ends: [Int], _ place: Int, _ seen: [Double], _ steps: [Double], of rows: Int
  ) -> SightingRatio {
    let finished = ends.indices.filter { ends[$0] >= 0 && !steps[$0].isNaN }
    return SightingRatio(
      isSuch: finished.map { ends[$0] == place }, seen: finished.map { seen[$0] },
      end: finished.map { steps[$0] }, alpha: 0.05 / Double(max(1, rows)))
  }

  /// Of trials that finished in both runs; `all`: of how many that were run.
  private static func difference(
    _ numbers: [Int], _ ends: [Int], _ otherNumbers: [Int], _ otherEnds: [Int], _ place: Int,
    of count: Int, all: Int
  ) -> (value: Double, interval: Interval, failed: Int)? {
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
    let failed = Summary.bounding(pairs, max(0, all - pairs))
    return (
      Double(up - down) / Double(pairs),
      PairedInterval.score(
        onlyFirst: up, onlySecond: down, of: pairs, failed: failed,
        alpha: 0.05 / Double(max(1, count))),
      failed
    )
  }

  /// By class where there are any.
  private func leads(_ trials: TrialData, _ signals: [String]) -> [Lead] {
    guard let step = trials.column("step"),
      let labels = trials.column(TrialData.outcomeClass)?.labels
    else { return [] }
    let ends = Self.ends(trials, TrialData.outcomeClass)
    let columns = signals.compactMap { trials.column($0) }
    return columns.flatMap { signal in
      labels.indices.map { place in
        let own = ends.indices.filter { ends[$0] == place }
        return Lead(
          scenario: trials.name, signal: signal.name, name: labels[place],
          time: LeadTime(
            seen: own.map { signal.values[$0] }, end: own.map { step.values[$0] }),
          sighting: Self.sighting(
            ends, place, signal.values, step.values, of: columns.count * labels.count))
      }
    }
  }
}
