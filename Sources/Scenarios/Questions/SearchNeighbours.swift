import Sim

/// What lies around the choice that was selected: each lever put back, and at its ends.
extension PlanSearch {
  /// Goes on from a winner to neighbours that are better, each looked at again on fresh draws, as far as the budget
  /// reaches. Returns what lies around the last one.
  mutating func goneOn(
    from first: Int
  ) throws -> (winner: Int, around: [Answer.Neighbour], follow: Answer.Follow) {
    var winner = first
    for round in 0..<4 {
      let found = try around(
        winner, settings.seed &+ 2_000_003 &+ UInt64(round), within: round == 0 ? 0.83 : 0.88)
      let higher = found.filter { $0.difference > 0 && $0.isAllowed }.sorted {
        (-$0.difference, $0.candidate) < (-$1.difference, $1.candidate)
      }
      let better = higher.filter(\.isBetter)
      guard !better.isEmpty || Set(higher.map(\.axis)).count > 1 else {
        return (winner, found, .none)
      }
      let rivals = rivals(of: winner, better, higher)
      let systems = [winner] + rivals
      let trials = affordable(4 * firstTrials, of: systems.count, within: 0.9)
      guard round < 3, trials >= SearchSample.fewestBatches * SearchSample.batch else {
        return (winner, found, better.isEmpty ? .none : .notFollowed)
      }
      let fresh = try run(
        .select, systems, trials: trials, seed: settings.seed &+ 3_000_017 &+ UInt64(round))
      let next =
        ranked(eligible(systems, fresh), [1], fresh).first {
          isBetter($0, than: winner, of: rivals.count, fresh) ?? false
        }
      note(.select, systems, fresh, kept: [next ?? winner])
      guard let next else { return (winner, found, better.isEmpty ? .none : .notConfirmed) }
      winner = next
    }
    return (winner, [], .none)
  }

  /// The best neighbours, all that are better together, and all that came to more together: small differences, none
  /// of which is told apart from chance alone, can be together.
  private mutating func rivals(
    of winner: Int, _ better: [Answer.Neighbour], _ higher: [Answer.Neighbour]
  ) -> [Int] {
    let together = [self.together(winner, better), self.together(winner, higher)]
    var rivals: [Int] = []
    for number in better.prefix(3).map(\.candidate) + together
    where number != winner && !rivals.contains(number) {
      rivals.append(number)
    }
    return rivals
  }

  /// The winner with each lever as the best of its neighbours has it.
  private mutating func together(_ winner: Int, _ neighbours: [Answer.Neighbour]) -> Int {
    var values = candidates[winner].values
    var point = candidates[winner].point
    var moved: Set<Int> = []
    for one in neighbours where moved.insert(one.axis).inserted {
      values[one.axis] = candidates[one.candidate].values[one.axis]
      point[one.axis] = candidates[one.candidate].point[one.axis]
    }
    return add(point, values, "around")
  }

  /// The winner with one lever put back, and at its ends.
  private mutating func around(
    _ winner: Int, _ seed: UInt64, within part: Double
  ) throws -> [Answer.Neighbour] {
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
    let trials = affordable(4 * firstTrials, of: numbers.count, within: part)
    guard trials >= SearchSample.fewestBatches * SearchSample.batch else { return [] }
    let found = try run(.around, numbers, trials: trials, seed: seed)
    note(.around, numbers, found)
    return wanted.compactMap { want in
      guard want.number != winner, let views = found[want.number], let other = views.first,
        let best = found[winner], let first = best.first,
        let difference = SearchSample.difference(other, first, aim: 0)
      else { return nil }
      return Answer.Neighbour(
        axis: want.axis, kind: want.kind, candidate: want.number, difference: difference.value,
        interval: difference.interval,
        isAllowed: violation(views) <= 0 && failureLevel(views) <= failureLevel(best),
        isSame: views == best)
    }
  }

  /// The winner with those levers as the file has them that change nothing of it.
  mutating func simplest(_ winner: Int, _ around: [Answer.Neighbour]) throws -> Int {
    let idle = around.filter { $0.kind == .undone && $0.isSame }.map(\.axis)
    var (values, point) = (candidates[winner].values, candidates[winner].point)
    for axis in idle { (values[axis], point[axis]) = (nil, space.start[axis]) }
    let plain = add(point, values, "around")
    guard plain != winner else { return winner }
    let trials = affordable(4 * firstTrials, of: 2, within: 0.9)
    guard trials >= SearchSample.batch else { return winner }
    let found = try run(
      .around, [winner, plain], trials: trials, seed: settings.seed &+ 4_000_037)
    note(.around, [winner, plain], found)
    return found[plain] == found[winner] ? plain : winner
  }
}
