/// Searches over combinations of levels: every coordinate of a point takes one of a few values.
///
/// Where every function is a sum of functions of one coordinate each, by branch and bound (Land &
/// Doig 1960): what is left of a branch is worth no more than the largest worths of its
/// coordinates. Else all combinations are tried. Both find the same.
package struct LevelSearch {
  /// What a point is compared by, from the values of the functions there: of two lists the first
  /// difference counts. No number of it may fall where a value rises. `nil` for a point that does not
  /// count.
  typealias Rank = (_ values: [Double]) -> [Double]?

  package struct Found {
    package var point: [Double]
    package var values: [Double]
  }

  private let function: GraphFunction
  private let workspace: GraphFunction.Workspace
  /// By coordinate; the values that it can take, ascending.
  private let levels: [[Double]]
  /// Coordinates; the last of them changes fastest.
  private let order: [Int]
  private let always: [(function: Int, floor: Double)]
  /// What counts as rounding of a function's value near a floor.
  private let rounding: (_ function: Int, _ floor: Double) -> Double
  /// Differences up to this are none.
  private let tolerance: Double

  /// `levels` of a coordinate without a choice is its only value.
  init(
    _ function: GraphFunction, _ workspace: GraphFunction.Workspace, levels: [[Double]],
    order: [Int], always: [(function: Int, floor: Double)],
    rounding: @escaping (_ function: Int, _ floor: Double) -> Double, tolerance: Double
  ) {
    self.function = function
    self.workspace = workspace
    self.levels = levels
    self.order = order
    self.always = always
    self.rounding = rounding
    self.tolerance = tolerance
  }

  /// The first point, in the order of coordinates and levels, at which nothing is better, of those at
  /// which each function of `floors` is at least its floor, but for rounding.
  func best(
    floors: [(function: Int, floor: Double)], _ rank: @escaping Rank
  ) -> Found? {
    guard levels.allSatisfy({ !$0.isEmpty }) else { return nil }
    let floors = floors + always
    if function.isAdditive, let parts = Parts(self) {
      return BranchAndBound(self, parts, floors, rank).best()
    }
    return first(floors, rank)
  }

  /// All combinations, one after the other.
  private func first(_ floors: [(function: Int, floor: Double)], _ rank: Rank) -> Found? {
    var point = levels.map { $0[0] }
    var best: (found: Found, rank: [Double])?
    func choose(_ depth: Int) {
      guard depth < order.count else {
        guard let (values, own) = judged(point, floors, rank) else { return }
        if best.map({ Self.compare(own, $0.rank, tolerance) > 0 }) ?? true {
          best = (Found(point: point, values: values), own)
        }
        return
      }
      for level in levels[order[depth]] {
        point[order[depth]] = level
        choose(depth + 1)
      }
    }
    choose(0)
    return best?.found
  }

  fileprivate func values(at point: [Double]) -> [Double] {
    function.evaluate(at: point, workspace)
    return (0..<function.resultCount).map { function.value($0, workspace) }
  }

  fileprivate func judged(
    _ point: [Double], _ floors: [(function: Int, floor: Double)], _ rank: Rank
  ) -> (values: [Double], rank: [Double])? {
    let values = self.values(at: point)
    for (k, floor) in floors where !(values[k] >= floor - rounding(k, floor)) {
      return nil
    }
    return rank(values).map { (values, $0) }
  }

  /// 1 if `a` is better, −1 if `b` is, 0 if they differ by no more than the margin.
  static func compare(_ a: [Double], _ b: [Double], _ margin: Double) -> Int {
    for (x, y) in zip(a, b) where abs(x - y) > margin { return x > y ? 1 : -1 }
    return 0
  }

  // MARK: Sums of parts

  /// The values of all functions as sums: at the first levels, and what each other level adds.
  fileprivate struct Parts {
    let base: [Double]
    /// By coordinate, level and function.
    let added: [[[Double]]]

    /// `nil` where a value is no finite number.
    init?(_ search: LevelSearch) {
      var point = search.levels.map { $0[0] }
      let base = search.values(at: point)
      guard base.allSatisfy(\.isFinite) else { return nil }
      var added: [[[Double]]] = []
      for (k, levels) in search.levels.enumerated() {
        added.append(
          levels.map { level in
            point[k] = level
            defer { point[k] = search.levels[k][0] }
            return zip(search.values(at: point), base).map { $0 - $1 }
          })
      }
      guard added.allSatisfy({ $0.allSatisfy { $0.allSatisfy(\.isFinite) } }) else { return nil }
      self.base = base
      self.added = added
    }
  }

  /// First the best, with the widest coordinates and the best levels first; then the first point
  /// that is as good.
  fileprivate struct BranchAndBound {
    private let search: LevelSearch
    private let parts: Parts
    private let floors: [(function: Int, floor: Double)]
    private let rank: Rank
    /// What rounding may make of a sum of parts, by function: of large ones in proportion.
    private let slack: [Double]

    init(
      _ search: LevelSearch, _ parts: Parts, _ floors: [(function: Int, floor: Double)],
      _ rank: @escaping Rank
    ) {
      self.search = search
      self.parts = parts
      self.floors = floors
      self.rank = rank
      slack = parts.base.indices.map { f in
        let size = parts.added.reduce(abs(parts.base[f])) { sum, levels in
          sum + (levels.map { abs($0[f]) }.max() ?? 0)
        }
        return 1e-12 * max(1, size)
      }
    }

    func best() -> Found? {
      let width = parts.added.map { levels in
        parts.base.indices.map { f in
          (levels.map { $0[f] }.max() ?? 0) - (levels.map { $0[f] }.min() ?? 0)
        }.reduce(0, +)
      }
      let widest = search.order.sorted { width[$0] > width[$1] }
      guard let top = found(in: widest, bestFirst: true, than: nil) else { return nil }
      return found(in: search.order, bestFirst: false, than: top.rank)?.found ?? top.found
    }

    /// The best of all, or the first that is not worse than `target`.
    private func found(
      in order: [Int], bestFirst: Bool, than target: [Double]?
    ) -> (found: Found, rank: [Double])? {
      let count = parts.base.count
      // The most that the coordinates from a depth on can add to each function.
      var rest = [[Double]](repeating: parts.base.map { _ in 0 }, count: order.count + 1)
      for depth in order.indices.reversed() {
        let levels = parts.added[order[depth]]
        rest[depth] = (0..<count).map { f in
          rest[depth + 1][f] + (levels.map { $0[f] }.max() ?? 0)
        }
      }
      var point = search.levels.map { $0[0] }
      var best: (found: Found, rank: [Double])?
      /// Whether a branch can hold what is looked for.
      func bound(_ sums: [Double], _ depth: Int) -> [Double]? {
        var most = sums
        for f in most.indices { most[f] += rest[depth][f] + slack[f] }
        for (k, floor) in floors where most[k] < floor - search.rounding(k, floor) {
          return nil
        }
        guard let rank = rank(most) else { return nil }
        if let target {
          return LevelSearch.compare(rank, target, search.tolerance) >= 0 ? rank : nil
        }
        guard let best else { return rank }
        return LevelSearch.compare(rank, best.rank, search.tolerance) > 0 ? rank : nil
      }
      /// Whether the search is over.
      func visit(_ sums: [Double], _ depth: Int) -> Bool {
        guard depth < order.count else {
          guard let (values, own) = search.judged(point, floors, rank) else { return false }
          if let target {
            guard LevelSearch.compare(own, target, search.tolerance) >= 0 else { return false }
          } else if let best, LevelSearch.compare(own, best.rank, search.tolerance) <= 0 {
            return false
          }
          best = (Found(point: point, values: values), own)
          return target != nil
        }
        let k = order[depth]
        var branches: [(level: Int, sums: [Double], bound: [Double])] = []
        for level in parts.added[k].indices {
          let next = zip(sums, parts.added[k][level]).map { $0 + $1 }
          if let most = bound(next, depth + 1) { branches.append((level, next, most)) }
        }
        if bestFirst {
          branches.sort { LevelSearch.compare($0.bound, $1.bound, 0) > 0 }
        }
        for branch in branches {
          // Something better may have been found since.
          if bestFirst, best != nil, bound(branch.sums, depth + 1) == nil { continue }
          point[k] = search.levels[k][branch.level]
          if visit(branch.sums, depth + 1) { return true }
        }
        return false
      }
      _ = visit(parts.base, 0)
      return best
    }
  }
}
