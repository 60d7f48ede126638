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
    /// What is the same in all trials, and so has no share to leave out.
    fileprivate var still: Set<String> = []
  }

  /// Whether what is asked for is among the columns of trials.
  package func check(_ trials: TrialData) throws(TrialDataError) {
    _ = try asked(in: kept(of: trials))
  }

  private func asked(in trials: TrialData) throws(TrialDataError) -> [AskedTarget] {
    let found = try AskedTarget.asked(targets, in: trials)
    for target in found
    where target.kind == .measure && trials.column(target.name)?.isInput == true {
      throw .missing(
        "'\(target.name)' is among the inputs, which nothing else moves; choose the others with "
          + "--inputs, or another --outcome")
    }
    return found
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
    var asked: [(target: AskedTarget, values: [Double])] = []
    for target in try self.asked(in: kept) {
      asked.append((target, try target.values(in: kept)))
    }
    let looked = looked(at: inputs, asked)
    let isGiven = given != nil
    let still = Set(kept.columns.filter { !$0.varies }.map(\.name))
    return asked.enumerated().map { place, asked in
      var answer = Self.answer(kept, asked.target, asked.values, looked.map { $0[place] })
      answer.still = still
      return answer.withRest(groups, isGiven: isGiven)
    }
  }

  /// By input, by target. An input is put in order once for all targets, and what that takes is let go before
  /// the next.
  private func looked(
    at inputs: [TrialData.Column], _ asked: [(target: AskedTarget, values: [Double])]
  ) -> [[Influence]] {
    let sharesAlone = wantsSharesAlone
    let looked = concurrently(
      jobs: jobs,
      asked.map { target, values in
        { @Sendable in
          (
            quantity: VariedQuantity(values),
            ranked: target.isCondition || sharesAlone ? nil : RankedValues(values)
          )
        }
      })
    return concurrently(
      jobs: jobs,
      inputs.map { column in
        { @Sendable in
          let input = RankedInput(column.values, kind: column.labels == nil ? .number : .label)
          let isRanked = input.kind == .number && looked.contains { $0.ranked != nil }
          let values = isRanked ? RankedValues(column.values) : nil
          return looked.map { quantity, rankedTarget in
            var influence = Influence(input: column.name, unit: column.unit)
            influence.share = VarianceShare(of: quantity, by: input)
            if let rankedTarget {
              influence.rank = values.flatMap { RankAssociation($0, rankedTarget) }
            } else if !sharesAlone {
              influence.distance = DistributionDistance(quantity.values, by: input)
            }
            return influence
          }
        }
      })
  }

  /// The trials that are looked at.
  package func kept(of trials: TrialData) throws(TrialDataError) -> TrialData {
    guard let given else { return trials }
    return trials.filtered(try given.holds(in: trials))
  }

  private static func answer(
    _ trials: TrialData, _ target: AskedTarget, _ values: [Double], _ found: [Influence]
  ) -> Answer {
    var influences = found
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
    if let group = groups?.first(where: { Set($0.inputs).subtracting(still).count > 1 }) {
      answer.noRest = "\(group.name) depend on each other, so that single shares do not add up"
      return answer
    }
    if isGiven {
      answer.noRest =
        "among chosen trials inputs depend on each other, so that single shares do not add up"
      return answer
    }
    let own = groups.map { Set($0.flatMap(\.inputs)).subtracting(still) }
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
