package import Sim

/// "Which inputs matter, alone and together?", asked with trials that are designed for it.
///
/// Indices are of Q(θ), the chance of an outcome (or the mean of a measure) given what is drawn once.
/// They do not change with how draws are named or coded.
package struct IndexQuestion: Sendable {
  /// Names of outcomes, classes and measures, or rules; empty: all there are.
  package var targets: [String] = []

  package init() {}

  /// An index of one input, or of several that depend on each other.
  package struct Index: Sendable {
    package enum Name: String, Sendable {
      case first = "S"
      case total = "T"
      case mean = "mu"
      case size = "mu_star"
      case deviation = "sigma"
      case shapley
    }

    package let input: String
    package let name: Name
    /// The interval is unbounded where the input changed no trial, and nothing bounds what it may change in others.
    package let found: ValueInInterval
  }

  package struct Answer: Sendable {
    package let scenario: String
    package let target: AskedTarget
    /// What the parameters explain of the variance; the rest is chance.
    package var parameters: ValueInInterval?
    package var indices: [Index] = []
    /// Why there are no indices, if there are none.
    package var reason: String?
    /// Inputs that changed the target in none of so many trials when they were drawn anew.
    package var unmoved: [String] = []
    package var trials = 0

    package init(scenario: String, target: AskedTarget) {
      self.scenario = scenario
      self.target = target
    }

    package func found(_ name: Index.Name, of input: String) -> ValueInInterval? {
      indices.first { $0.name == name && $0.input == input }?.found
    }
  }

  // MARK: Sobol

  /// The runs that pick-freeze indices take: rows A, the same parameters with new draws, rows B, and for
  /// each group rows A with its draws taken from B. A's further draws are those of the mixed rows.
  package static func designs(_ groups: [InputGroup], _ model: Model) -> [Design] {
    // Indices that no run reaches: what they draw is independent of the rest.
    let other = TrialAddress(parameters: 0, draws: 1 << 60)
    let far: UInt64 = 1 << 61
    let own = Set(groups.flatMap(\.sites))
    let rest = Dictionary(
      model.sitesDrawnOnce.filter { !own.contains($0) }.map { ($0, far) }
    ) { first, _ in first }
    let shifted = { (sites: Set<String>) in
      Dictionary(sites.map { ($0, far) }) { first, _ in first }
    }
    return [
      Design(), Design(shifts: rest, first: other),
      Design(shifts: rest.merging(shifted(own)) { $1 }, first: other),
    ] + groups.map { Design(shifts: shifted($0.sites)) }
  }

  /// By target: its values in the trials of each design, in their order.
  package static func answer(
    _ target: AskedTarget, scenario: String, groups: [InputGroup], _ runs: [[Double]]
  ) -> Answer {
    var answer = Answer(scenario: scenario, target: target)
    guard runs.count == groups.count + 3, !groups.isEmpty else { return answer }
    guard runs.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
      answer.reason = "it is undefined in some trials, or trials failed"
      return answer
    }
    let size = runs[0].count / SobolIndices.replicates
    guard size > 1 else {
      answer.reason = "too few trials"
      return answer
    }
    let parts = (0..<SobolIndices.replicates).map { part in
      runs.map { Array($0[(part * size)..<((part + 1) * size)]) }
    }
    let (first, total): ([ValueInInterval], [ValueInInterval])
    if runs[0] == runs[1] {
      // Nothing is left to chance.
      guard
        let found = SobolIndices(
          parts.map { .init(a: $0[0], b: $0[2], mixed: Array($0[3...])) })
      else {
        answer.reason = Self.sameness(runs)
        return answer
      }
      (first, total) = (
        found.first,
        target.isCondition
          ? zip(found.total, runs[3...]).map { Self.withRare($0, runs, mixed: $1) } : found.total
      )
      answer.parameters = ValueInInterval(1, Interval(low: 1, high: 1))
    } else {
      guard
        let found = ProbabilityIndices(
          parts.map { .init(a: $0[0], again: $0[1], b: $0[2], mixed: Array($0[3...])) })
      else {
        answer.reason =
          "what the parameters explain of it is not told apart from none, so there is nothing to share "
          + "out; more trials may tell"
        return answer
      }
      (first, total) = (found.first, found.total)
      answer.parameters = found.parameters
    }
    answer.trials = runs[0].count
    let isWithRare = runs[0] == runs[1] && target.isCondition
    for (place, group) in groups.enumerated() {
      var (first, total) = (first[place], total[place])
      if runs[3 + place] == runs[0] {
        answer.unmoved.append(group.name)
        // Parts that all came to 0 would have limits of 0, as if the input could change nothing. Alone it
        // explains no more than with others.
        if !isWithRare { total.interval = .unbounded }
        first.interval = total.interval
      }
      answer.indices.append(Index(input: group.name, name: .first, found: first))
      answer.indices.append(Index(input: group.name, name: .total, found: total))
    }
    return answer
  }

  /// Why there is nothing to share out where nothing is left to chance.
  private static func sameness(_ runs: [[Double]]) -> String {
    let all = runs[0] + runs[2]
    guard all.allSatisfy({ $0 == all[0] }) else {
      return "it varies in too few trials; give a larger -n"
    }
    return "it is the same in all of \(all.count.inGroups) trials"
  }

  /// The total of a condition with limits that also hold the exact ones of the share of trials that the input
  /// changed (Clopper & Pearson 1934): of few such trials Student's are too narrow, and of none both 0.
  private static func withRare(
    _ total: ValueInInterval, _ runs: [[Double]], mixed: [Double]
  ) -> ValueInInterval {
    let rows = runs[0] + runs[2]
    let share = rows.reduce(0, +) / Double(rows.count)
    let variance = share * (1 - share)
    guard variance > 0 else { return total }
    let changed = zip(runs[0], mixed).count { $0 != $1 }
    let exact = ShareInterval.exact(changed, of: mixed.count)
    return ValueInInterval(
      total.value,
      Interval(
        low: min(total.interval.low, exact.low / (2 * variance)),
        high: max(total.interval.high, exact.high / (2 * variance))))
  }

  // MARK: Shapley

  /// Shares of what inputs that depend on each other explain together, from plain trials.
  package static func shapley(
    _ target: [Double], _ groups: [InputGroup], _ trials: TrialData
  ) -> [Index] {
    groups.filter { (2...ShapleyEffects.mostInputs).contains($0.inputs.count) }.flatMap {
      group -> [Index] in
      let columns = group.inputs.compactMap { trials.column($0)?.values }
      guard columns.count == group.inputs.count,
        let found = ExplainedVariance(of: target, by: columns)
      else { return [] }
      return zip(group.inputs, found.shapley).map { Index(input: $0, name: .shapley, found: $1) }
    }
  }
}
