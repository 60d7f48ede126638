/// The largest least share, then the largest next one, and so on: the lexicographic maximin (Imai
/// 1983).
package enum Fairness {
  /// Of some lists of shares the fairest; the first of equal ones, but for rounding.
  package static func best(of shares: [[Double]]) -> (place: Int, worth: Double)? {
    var best: (place: Int, shares: [Double])?
    for (place, own) in shares.enumerated() {
      let sorted = own.sorted()
      if best.map({ isBetter(sorted, than: $0.shares, by: 1e-11) }) ?? true {
        best = (place, sorted)
      }
    }
    return best.map { ($0.place, $0.shares.first ?? 0) }
  }

  /// Of ascending shares, the first that differ by more than `margin` decide.
  static func isBetter(_ a: [Double], than b: [Double], by margin: Double) -> Bool {
    for (x, y) in zip(a, b) where abs(x - y) > margin { return x > y }
    return false
  }
}

extension ConcaveProgram {
  /// (f − origin)/scale of a function.
  package typealias Share = (function: Int, origin: Double, scale: Double)

  /// What a level of shares may lose so that the next has room to be searched.
  private static let slack = 1e-10
  /// From here on a share is larger, and not only rounded otherwise.
  private static let margin = 1e-7

  /// A point with the largest least share, raised where that costs nobody anything: the least of
  /// the other shares is made as large as can be, and so on.
  ///
  /// Shares that cannot be raised while the others keep theirs are held where they are.
  package func raised(
    _ start: Solution, _ shares: [Share], floors: [(function: Int, floor: Double)]
  ) -> Solution {
    var held = floors
    var rest = shares
    var best = start
    while !rest.isEmpty {
      let level = least(of: rest, at: best.point) - Self.slack
      func floor(_ share: Share) -> (function: Int, floor: Double) {
        let own = floors.filter { $0.function == share.function }.map(\.floor).max()
        return (share.function, max(own ?? -.infinity, share.origin + share.scale * level))
      }
      var stuck = rest.filter { share in
        let others = rest.filter { $0.function != share.function }.map(floor)
        let most = maximum(of: .value(share.function), floors: held + others)
        let raised = most.map { ($0.value - share.origin) / share.scale } ?? -.infinity
        return raised <= level + Self.margin
      }
      if stuck.isEmpty, let next = improved(rest, held, on: level) {
        best = next
        continue
      }
      // Each alone can be raised, but not all: the first is held.
      if stuck.isEmpty { stuck = [rest[0]] }
      held += stuck.map(floor)
      rest.removeAll { share in stuck.contains { $0.function == share.function } }
      if !rest.isEmpty, let next = maximum(of: .smallest(rest), floors: held) { best = next }
    }
    func sorted(_ point: [Double]) -> [Double] {
      let values = self.values(at: point)
      return shares.map { (values[$0.function] - $0.origin) / $0.scale }.sorted()
    }
    guard Fairness.isBetter(sorted(best.point), than: sorted(start.point), by: Self.margin) else {
      return start
    }
    return best
  }

  private func improved(
    _ rest: [Share], _ held: [(function: Int, floor: Double)], on level: Double
  ) -> Solution? {
    guard let next = maximum(of: .smallest(rest), floors: held),
      next.value > level + Self.margin
    else { return nil }
    return next
  }

  private func least(of shares: [Share], at point: [Double]) -> Double {
    let values = self.values(at: point)
    return shares.map { (values[$0.function] - $0.origin) / $0.scale }.min() ?? 0
  }

  /// Whether no coordinate is free: each has levels, or no room.
  package var hasOnlyLevels: Bool {
    low.indices.allSatisfy { levels[$0] != nil || low[$0] >= high[$0] }
  }

  /// The fairest combination of levels by some shares, of those at which each function of `floors` is at
  /// least its floor; also the least share there.
  package func fairest(
    _ shares: [Share], floors: [(function: Int, floor: Double)]
  ) -> Solution? {
    func ranked(_ values: [Double]) -> [Double] {
      shares.map { (values[$0.function] - $0.origin) / $0.scale }.sorted()
    }
    return levelSearch.best(floors: floors, ranked).map {
      Solution(point: $0.point, value: ranked($0.values).first ?? 0)
    }
  }

  /// The combination of levels at which most functions are above 0 by more than rounding, and of these the
  /// one with the largest Σ weight·log f over them; also those functions.
  package func largestProduct(
    _ factors: [(function: Int, weight: Double)], floors: [(function: Int, floor: Double)]
  ) -> (solution: Solution, gaining: [Int])? {
    func able(_ values: [Double]) -> [(function: Int, weight: Double)] {
      factors.filter { values[$0.function] > rounding($0.function) }
    }
    func sum(_ values: [Double]) -> Double {
      able(values).reduce(0) { $0 + $1.weight * Mathematics.log(values[$1.function]) }
    }
    let found = levelSearch.best(floors: floors) { values in
      let count = able(values).count
      return count == 0 ? nil : [Double(count), sum(values)]
    }
    return found.map { found in
      (
        Solution(point: found.point, value: sum(found.values)),
        able(found.values).map(\.function)
      )
    }
  }
}
