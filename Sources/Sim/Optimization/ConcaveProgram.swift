/// Concave functions of a point in a box, and what can be asked of them together.
///
/// Some coordinates may be held to a list of levels. Where others are free, every combination of
/// levels is tried, so there should be few; where all have levels, `LevelSearch` takes over.
package struct ConcaveProgram {
  package enum Objective {
    /// One function.
    case value(Int)
    /// Σ weight·log(f − origin) over functions, which must be above their origins.
    case product([(function: Int, weight: Double, origin: Double)])
    /// The least of (f − origin)/scale.
    case smallest([(function: Int, origin: Double, scale: Double)])
  }

  package struct Solution {
    package var point: [Double]
    package var value: Double
  }

  private let function: GraphFunction
  private let workspace: GraphFunction.Workspace
  let low: [Double]
  let high: [Double]
  let levels: [[Double]?]
  private let order: [Int]
  private let always: [(function: Int, floor: Double)]
  private let tolerance: Double
  private let sizes: [Double]
  /// What values of several functions are compared in.
  package let unit: Double

  /// A function of as many arguments as there are bounds. `levels` of a coordinate must lie
  /// within its bounds to count. Of combinations that are equally good, but for `tolerance`, the
  /// first counts: the levels of the last coordinate of `order` change fastest. `always` are floors that
  /// hold whatever is asked. `sizes`, by function: how large the numbers are that a value is the difference
  /// of, at least 1, to which its rounding is in proportion; functions without one are near 1. `unit`: what
  /// values of several are compared in; without, the largest size.
  package init(
    _ function: GraphFunction, parameters: UnsafePointer<Double>, low: [Double], high: [Double],
    levels: [[Double]?], order: [Int]? = nil, always: [(function: Int, floor: Double)] = [],
    sizes: [Double] = [], unit: Double? = nil, tolerance: Double = 1e-11
  ) {
    self.function = function
    workspace = function.workspace(parameters)
    // Bounds that meet but for rounding leave one value.
    self.low = zip(low, high).map { low, high in
      low > high && low - high <= Rounding.tolerance ? high : low
    }
    self.high = high
    self.levels = levels
    self.order = order ?? Array(levels.indices)
    self.always = always
    self.sizes = sizes
    self.unit = unit ?? sizes.max() ?? 1
    self.tolerance = tolerance
  }

  /// How large the numbers are that a value of a function is the difference of.
  package func size(_ k: Int) -> Double { k < sizes.count ? sizes[k] : 1 }

  /// The largest size of any function.
  package var largestSize: Double { sizes.max() ?? 1 }

  /// What counts as rounding of a function's value near a floor.
  package func rounding(_ k: Int, at floor: Double = 0) -> Double {
    max(Rounding.ofWorth(floor), Rounding.tolerance * size(k))
  }

  /// Whether at most one coordinate is free, so that maxima are found to the last digits.
  package var isLine: Bool {
    low.indices.filter { low[$0] < high[$0] && levels[$0] == nil }.count <= 1
  }

  package func values(at point: [Double]) -> [Double] {
    function.evaluate(at: point, workspace)
    return (0..<function.resultCount).map { function.value($0, workspace) }
  }

  /// The best point at which each function of `floors` is at least its floor; `nil` if there is
  /// none. Where only rounding keeps a point from the floors, they are that much lower.
  package func maximum(
    of objective: Objective, floors: [(function: Int, floor: Double)] = []
  ) -> Solution? {
    if hasOnlyLevels { return bestOfLevels(objective, floors) }
    let floors = floors + always
    var best: Solution?
    eachChoice { low, high in
      let method = EllipsoidMethod(low: low, high: high, tolerance: tolerance)
      var missing = Double.infinity
      var found = method.maximum { point in
        let answer = cut(at: point, objective, floors)
        if case .infeasible(let shortfall, _) = answer { missing = min(missing, shortfall) }
        return answer
      }
      let most = floors.map { rounding($0.function, at: $0.floor) }.max() ?? 0
      if found == nil, missing <= most, !floors.isEmpty {
        // Twice, so that there is room to search, but no lower than what counts as rounding.
        let lower = floors.map { f, floor in
          let room = min(2 * missing + 1e-15, rounding(f, at: floor) * (1 - 1e-6))
          return (function: f, floor: floor - room)
        }
        found = method.maximum { point in cut(at: point, objective, lower) }
      }
      if let found, best.map({ found.value > $0.value + tolerance }) ?? true {
        best = Solution(point: found.point, value: found.value)
      }
    }
    if case .value(let k) = objective { best?.value *= size(k) }
    return best
  }

  /// Whether at some point each of these functions is 0 or more, but for `Rounding`. Exact where they are
  /// piecewise linear.
  package func reachZero(_ functions: [Int]) -> Bool {
    let floors = functions.map { (function: $0, floor: 0.0) }
    if hasOnlyLevels { return levelSearch.best(floors: floors, { _ in [0] }) != nil }
    let all = floors + always
    var found = false
    eachChoice { low, high in
      guard !found else { return }
      let free = low.indices.filter { low[$0] < high[$0] }
      if free.count > 1 {
        let planes = CuttingPlanes(low: free.map { low[$0] }, high: free.map { high[$0] })
        let decided = planes.reachZero { place in
          var point = low
          for (k, x) in zip(free, place) { point[k] = x }
          function.evaluate(at: point, workspace)
          return all.map { f, floor in
            let gradient = function.gradient(f, workspace)
            let size = size(f)
            return (
              (function.value(f, workspace) - floor) / size, free.map { gradient[$0] / size }
            )
          }
        }
        if let decided {
          found = decided
          return
        }
      }
      var method = EllipsoidMethod(low: low, high: high, tolerance: tolerance)
      method.goal = -Rounding.tolerance
      let best = method.maximum { cut(at: $0, .smallest(all.map { ($0, $1, size($0)) }), []) }
      found = best.map { $0.value >= -Rounding.tolerance } ?? false
    }
    return found
  }

  /// The combinations of levels within the bounds.
  var levelSearch: LevelSearch {
    let own = levels.indices.map { k -> [Double] in
      guard let levels = levels[k] else { return low[k] == high[k] ? [low[k]] : [] }
      return levels.filter { isWithin($0, k) }
    }
    return LevelSearch(
      function, workspace, levels: own, order: order, always: always,
      rounding: { [self] in rounding($0, at: $1) }, tolerance: tolerance)
  }

  /// Whether a level lies within the bounds of its coordinate, but for rounding.
  private func isWithin(_ level: Double, _ k: Int) -> Bool {
    level >= low[k] - Rounding.tolerance && level <= high[k] + Rounding.tolerance
  }

  private func bestOfLevels(
    _ objective: Objective, _ floors: [(function: Int, floor: Double)]
  ) -> Solution? {
    func worth(_ values: [Double]) -> Double? {
      switch objective {
      case .value(let k): return values[k]
      case .product(let factors):
        var sum = 0.0
        for factor in factors {
          let surplus = values[factor.function] - factor.origin
          guard surplus > 0 else { return nil }
          sum += factor.weight * Mathematics.log(surplus)
        }
        return sum
      case .smallest(let terms):
        return terms.map { (values[$0.function] - $0.origin) / $0.scale }.min() ?? .infinity
      }
    }
    let unit = if case .value(let k) = objective { size(k) } else { 1.0 }
    let found = levelSearch.best(floors: floors) { values in
      worth(values).flatMap { $0.isNaN ? nil : [$0 / unit] }
    }
    return found.flatMap { found in
      worth(found.values).map { Solution(point: found.point, value: $0) }
    }
  }

  /// Every combination of levels, as a box whose sides at them have no length.
  func eachChoice(_ visit: ([Double], [Double]) -> Void) {
    var (low, high) = (self.low, self.high)
    func choose(_ place: Int) {
      guard place < order.count else { return visit(low, high) }
      let k = order[place]
      guard let choices = levels[k] else { return choose(place + 1) }
      for level in choices where isWithin(level, k) {
        (low[k], high[k]) = (level, level)
        choose(place + 1)
      }
    }
    choose(0)
  }

  private func cut(
    at point: [Double], _ objective: Objective, _ floors: [(function: Int, floor: Double)]
  ) -> Supergradient {
    function.evaluate(at: point, workspace)
    var missed: (function: Int, by: Double)?
    func mustReach(_ floor: Double, _ k: Int, orEqual: Bool = true) {
      let short = floor - function.value(k, workspace)
      let isMissed = orEqual ? !(short <= 0) : !(short < 0)
      if isMissed, !(short <= missed?.by ?? -.infinity) { missed = (k, short) }
    }
    for (k, floor) in floors { mustReach(floor, k) }
    if case .product(let factors) = objective {
      for factor in factors { mustReach(factor.origin, factor.function, orEqual: false) }
    }
    if let missed {
      return .infeasible(
        shortfall: max(0, missed.by), gradient: function.gradient(missed.function, workspace))
    }
    switch objective {
    case .value(let k):
      let size = size(k)
      let gradient = function.gradient(k, workspace)
      return .feasible(
        value: function.value(k, workspace) / size,
        gradient: size == 1 ? gradient : gradient.map { $0 / size })
    case .product(let factors):
      var sum = 0.0
      var gradient = [Double](repeating: 0, count: point.count)
      for factor in factors {
        let surplus = function.value(factor.function, workspace) - factor.origin
        sum += factor.weight * Mathematics.log(surplus)
        let part = function.gradient(factor.function, workspace)
        for j in gradient.indices { gradient[j] += factor.weight / surplus * part[j] }
      }
      return .feasible(value: sum, gradient: gradient)
    case .smallest(let terms):
      // Of no functions every point is best.
      guard !terms.isEmpty else {
        return .feasible(value: .infinity, gradient: point.map { _ in 0 })
      }
      var least = (function: 0, value: Double.infinity, scale: 1.0)
      for term in terms {
        let value = (function.value(term.function, workspace) - term.origin) / term.scale
        // A missing value is no better than any other.
        if !(value >= least.value) { least = (term.function, value, term.scale) }
      }
      guard !least.value.isNaN else {
        return .infeasible(shortfall: .infinity, gradient: point.map { _ in 0 })
      }
      return .feasible(
        value: least.value,
        gradient: function.gradient(least.function, workspace).map { $0 / least.scale })
    }
  }
}
