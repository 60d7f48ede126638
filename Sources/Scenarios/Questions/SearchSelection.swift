import Sim

/// What is left of a search on fresh draws: the selection among a few, and the estimate of one.
extension PlanSearch {
  /// The best on the draws of the search, looked at more closely.
  mutating func finalists() throws -> [Int] {
    let trials = 4 * firstTrials
    let views = max(1, settings.views)
    for _ in 0..<2 {
      let ranking = ranked(samples.keys.sorted(), [1], samples)
      let count = min(2 * Self.mostFinalists, room(0.06, trials: trials * views))
      let close = spread(ranking, count: count, apart: 0.01)
      guard count > 1, fits(close.count * trials * views, within: 0.7) else { break }
      try look(.review, close, trials: trials)
    }
    let looked = samples.keys.filter {
      (samples[$0]?.first?.batches ?? 0) * SearchSample.batch >= trials
    }
    let pool = looked.count > 1 ? Array(looked) : Array(samples.keys)
    let ranking = ranked(pool.sorted(), [1], samples)
    let count = max(1, min(Self.mostFinalists, room(0.1, trials: trials * views) - 1))
    return spread(ranking.filter { $0 != Self.file }, count: count, apart: 0.01)
  }

  /// Selects among finalists and the file on fresh draws, then estimates what is left on others.
  mutating func selected() throws -> Answer {
    let all = [Self.file] + (try finalists())
    let trials = 4 * firstTrials
    var fresh = try run(
      .select, all, trials: selectable(trials, of: all.count, within: 0.8),
      seed: settings.seed &+ 1)
    // What breaks a limit, or lets more trials fail, is out before means are looked at.
    let systems = eligible(all, fresh)
    guard !systems.isEmpty else {
      note(.select, all, fresh)
      return try without(ranked(all, [1], fresh))
    }
    func means(_ system: Int) -> [Double] {
      (fresh[system]?.first?.batchMeans(0) ?? []).map { $0.isFinite ? $0 : -1e300 }
    }
    var selection = SequentialSelection(
      first: systems.map(means), indifference: indifference)
    var look = 1
    while var now = selection {
      let count = (fresh[systems[now.left[0]]]?.first?.batches ?? 0)
      now.look(
        systems.map { system in
          let mean = fresh[system]?.first?.mean(0) ?? .nan
          return mean.isNaN ? -.infinity : mean
        }, count: count)
      selection = now
      guard !now.isDecided, fits(now.left.count * trials, within: 0.78) else { break }
      look += 1
      let left = now.left.map { systems[$0] }
      let more = try run(.select, left, trials: trials, seed: settings.seed &+ UInt64(look))
      for (number, sample) in more { fresh[number]?[0].append(sample[0]) }
    }
    let left = selection?.left.map { systems[$0] } ?? systems
    let pool =
      [eligible(left, fresh), eligible(systems, fresh), systems].first { !$0.isEmpty } ?? []
    // What is not told apart from the file as it is leaves it as it is.
    var winner = ranked(pool, [1], fresh).first ?? Self.file
    let isKnown = !(fresh[Self.file]?.first?.mean(0) ?? .nan).isNaN
    var isJudged = true
    if winner != Self.file, pool.contains(Self.file), isKnown {
      let isBetter = isBetter(winner, than: Self.file, of: all.count - 1, fresh)
      isJudged = isBetter != nil
      if isBetter != true { winner = Self.file }
    }
    note(.select, all, fresh, kept: [winner])
    let isDecided = selection?.isDecided ?? (systems.count == 1)
    guard winner != Self.file else {
      var answer = try estimated(winner, isDecided: isDecided)
      answer.isJudged = isJudged
      return answer
    }
    let gone = try goneOn(from: winner)
    let last = try simplest(gone.winner, gone.around)
    var answer = try estimated(last, isDecided: isDecided)
    // What was put back changes no trial.
    if answer.inSample == nil { answer.inSample = samples[gone.winner]?.first?.mean(0) }
    answer.around = gone.around.filter { last == gone.winner || $0.kind != .undone || !$0.isSame }
    answer.follow = gone.follow
    answer.isNeighbour = gone.winner != winner
    return answer
  }

  /// Trials of each of so many systems among which one is selected: what a part of the budget has room for, and
  /// more than that rather than too few to judge by.
  func selectable(_ most: Int, of count: Int, within part: Double) -> Int {
    let least = SearchSample.fewestBatches * SearchSample.batch
    let trials = affordable(most, of: count, within: part)
    if trials >= least { return trials }
    return fits(least * count * max(1, settings.views), within: 0.92)
      ? least : max(SearchSample.batch, trials)
  }

  /// Whether the best of so many is better than another beyond chance on the same draws, at a level that holds for
  /// all of them (Bonferroni). `nil`: there are too few draws to say.
  func isBetter(
    _ own: Int, than other: Int, of rivals: Int, _ samples: [Int: [SearchSample]]
  ) -> Bool? {
    guard let a = samples[own]?.first, let b = samples[other]?.first else { return false }
    guard min(a.batches, b.batches) >= SearchSample.fewestBatches else { return nil }
    let difference = SearchSample.difference(a, b, aim: 0, alpha: 0.05 / Double(max(1, rivals)))
    return difference.map { $0.interval.low > 0 } ?? false
  }

  /// Trials of the estimate of so many: what is left, in whole batches.
  func estimateTrials(of count: Int) -> Int {
    let most = settings.budget == nil ? 32_768 : 65_536
    return max(SearchSample.batch, affordable(most, of: count, within: 1))
  }

  static let estimateSeed: UInt64 = 1_000_003

  /// The winner and the file on draws of their own.
  mutating func estimated(_ winner: Int, isDecided: Bool) throws -> Answer {
    let before = samples[winner]?.first?.mean(0)
    // One that was found late is put beside the others.
    if before == nil, fits(4 * firstTrials, within: 0.92) {
      try look(.review, [winner], trials: 4 * firstTrials)
    }
    let pair = winner == Self.file ? [Self.file] : [winner, Self.file]
    let fresh = try run(
      .estimate, pair, trials: estimateTrials(of: pair.count),
      seed: settings.seed &+ Self.estimateSeed)
    note(.estimate, pair, fresh, kept: [winner])
    var answer = Answer(
      space: space, candidates: candidates, winner: winner, estimate: fresh[winner] ?? [],
      baseline: fresh[Self.file] ?? [])
    answer.isDecided = isDecided
    answer.inSample = before
    answer.flat = flat(around: winner)
    return finished(answer)
  }

  /// No candidate keeps to all limits. `order`: which come nearest.
  mutating func without(_ order: [Int]) throws -> Answer {
    let nearest = order.first ?? Self.file
    let pair = nearest == Self.file ? [Self.file] : [Self.file, nearest]
    let fresh = try run(
      .estimate, pair, trials: estimateTrials(of: pair.count),
      seed: settings.seed &+ Self.estimateSeed)
    note(.estimate, pair, fresh)
    var answer = Answer(
      space: space, candidates: candidates, winner: Self.file, estimate: fresh[Self.file] ?? [],
      baseline: fresh[Self.file] ?? [])
    answer.hasFeasible = false
    answer.nearest = (nearest, fresh[nearest] ?? [])
    return finished(answer)
  }

  /// By axis: what candidates have that are not behind the winner by more than the indifference on the draws of the
  /// search, as far as both have them; the winner is among them.
  func flat(around winner: Int) -> [ClosedRange<Double>?] {
    guard let best = samples[winner] else { return space.axes.map { _ in nil } }
    let top = score(winner, [1], samples)
    let close = samples.keys.filter { number in
      guard number != winner, let own = samples[number] else { return number == winner }
      let other = score(number, [1], samples)
      guard other.violation <= 0, other.failures <= top.failures else { return false }
      if settings.judgement != .mean { return other.value >= top.value - indifference }
      guard let a = own.first, let b = best.first,
        let difference = SearchSample.difference(a, b, aim: 0)
      else { return false }
      return difference.value >= -indifference
    }
    return space.axes.indices.map { axis in
      let places = close.map { candidates[$0].point[axis] }
      guard let low = places.min(), let high = places.max() else { return nil }
      return low...high
    }
  }
}
