/// What one block of trials, or several merged, came to: counts, moments, kept values.
///
/// The order of recordings is part of the result's last bits: batches in the order of trials,
/// steps in the order of time.
package struct BlockTally: Sendable, Mergeable, StepRecorder {
  /// Values of measures are kept up to so many planned trials.
  package static let mostKeptTrials = 1_000_000
  /// Failures past these are counted, not listed.
  package static let mostFailuresListed = 10_000

  package let stepCount: Int
  package let outcomeCount: Int
  package let keepsValues: Bool
  let quantityCount: Int
  let measureCount: Int
  let signalCount: Int
  let milestoneCount: Int

  /// Trials that finished; those that failed are not among them.
  package internal(set) var trials = 0
  package internal(set) var failureCount = 0
  /// In the order of trials.
  package internal(set) var failures: [Failure] = []
  /// Block by block; empty unless values are kept.
  package internal(set) var kept: [KeptTrials] = []
  /// Outcome by outcome, by end step.
  var ends: [Int]
  /// Milestone by milestone, by step.
  var reached: [Int]
  /// Signal by signal, outcome by outcome, by first step seen.
  var seen: [Int]
  /// The same, by step: those first seen in the step and open at its end, less those ending in
  /// it that were seen and open before. Summed over steps: seen by then and still open.
  var seenOpen: [Int]
  /// Measure by measure, outcome by outcome.
  var measureMoments: [SkewedMoments]
  /// Step by step, open then ended, quantity by quantity; empty if they are counted elsewhere.
  var timeline: [Moments]
  /// What each analysis keeps; empty if nobody looks, and of a tally of nothing.
  package internal(set) var folds: [FoldedTrials] = []

  /// `followsSteps`: moments of each step are counted here.
  package init(_ report: Report, keepsValues: Bool, followsSteps: Bool = true) {
    stepCount = report.stepCount
    outcomeCount = report.outcomes.count
    quantityCount = report.quantities.count
    measureCount = report.measures.count
    signalCount = report.signals.count
    milestoneCount = report.milestones.count
    self.keepsValues = keepsValues
    ends = Array(repeating: 0, count: outcomeCount * stepCount)
    reached = Array(repeating: 0, count: milestoneCount * stepCount)
    seen = Array(repeating: 0, count: signalCount * outcomeCount * stepCount)
    seenOpen = seen
    measureMoments = Array(
      repeating: SkewedMoments(), count: measureCount * outcomeCount)
    timeline = Array(
      repeating: Moments(), count: followsSteps ? stepCount * 2 * quantityCount : 0)
  }

  /// The values of trials still open at the end of the step; NaN is missing.
  package mutating func recordOpen(
    step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int
  ) {
    timeline[step * 2 * quantityCount + quantity].add(row: row, count: count)
  }

  /// The values of trials that ended in the step.
  package mutating func recordEnded(
    step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int
  ) {
    timeline[(step * 2 + 1) * quantityCount + quantity].add(row: row, count: count)
  }

  /// Finished trials; lanes with outcome -1 are passed over.
  package mutating func record(_ batch: TrialBatch) {
    recordEnds(batch)
    recordMeasures(batch)
  }

  /// Of finished trials all but the measures.
  mutating func recordEnds(_ batch: TrialBatch) {
    let capacity = TrialBatch.capacity
    if keepsValues, kept.isEmpty { kept.append(KeptTrials()) }
    for lane in 0..<batch.count where batch.outcome[lane] >= 0 {
      let outcome = Int(batch.outcome[lane])
      let end = Int(batch.endStep[lane])
      trials += 1
      ends[outcome * stepCount + end] += 1
      for milestone in 0..<milestoneCount {
        let step = Int(batch.milestones[milestone * capacity + lane])
        if step >= 0 { reached[milestone * stepCount + step] += 1 }
      }
      for signal in 0..<signalCount {
        let first = Int(batch.signals[signal * capacity + lane])
        guard first >= 0 else { continue }
        let start = (signal * outcomeCount + outcome) * stepCount
        seen[start + first] += 1
        if first < end {
          seenOpen[start + first] += 1
          seenOpen[start + end] -= 1
        }
      }
      if keepsValues { kept[kept.count - 1].outcomes.append(batch.outcome[lane]) }
    }
  }

  /// Of the same trials the measures.
  mutating func recordMeasures(_ batch: TrialBatch) {
    let capacity = TrialBatch.capacity
    if keepsValues, kept.isEmpty { kept.append(KeptTrials()) }
    for lane in 0..<batch.count where batch.outcome[lane] >= 0 {
      let outcome = Int(batch.outcome[lane])
      for measure in 0..<measureCount {
        let value = batch.measures[measure * capacity + lane]
        measureMoments[measure * outcomeCount + outcome].add(value)
        if keepsValues { kept[kept.count - 1].values.append(value) }
      }
    }
  }

  /// The measures of trials whose ends were recorded here, and theirs in a tally of one block.
  mutating func takeMeasures(of other: BlockTally) {
    measureMoments = other.measureMoments
    for place in kept.indices { kept[place].values = other.kept[place].values }
  }

  package mutating func record(_ failure: Failure) {
    failureCount += 1
    if failures.count < Self.mostFailuresListed { failures.append(failure) }
  }

  package mutating func merge(_ next: BlockTally) {
    trials += next.trials
    failureCount += next.failureCount
    failures.append(contentsOf: next.failures.prefix(Self.mostFailuresListed - failures.count))
    kept.append(contentsOf: next.kept)
    for index in ends.indices { ends[index] += next.ends[index] }
    for index in reached.indices { reached[index] += next.reached[index] }
    for index in seen.indices { seen[index] += next.seen[index] }
    for index in seenOpen.indices { seenOpen[index] += next.seenOpen[index] }
    for index in measureMoments.indices { measureMoments[index].merge(next.measureMoments[index]) }
    for index in timeline.indices { timeline[index].merge(next.timeline[index]) }
    if folds.isEmpty {
      folds = next.folds
    } else {
      for index in next.folds.indices { folds[index].merge(next.folds[index]) }
    }
  }

  /// Gives the places of failures other names.
  mutating func place(_ rename: (String) -> String) {
    for index in failures.indices {
      failures[index].position = rename(failures[index].position)
    }
  }

  /// So many trials ended in each outcome, at a step that nobody asks for.
  mutating func set(counts: [Int], failed: Int) {
    trials = counts.reduce(0, +)
    failureCount = failed
    for (outcome, count) in counts.enumerated() { ends[outcome * stepCount] = count }
  }

  // MARK: Reading

  package func ended(outcome: Int, step: Int) -> Int { ends[outcome * stepCount + step] }

  package func count(outcome: Int) -> Int {
    ends[(outcome * stepCount)..<((outcome + 1) * stepCount)].reduce(0, +)
  }

  package func reached(milestone: Int, step: Int) -> Int { reached[milestone * stepCount + step] }

  /// Trials of the outcome in which the signal was first seen in the step.
  package func seen(signal: Int, outcome: Int, step: Int) -> Int {
    seen[(signal * outcomeCount + outcome) * stepCount + step]
  }

  /// The change from the step before in the number of trials seen by then and still open.
  func seenOpenChange(signal: Int, outcome: Int, step: Int) -> Int {
    seenOpen[(signal * outcomeCount + outcome) * stepCount + step]
  }

  package func measure(_ measure: Int, outcome: Int) -> Moments {
    skewedMoments(measure, outcome: outcome).moments
  }

  /// Over all outcomes, merged in their order.
  package func measure(_ measure: Int) -> Moments { skewedMoments(measure).moments }

  func skewedMoments(_ measure: Int, outcome: Int) -> SkewedMoments {
    measureMoments[measure * outcomeCount + outcome]
  }

  func skewedMoments(_ measure: Int) -> SkewedMoments {
    var all = SkewedMoments()
    for outcome in 0..<outcomeCount { all.merge(skewedMoments(measure, outcome: outcome)) }
    return all
  }

  package func open(step: Int, quantity: Int) -> Moments {
    timeline[step * 2 * quantityCount + quantity]
  }

  /// Those that ended in this very step.
  package func ended(step: Int, quantity: Int) -> Moments {
    timeline[(step * 2 + 1) * quantityCount + quantity]
  }

  /// The kept values of a measure in the trials of an outcome that are not missing, sorted.
  package func sortedValues(measure: Int, outcome: Int) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(self.measure(measure, outcome: outcome).count)
    for part in kept {
      for trial in part.outcomes.indices where Int(part.outcomes[trial]) == outcome {
        let value = part.values[trial * measureCount + measure]
        if !value.isNaN { result.append(value) }
      }
    }
    result.sortByRadix()
    return result
  }
}

/// Outcome and measures of each finished trial of a block, in order.
package struct KeptTrials: Sendable, Hashable {
  package internal(set) var outcomes: [Int32] = []
  /// Trial by trial, measure by measure.
  package internal(set) var values: [Double] = []
}
