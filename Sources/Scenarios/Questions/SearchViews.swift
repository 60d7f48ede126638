import Sim

/// Searches without one best: over several views, and for two aims.
extension PlanSearch {
  /// Of several views: the best on the draws of the search, judged on fresh ones.
  mutating func robust() throws -> Answer {
    let systems = [Self.file] + (try finalists())
    let trials = selectable(4_096, of: systems.count, within: 0.85)
    let fresh = try run(.select, systems, trials: trials, seed: settings.seed &+ 1)
    let open = eligible(systems, fresh)
    guard var winner = ranked(open, [1], fresh).first else {
      note(.select, systems, fresh)
      return try without(ranked(systems, [1], fresh))
    }
    // What is not told apart from the file as it is leaves it as it is.
    var isJudged = true
    if winner != Self.file, open.contains(Self.file),
      !judged(fresh[Self.file] ?? [], 0, fresh).isNaN
    {
      let isBetter = isJudgedBetter(winner, than: Self.file, fresh)
      isJudged = isBetter != nil
      if isBetter != true { winner = Self.file }
    }
    note(.select, systems, fresh, kept: [winner])
    // The best of each view, and what it loses where another one holds.
    let views = fresh[winner]?.count ?? 0
    let bests = (0..<views).map { view in
      open.filter { !(fresh[$0]?[view].mean(0) ?? .nan).isNaN }.max {
        (fresh[$0]?[view].mean(0) ?? -.infinity) < (fresh[$1]?[view].mean(0) ?? -.infinity)
      } ?? winner
    }
    let pair = Array(Set([winner, Self.file] + bests)).sorted()
    let estimate = try run(
      .estimate, pair,
      trials: max(SearchSample.batch, affordable(8_192, of: pair.count, within: 1)),
      seed: settings.seed &+ Self.estimateSeed)
    note(.estimate, pair, estimate, kept: [winner])
    var answer = Answer(
      space: space, candidates: candidates, winner: winner, estimate: estimate[winner] ?? [],
      baseline: estimate[Self.file] ?? [])
    answer.isDecided = true
    answer.isJudged = isJudged
    answer.views = bests.enumerated().map { view, best in
      Answer.View(
        best: best, ofBest: estimate[best]?[view].mean(0) ?? .nan,
        ofWinner: estimate[winner]?[view].mean(0) ?? .nan,
        ofFile: estimate[Self.file]?[view].mean(0) ?? .nan,
        lossOfBest: (0..<views).map { other in
          (estimate[bests[other]]?[other].mean(0) ?? .nan)
            - (estimate[best]?[other].mean(0) ?? .nan)
        }.max() ?? .nan)
    }
    answer.flat = flat(around: winner)
    return finished(answer)
  }

  /// Choices that nothing beats in both objectives, on fresh draws.
  mutating func front(_ weights: [[Double]]) throws -> Answer {
    func places(_ numbers: [Int], _ samples: [Int: [SearchSample]]) -> [Int] {
      let sound = eligible(numbers, samples)
      return ParetoFront.places(
        sound.map { number in (0..<2).map { judged(samples[number] ?? [], $0, samples) } }
      ).map { sound[$0] }
    }
    let found = places(samples.keys.sorted(), samples)
    let along = found.sorted {
      judged(samples[$0] ?? [], 0, samples) < judged(samples[$1] ?? [], 0, samples)
    }
    // So many of them, evenly along the front.
    let most = 16
    let chosen =
      along.count <= most
      ? along : (0..<most).map { along[$0 * (along.count - 1) / (most - 1)] }
    guard !chosen.isEmpty else {
      return try without(ranked(samples.keys.sorted(), weights[2], samples))
    }
    let systems = Array(Set(chosen + [Self.file])).sorted()
    let trials = max(
      SearchSample.batch, affordable(8_192, of: systems.count, within: 1))
    let fresh = try run(.estimate, systems, trials: trials, seed: settings.seed &+ 1)
    let kept = places(systems, fresh)
    note(.estimate, systems, fresh, kept: Set(kept))
    // The one that is best when both count alike.
    let middle = ranked(kept, weights[2], fresh).first ?? Self.file
    var answer = Answer(
      space: space, candidates: candidates, winner: middle, estimate: fresh[middle] ?? [],
      baseline: fresh[Self.file] ?? [])
    answer.front = kept.sorted {
      (fresh[$0]?.first?.mean(0) ?? 0, $0) < (fresh[$1]?.first?.mean(0) ?? 0, $1)
    }.map { number in
      Answer.Choice(
        candidate: number,
        values: (0..<2).map { aim in
          (
            judged(fresh[number] ?? [], aim, fresh),
            fresh[number]?.first?.interval(aim, isShare: areShares[aim])
          )
        })
    }
    answer.isDecided = true
    answer.hasFeasible = !kept.isEmpty
    if kept.isEmpty, let nearest = ranked(systems, weights[2], fresh).first {
      answer.nearest = (nearest, fresh[nearest] ?? [])
    }
    return finished(answer)
  }
}
