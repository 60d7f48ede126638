import Sim

/// The search on draws of its own: a first look over all levers, and climbs from the best places.
extension PlanSearch {
  /// A Sobol set over the cube.
  mutating func spreadOut() throws -> [Int] {
    let dimensions = space.axes.count
    let views = max(1, settings.views)
    let count = max(8, min(max(64, 8 * dimensions), room(0.25, trials: firstTrials * views)))
    let columns: [[Double]]
    if let sobol = SobolSequence(dimensions: dimensions) {
      columns = (0..<dimensions).map {
        sobol.column(dimension: $0, count: count, seed: settings.seed)
      }
    } else {
      columns = (0..<dimensions).map {
        LatinHypercube(count: count, seed: settings.seed).column($0)
      }
    }
    return (0..<count).map { row in add(at: columns.map { $0[row] }, "start") }
  }

  /// Of the objectives, for each climb: of a front from the one to the other, in units of what the first look
  /// spreads over.
  var weights: [[Double]] {
    guard settings.isFront else { return Array(repeating: [1], count: Self.climbs) }
    let scales = (0..<objectives).map { aim in
      var moments = Moments()
      for sample in samples.values {
        let value = judged(sample, aim, samples)
        if value.isFinite { moments.add(value) }
      }
      return max(moments.standardDeviation ?? 0, 1e-12)
    }
    return (0...4).map { [Double($0) / 4 / scales[0], Double(4 - $0) / 4 / scales[1]] }
  }

  mutating func climb(from first: [Int], _ weights: [[Double]]) throws {
    struct Climb {
      var strategy: EvolutionStrategy
      let weights: [Double]
      var best: Int
      /// The best when an improvement was last told apart from chance.
      var mark: Int
      let name: String
    }
    let population = max(8, 4 + Int(3 * Mathematics.log(Double(space.axes.count))))
    let ranking = ranked(Array(Set(first)).sorted(), weights[0], samples)
    let starts =
      settings.isFront
      ? weights.map { ranked(first, $0, samples)[0] }
      : spread(ranking, count: climbs(of: population), apart: 0.15)
    var climbs = starts.enumerated().map { k, start in
      Climb(
        strategy: EvolutionStrategy(
          start: candidates[start].point, size: 0.15,
          population: population,
          seed: settings.seed, name: "search climb \(k)"),
        weights: weights[k], best: start, mark: start, name: "climb \(k + 1)")
    }
    var trials = firstTrials
    var idle = 0
    var generation = 0
    while !climbs.isEmpty,
      fits(climbs.count * (population + 2) * trials * max(1, settings.views), within: 0.6)
    {
      var drawn: [[Int]] = []
      for climb in climbs {
        drawn.append(climb.strategy.candidates().map { add(at: $0, climb.name) })
      }
      var open = drawn.flatMap { $0 }
      open += climbs.flatMap { [$0.best, $0.mark] }
      try look(.climb, Array(Set(open)).sorted(), trials: trials)
      var improved = false
      for k in climbs.indices {
        let order = ranked(drawn[k], climbs[k].weights, samples)
        // Several draws may have come to one candidate.
        climbs[k].strategy.learn(
          order.flatMap { number in drawn[k].indices.filter { drawn[k][$0] == number } })
        guard let found = order.first, found != climbs[k].best else { continue }
        let better = ranked([found, climbs[k].best], climbs[k].weights, samples)[0]
        guard better == found else { continue }
        climbs[k].best = found
        // Small steps add up: none of them may be told apart from chance alone.
        guard isToldApart(found, from: climbs[k].mark, climbs[k].weights) else { continue }
        climbs[k].mark = found
        improved = true
      }
      generation += 1
      if generation % 3 == 0, climbs.count > 1, !settings.isFront {
        let order = ranked(climbs.map(\.best), climbs[0].weights, samples)
        let kept = Set(order.prefix((climbs.count + 1) / 2))
        var seen: Set<Int> = []
        climbs = climbs.filter { kept.contains($0.best) && seen.insert($0.best).inserted }
      }
      idle = improved ? 0 : idle + 1
      guard idle >= Self.patience else { continue }
      // What is left cannot be told apart: look closer, or end.
      if trials >= 16 * firstTrials || climbs.allSatisfy({ $0.strategy.size < 0.005 }) { break }
      trials *= 4
      idle = 0
    }
  }

  /// Generations without an improvement that is told apart from chance, after which it is looked at more closely.
  static let patience = 8

  /// So many that each can have some generations.
  func climbs(of population: Int) -> Int {
    max(
      1, min(Self.climbs, room(0.35, trials: 6 * population * firstTrials * max(1, settings.views)))
    )
  }

  /// Whether one is better than another by more than chance on the same draws.
  func isToldApart(_ a: Int, from b: Int, _ weights: [Double]) -> Bool {
    guard let (x, y) = samples[a].flatMap({ x in samples[b].map { (x, $0) } }) else { return false }
    guard violation(x) == violation(y), failureLevel(x) == failureLevel(y) else { return true }
    return weights.indices.contains { aim in
      weights[aim] > 0
        && zip(x, y).contains { SearchSample.difference($0, $1, aim: aim)?.interval.low ?? 0 > 0 }
    }
  }
}
