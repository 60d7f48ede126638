/// How outcomes and measures differ between two points, trial by trial.
///
/// Trials with the same number draw the same random numbers at both points, so that most of what
/// chance does is the same in both and falls out of the difference. What is left of it shows in how much
/// the differences of single trials differ, and the intervals come from that.
package struct PairedDifferences: TrialAnalysis {
  /// Something that both points have, by its number at each.
  package struct Pair: Sendable, Hashable {
    package let own: Int
    package let other: Int
  }

  /// By name.
  package let outcomes: [Pair]
  package let classes: [Pair]
  /// By name and unit.
  package let measures: [Pair]
  /// By measure: whether it holds or does not at both points, so that its mean is a share.
  private let areConditions: [Bool]
  /// By outcome of a trial here and there: which of the pairs it belongs to, or −1.
  private let outcomePlaces: (here: [Int], there: [Int])
  private let classPlaces: (here: [Int], there: [Int])
  private let incidence: PairedIncidence

  package init(_ own: Report, beside other: Report) {
    outcomes = Self.pairs(own.outcomes.map(\.name), other.outcomes.map(\.name))
    classes = Self.pairs(own.classes, other.classes)
    measures = Self.pairs(own.measures, other.measures)
    areConditions = measures.map {
      own.measures[$0.own].isCondition && other.measures[$0.other].isCondition
    }
    outcomePlaces = (
      Self.places(outcomes.map(\.own), Array(own.outcomes.indices)),
      Self.places(outcomes.map(\.other), Array(other.outcomes.indices))
    )
    classPlaces = (
      Self.places(classes.map(\.own), own.classOfOutcome),
      Self.places(classes.map(\.other), other.classOfOutcome)
    )
    incidence = PairedIncidence(own, beside: other)
  }

  private static func places(_ numbers: [Int], _ numberOfOutcome: [Int]) -> [Int] {
    numberOfOutcome.map { numbers.firstIndex(of: $0) ?? -1 }
  }

  private static func pairs<Name: Hashable>(_ own: [Name], _ other: [Name]) -> [Pair] {
    let places = Dictionary(zip(other, other.indices)) { first, _ in first }
    return own.enumerated().compactMap { at, name in
      places[name].map { Pair(own: at, other: $0) }
    }
  }

  /// Counts: pairs of trials that both finished; then of each outcome and each class how many pairs have
  /// it at both points, at this one alone, at the other alone; then those of incidence; last the pairs of
  /// which a trial failed. Moments: of each measure here and there. Moments with skewness: of its
  /// difference.
  package var empty: FoldedTrials {
    FoldedTrials(
      counts: incidenceStart + incidence.countOfNumbers + 1, moments: 2 * measures.count,
      skewed: measures.count)
  }

  private var incidenceStart: Int { 1 + 3 * (outcomes.count + classes.count) }

  package func fold(
    _ block: [TrialBatch], beside reference: ReferenceBlock?, into folded: inout FoldedTrials
  ) {
    guard let reference else { return }
    let own = ReferenceBlock(block)
    let finished = own.outcomes.indices.filter {
      own.outcomes[$0] >= 0 && reference.outcomes[$0] >= 0
    }
    folded.counts[0] += finished.count
    folded.counts[folded.counts.count - 1] += own.outcomes.count - finished.count
    count(own, reference, finished, into: &folded)
    incidence.count(own, reference, finished, into: &folded.counts, from: incidenceStart)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * max(1, finished.count)) { rows in
      guard let here = rows.baseAddress else { return }
      let (there, difference) = (here + finished.count, here + 2 * finished.count)
      for (k, pair) in measures.enumerated() {
        let (values, others) = (own.measures[pair.own], reference.measures[pair.other])
        for (place, trial) in finished.enumerated() {
          let (a, b) = (values[trial], others[trial])
          // A value counts only where the other trial has one too.
          let isMissing = a.isNaN || b.isNaN
          here[place] = isMissing ? .nan : a
          there[place] = isMissing ? .nan : b
          difference[place] = a - b
        }
        folded.moments[2 * k].add(row: here, count: finished.count)
        folded.moments[2 * k + 1].add(row: there, count: finished.count)
        folded.skewed[k].add(row: difference, count: finished.count)
      }
    }
  }

  private func count(
    _ own: ReferenceBlock, _ reference: ReferenceBlock, _ finished: [Int],
    into folded: inout FoldedTrials
  ) {
    for (start, places) in [(1, outcomePlaces), (1 + 3 * outcomes.count, classPlaces)] {
      for trial in finished {
        let a = places.here[Int(own.outcomes[trial])]
        let b = places.there[Int(reference.outcomes[trial])]
        if a == b {
          if a >= 0 { folded.counts[start + 3 * a] += 1 }
        } else {
          if a >= 0 { folded.counts[start + 3 * a + 1] += 1 }
          if b >= 0 { folded.counts[start + 3 * b + 2] += 1 }
        }
      }
    }
  }

  // MARK: What it came to

  /// A difference in a share.
  package struct Share: Sendable, Hashable {
    /// Pairs of trials that both finished.
    package let pairs: Int
    package let both: Int
    package let onlyHere: Int
    package let onlyThere: Int
    /// Pairs of which a trial failed, if they are so many that the limits allow for all that they could
    /// have come to.
    package let failed: Int
    package let interval: Interval
    /// The interval holds at level 1 − alpha.
    package let alpha: Double

    package var here: Double { share(both + onlyHere) }
    package var there: Double { share(both + onlyThere) }
    package var difference: Double { share(onlyHere - onlyThere) }

    /// By how much the variance of the difference would be larger if both points had drawn numbers of
    /// their own; `nil` where the pairs are all the same.
    package var varianceRatio: Double? {
      let n = Double(pairs)
      let discordant = Double(onlyHere + onlyThere) / n
      let paired = discordant - difference * difference
      guard pairs > 0, paired > 0 else { return nil }
      return (here * (1 - here) + there * (1 - there)) / paired
    }

    /// About how many pairs of trials it takes until an interval around such a difference would leave 0
    /// out; `nil` if there is none yet, and where limits allow for trials that failed.
    package var neededPairs: Double? {
      guard failed == 0 else { return nil }
      let discordant = Double(onlyHere + onlyThere) / Double(pairs)
      return PairedInterval.neededPairs(
        difference: difference, variance: discordant - difference * difference, alpha: alpha)
    }

    private func share(_ count: Int) -> Double { pairs > 0 ? Double(count) / Double(pairs) : .nan }
  }

  /// A difference in the mean of a measure, over the pairs of trials that both have a value.
  package struct Mean: Sendable, Hashable {
    package let here: Moments
    package let there: Moments
    package let difference: SkewedMoments
    /// `nil` of too few pairs, of values that are all the same, if a limit is too large for a number, and of a
    /// number where so many trials failed that limits would have to allow for them.
    package let interval: Interval?
    /// The interval holds at level 1 − alpha.
    package let alpha: Double

    /// As of a share.
    package let failed: Int

    /// As of a share.
    package var neededPairs: Double? {
      guard failed == 0 else { return nil }
      return difference.moments.variance.flatMap {
        PairedInterval.neededPairs(
          difference: difference.moments.mean, variance: $0, alpha: alpha)
      }
    }

    /// As of a share.
    package var varianceRatio: Double? {
      guard let a = here.variance, let b = there.variance,
        let paired = difference.moments.variance, paired > 0
      else { return nil }
      return (a + b) / paired
    }
  }

  /// By outcome; the intervals hold at level 1 − alpha together (Bonferroni).
  package func outcomes(_ folded: FoldedTrials, alpha: Double = 0.05) -> [Share] {
    shares(folded, from: 1, outcomes.count, alpha)
  }

  /// By class; the same.
  package func classes(_ folded: FoldedTrials, alpha: Double = 0.05) -> [Share] {
    shares(folded, from: 1 + 3 * outcomes.count, classes.count, alpha)
  }

  /// In which share of the trials an event of both points had come about by each step. Each interval
  /// holds at level 1 − alpha alone.
  package func incidence(_ folded: FoldedTrials, alpha: Double = 0.05)
    -> [(event: String, steps: [Share])]
  {
    incidence.pairs.enumerated().map { k, pair in
      let counts = incidence.counts(k, folded.counts, from: incidenceStart)
      return (
        pair.name,
        counts.map { share(folded, $0.both, $0.onlyHere, $0.onlyThere, alpha: alpha) }
      )
    }
  }

  private func shares(
    _ folded: FoldedTrials, from start: Int, _ count: Int, _ alpha: Double
  ) -> [Share] {
    (0..<count).map { k in
      let at = start + 3 * k
      return share(
        folded, folded.counts[at], folded.counts[at + 1], folded.counts[at + 2],
        alpha: alpha / Double(max(1, count)))
    }
  }

  private func share(
    _ folded: FoldedTrials, _ both: Int, _ here: Int, _ there: Int, alpha: Double
  ) -> Share {
    let failed = failed(folded)
    return Share(
      pairs: folded.counts[0], both: both, onlyHere: here, onlyThere: there, failed: failed,
      interval: PairedInterval.score(
        onlyFirst: here, onlySecond: there, of: folded.counts[0], failed: failed, alpha: alpha),
      alpha: alpha)
  }

  /// How many pairs of which a trial failed the limits allow for.
  package func failed(_ folded: FoldedTrials) -> Int {
    Summary.bounding(folded.counts[0], folded.counts.last ?? 0)
  }

  /// By measure; each interval holds at level 1 − alpha alone.
  package func measures(_ folded: FoldedTrials, alpha: Double = 0.05) -> [Mean] {
    let failed = failed(folded)
    return measures.indices.map { k in
      let (here, there) = (folded.moments[2 * k], folded.moments[2 * k + 1])
      let difference = folded.skewed[k]
      return Mean(
        here: here, there: there, difference: difference,
        interval: PairedMean.interval(
          difference, here: here, there: there, isCondition: areConditions[k], failed: failed,
          alpha: alpha), alpha: alpha, failed: failed)
    }
  }
}
