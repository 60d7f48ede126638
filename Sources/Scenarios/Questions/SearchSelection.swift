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
      guard count > 1, fits(close.count * trials * views, within: 0.72) else { break }
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
    let systems = [Self.file] + (try finalists())
    let trials = 4 * firstTrials
    var fresh = try run(.select, systems, trials: trials, seed: settings.seed &+ 1)
    func means(_ system: Int) -> [Double] {
      (fresh[system]?.first?.batchMeans(0) ?? []).map { $0.isFinite ? $0 : -1e300 }
    }
    var selection = SequentialSelection(
      first: systems.map(means), indifference: indifference)
    var look = 1
    while var now = selection {
      let count = (fresh[systems[now.left[0]]]?.first?.batches ?? 0)
      now.look(systems.map { fresh[$0]?.first?.mean(0) ?? -.infinity }, count: count)
      selection = now
      guard !now.isDecided, fits(now.left.count * trials, within: 0.85) else { break }
      look += 1
      let left = now.left.map { systems[$0] }
      let more = try run(.select, left, trials: trials, seed: settings.seed &+ UInt64(look))
      for (number, sample) in more { fresh[number]?[0].append(sample[0]) }
    }
    let places = selection?.left ?? Array(systems.indices)
    let feasible = places.filter { violation(fresh[systems[$0]] ?? []) <= 0 }
    let others = systems.indices.filter { violation(fresh[systems[$0]] ?? []) <= 0 }
    let pool = !feasible.isEmpty ? feasible : others
    let order = pool.sorted { a, b in
      let x = fresh[systems[a]]?.first?.mean(0) ?? -.infinity
      let y = fresh[systems[b]]?.first?.mean(0) ?? -.infinity
      return (-x, a) < (-y, b)
    }
    // What is not told apart from the file as it is leaves it as it is.
    var winner = order.first.map { systems[$0] } ?? Self.file
    if winner != Self.file, places.contains(0), violation(fresh[Self.file] ?? []) <= 0,
      let own = fresh[winner]?.first, let asItIs = fresh[Self.file]?.first,
      SearchSample.difference(own, asItIs, aim: 0)?.interval.low ?? 0 <= 0
    {
      winner = Self.file
    }
    note(.select, systems, fresh, kept: [winner])
    return try estimated(
      winner, isDecided: selection?.isDecided ?? false, hasFeasible: !pool.isEmpty)
  }

  /// The winner and the file on draws of their own, and what lies around.
  mutating func estimated(
    _ winner: Int, isDecided: Bool, hasFeasible: Bool
  ) throws -> Answer {
    let seed = settings.seed &+ 1_000_003
    let pair = winner == Self.file ? [Self.file] : [winner, Self.file]
    let left = settings.budget.map { max(0, $0 - spent) } ?? 131_072
    let trials = max(8 * firstTrials, min(65_536, left * 2 / 3 / pair.count / 1_024 * 1_024))
    let fresh = try run(.estimate, pair, trials: trials, seed: seed)
    note(.estimate, pair, fresh, kept: [winner])
    var answer = Answer(
      space: space, candidates: candidates, winner: winner, estimate: fresh[winner] ?? [],
      baseline: fresh[Self.file] ?? [])
    answer.isDecided = isDecided
    answer.hasFeasible = hasFeasible
    answer.inSample = samples[winner]?.first?.mean(0)
    answer.flat = flat(around: winner)
    if winner != Self.file { answer.around = try around(winner, seed) }
    answer.candidates = candidates
    return finished(answer)
  }

  /// By axis: what candidates have that are within the indifference of the best on the same draws.
  func flat(around winner: Int) -> [ClosedRange<Double>?] {
    let best = ranked(samples.keys.sorted(), [1], samples).first.flatMap {
      score($0, [1], samples).1
    }
    guard let best else { return space.axes.map { _ in nil } }
    let close = samples.keys.filter { number in
      let own = score(number, [1], samples)
      return own.0 >= 0 && own.1 >= best - indifference
    }
    return space.axes.indices.map { axis in
      let places = close.map { candidates[$0].point[axis] }
      guard let low = places.min(), let high = places.max() else { return nil }
      return low...high
    }
  }

  /// The winner with one lever put back, and at its ends.
  mutating func around(_ winner: Int, _ seed: UInt64) throws -> [Answer.Neighbour] {
    let own = candidates[winner]
    var wanted: [(axis: Int, kind: Answer.Neighbour.Kind, number: Int)] = []
    for axis in space.axes.indices {
      var values = own.values
      var point = own.point
      values[axis] = nil
      point[axis] = space.start[axis]
      if own.values[axis] != space.axes[axis].start {
        wanted.append((axis, .undone, add(point, values, "around")))
      }
      for (kind, place) in [(Answer.Neighbour.Kind.low, 0.0), (.high, 1.0)] {
        var values = own.values
        var point = own.point
        values[axis] = space.value(space.axes[axis], place)
        point[axis] = place
        wanted.append((axis, kind, add(point, values, "around")))
      }
    }
    let numbers = Array(Set(wanted.map(\.number) + [winner])).sorted()
    let left = settings.budget.map { max(0, $0 - spent) } ?? .max
    let trials = min(
      4 * firstTrials, left / numbers.count / SearchSample.batch * SearchSample.batch)
    guard trials >= 8 * SearchSample.batch else { return [] }
    let found = try run(.around, numbers, trials: trials, seed: seed)
    note(.around, numbers, found)
    return wanted.compactMap { want in
      guard want.number != winner, let other = found[want.number]?.first,
        let best = found[winner]?.first
      else { return nil }
      return SearchSample.difference(other, best, aim: 0).map {
        Answer.Neighbour(
          axis: want.axis, kind: want.kind, difference: $0.value, interval: $0.interval)
      }
    }
  }
}
