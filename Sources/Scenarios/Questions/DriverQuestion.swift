package import Sim

/// "What moves the outcome?", asked of trials that were run for any reason.
package struct DriverQuestion: Sendable {
  /// Names of outcomes, classes and measures, or rules; empty: all there are.
  package var targets: [String] = []
  /// Only the trials in which this holds are looked at.
  package var given: TrialRule?
  /// Whether shares of the variance are all that is wanted: no distances, no rank correlations.
  package var wantsSharesAlone = false
  /// How many threads may work; the answer does not depend on it.
  package var jobs = 1

  package init() {}

  /// What one input does to one target.
  package struct Influence: Sendable {
    package let input: String
    package let unit: String?
    /// Share of the variance that goes with it.
    package var share: VarianceShare?
    package var distance: DistributionDistance?
    package var rank: RankAssociation?
    /// Held at its 5 % and its 95 % quantile.
    package var low: Bar?
    package var high: Bar?

    /// How many inputs are looked at together.
    var among = 1

    /// Whether its share of the variance is told apart from none, of all inputs together.
    package var isToldApart: Bool { share?.isToldApart(among: among) ?? false }
    /// Whether a bar, the distance or the rank correlation is.
    package var isToldApartOtherwise: Bool {
      [
        low?.effect.effect, high?.effect.effect, distance?.distance, rank?.correlation,
      ].contains { $0?.isToldApart ?? false }
    }
    /// No larger share of the variance goes with it.
    package var most: Double? { share.map { max(0, $0.share.interval.high) } }
  }

  /// A bar of a tornado.
  package struct Bar: Sendable {
    /// The value of the input.
    package let value: Double
    package let effect: PairedEffect
  }

  package struct Answer: Sendable {
    package let scenario: String
    package let point: Int
    package let target: AskedTarget
    /// Trials that have a value.
    package let count: Int
    /// Share or mean.
    package let mean: Double
    /// From the largest share of the variance.
    package var influences: [Influence]
    /// Chance: what is left where all that is drawn once is known.
    package var chance: ValueInInterval?
    /// What is neither in the shares of single inputs nor chance; without chance, both together.
    package var rest: ValueInInterval?
    /// Why there is no rest, if there is none.
    package var noRest: String?
  }

  /// Whether what is asked for is among the columns of trials.
  package func check(_ trials: TrialData) throws(TrialDataError) {
    _ = try AskedTarget.asked(targets, in: kept(of: trials))
  }

  /// `groups`: the inputs that draw for themselves and those that depend on each other; `nil`: nobody
  /// knows, and single inputs are taken to be independent.
  package func answers(
    _ trials: TrialData, groups: [InputGroup]? = nil
  ) throws(TrialDataError) -> [Answer] {
    let kept = try kept(of: trials)
    guard kept.count > 0 else {
      throw TrialDataError.missing(
        "no trial is left in which \(given?.text ?? "anything") holds")
    }
    let inputs = kept.inputs
    guard !inputs.isEmpty else {
      throw TrialDataError.missing(
        "\(trials.name) has no inputs that vary between trials: nothing can be shared out among them"
      )
    }
    let ranked = concurrently(
      jobs: jobs,
      inputs.map { column in
        { @Sendable in
          Ranked(
            input: RankedInput(column.values, kind: column.labels == nil ? .number : .label),
            values: RankedValues(column.values))
        }
      })
    var asked: [(target: AskedTarget, values: [Double])] = []
    for target in try AskedTarget.asked(targets, in: kept) {
      asked.append((target, try target.values(in: kept)))
    }
    let isGiven = given != nil
    let sharesAlone = wantsSharesAlone
    return concurrently(
      jobs: jobs,
      asked.map { target, values in
        { @Sendable in
          let answer = Self.answer(kept, target, values, inputs, ranked, sharesAlone: sharesAlone)
          return answer.withRest(groups, isGiven: isGiven)
        }
      })
  }

  /// An input, put in order once for all targets.
  private struct Ranked: Sendable {
    let input: RankedInput
    let values: RankedValues
  }

  private func kept(of trials: TrialData) throws(TrialDataError) -> TrialData {
    guard let given else { return trials }
    return trials.filtered(try given.holds(in: trials))
  }

  private static func answer(
    _ trials: TrialData, _ target: AskedTarget, _ values: [Double], _ inputs: [TrialData.Column],
    _ ranked: [Ranked], sharesAlone: Bool
  ) -> Answer {
    var influences: [Influence] = []
    let rankedTarget = target.isCondition || sharesAlone ? nil : RankedValues(values)
    for (column, ranked) in zip(inputs, ranked) {
      var influence = Influence(input: column.name, unit: column.unit)
      influence.share = VarianceShare(of: values, by: ranked.input)
      if let rankedTarget {
        influence.rank =
          ranked.input.kind == .number ? RankAssociation(ranked.values, rankedTarget) : nil
      } else if !sharesAlone {
        influence.distance = DistributionDistance(values, by: ranked.input)
      }
      influences.append(influence)
    }
    let compared = influences.count { $0.share != nil }
    for k in influences.indices { influences[k].among = compared }
    let known = values.filter { !$0.isNaN }
    return Answer(
      scenario: trials.name, point: trials.point, target: target, count: known.count,
      mean: known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count),
      influences: influences.sorted {
        ($0.share?.share.value ?? -1) > ($1.share?.share.value ?? -1)
      })
  }
}

extension DriverQuestion.Answer {
  /// With what chance is, from trials of which several share what is drawn once.
  package func with(chance: ChanceShare?, groups: [InputGroup], isGiven: Bool) -> Self {
    var answer = self
    answer.chance = chance?.chance
    return answer.withRest(groups, isGiven: isGiven)
  }

  /// What single inputs and chance leave, where that has a meaning.
  fileprivate func withRest(_ groups: [InputGroup]?, isGiven: Bool) -> Self {
    var answer = self
    answer.rest = nil
    answer.noRest = nil
    if let group = groups?.first(where: { $0.inputs.count > 1 }) {
      answer.noRest = "\(group.name) depend on each other, so that single shares do not add up"
      return answer
    }
    if isGiven {
      answer.noRest =
        "among chosen trials inputs depend on each other, so that single shares do not add up"
      return answer
    }
    let own = groups.map { Set($0.flatMap(\.inputs)) }
    if let own, !own.isSubset(of: influences.map(\.input)) {
      answer.noRest = "some inputs are left out, so that single shares do not add up"
      return answer
    }
    let shares = influences.filter { own?.contains($0.input) ?? true }.compactMap(\.share?.share)
    guard !shares.isEmpty else { return answer }
    let all = shares + (chance.map { [$0] } ?? [])
    answer.rest = Remainder.of(all)
    return answer
  }
}
