/// What a cutting-plane method asks at a point: where can something better lie?
enum Supergradient {
  /// A point that may be the answer, its value and a supergradient of the value.
  case feasible(value: Double, gradient: [Double])
  /// A constraint falls short by `shortfall` > 0; `gradient` is a supergradient of the constraint.
  case infeasible(shortfall: Double, gradient: [Double])
}

/// Maximises a concave function, smooth or not, over a box and concave constraints g(x) ≥ 0.
///
/// The ellipsoid method with deep cuts (Shor 1977; Bland, Goldfarb & Todd 1981): the answer
/// always lies in the current ellipsoid, whose volume shrinks by a fixed factor at each cut. One
/// dimension is bisection of the supergradient's sign.
struct EllipsoidMethod {
  var low: [Double]
  var high: [Double]
  /// Stops when no better value than the best by more than this can be left.
  var tolerance = 1e-11
  /// Stops too when it is known whether this value is reached.
  var goal: Double?
  /// Bounds the work where rounding keeps the stop away; the volume is far below rounding then.
  var mostCuts = 40_000

  struct Solution {
    var point: [Double]
    var value: Double
  }

  /// The best feasible point; `nil` if no feasible one was found. `oracle` is asked inside the
  /// box only.
  func maximum(_ oracle: ([Double]) -> Supergradient) -> Solution? {
    let free = low.indices.filter { low[$0] < high[$0] }
    guard low.indices.allSatisfy({ low[$0] <= high[$0] }) else { return nil }
    switch free.count {
    case 0:
      guard case .feasible(let value, _) = oracle(low) else { return nil }
      return Solution(point: low, value: value)
    case 1: return snapped(bisected(free[0], oracle), free, by: 1e-15, losing: 1e-15, oracle)
    default: return snapped(shrunk(free, oracle), free, by: 1e-9, losing: tolerance, oracle)
    }
  }

  /// Coordinates that are a bound but for rounding are the bound: `by` is a share of the box's
  /// side, `losing` what the value may lose in proportion to 1 or itself.
  private func snapped(
    _ found: Solution?, _ free: [Int], by share: Double, losing: Double,
    _ oracle: ([Double]) -> Supergradient
  ) -> Solution? {
    guard var best = found else { return nil }
    for k in free {
      for bound in [low[k], high[k]] {
        let gap = abs(best.point[k] - bound)
        guard gap > 0, gap <= share * (high[k] - low[k]) else { continue }
        var point = best.point
        point[k] = bound
        if case .feasible(let value, _) = oracle(point),
          value >= best.value - losing * max(1, abs(best.value))
        {
          best = Solution(point: point, value: value)
        }
      }
    }
    return best
  }

  // MARK: One dimension

  /// A scan finds the right cell also where the function is not concave; inside it, the sign of
  /// the supergradient is bisected down to neighbouring numbers.
  private func bisected(_ k: Int, _ oracle: ([Double]) -> Supergradient) -> Solution? {
    var best: Solution?
    typealias Answer = (goesUp: Bool?, rank: Double, isFeasible: Bool)
    func ask(_ x: Double) -> Answer {
      var point = low
      point[k] = x
      switch oracle(point) {
      case .feasible(let value, let gradient):
        // Near a smooth top values differ by rounding only; the later point is the nearer one.
        let noise = 1e-15 * abs(value)
        if value > (best?.value ?? -.infinity) - noise {
          best = Solution(point: point, value: value)
        }
        return (gradient[k] == 0 ? nil : gradient[k] > 0, value, true)
      case .infeasible(let shortfall, let gradient):
        return (gradient[k] == 0 ? nil : gradient[k] > 0, -shortfall, false)
      }
    }
    let cells = 64
    let width = high[k] - low[k]
    var chosen = 0
    var chosenRank = (isFeasible: false, rank: -Double.infinity)
    for cell in 0...cells {
      let found = ask(low[k] + width * Double(cell) / Double(cells))
      let isBetter =
        found.isFeasible == chosenRank.isFeasible
        ? found.rank > chosenRank.rank : found.isFeasible
      if isBetter {
        chosen = cell
        chosenRank = (found.isFeasible, found.rank)
      }
    }
    var a = low[k] + width * Double(max(0, chosen - 1)) / Double(cells)
    var b = low[k] + width * Double(min(cells, chosen + 1)) / Double(cells)
    while true {
      let middle = a + (b - a) / 2
      guard middle > a, middle < b else { break }
      guard let goesUp = ask(middle).goesUp else { break }
      if goesUp { a = middle } else { b = middle }
    }
    _ = ask(a)
    _ = ask(b)
    return best
  }

  // MARK: More dimensions

  /// The ellipsoid is center + B·ball. B is kept instead of the matrix B·Bᵀ, which would be
  /// singular to rounding once the ellipsoid is thinner than 1e-8 in a direction, as where
  /// gradients are parallel (Bland, Goldfarb & Todd 1981 keep LDLᵀ for the same reason).
  private func shrunk(_ free: [Int], _ oracle: ([Double]) -> Supergradient) -> Solution? {
    let n = free.count
    let size = Double(n)
    var point = low.indices.map { low[$0] + (high[$0] - low[$0]) / 2 }
    // The smallest ellipsoid with axes along the box's sides that holds the box.
    var factor = [Double](repeating: 0, count: n * n)
    for (i, k) in free.enumerated() {
      factor[i * n + i] = size.squareRoot() * (high[k] - low[k]) / 2
    }
    var best: Solution?
    var inward = [Double](repeating: 0, count: n)
    var direction = inward
    for _ in 0..<mostCuts {
      // Uphill, and by how much the answer is known to be better than here.
      let (gradient, depth, isObjective) = cut(at: point, free, &best, oracle)
      var square = 0.0
      for j in 0..<n {
        var sum = 0.0
        for i in 0..<n { sum += factor[i * n + j] * gradient[i] }
        inward[j] = sum
        square += sum * sum
      }
      let reach = square.squareRoot()
      guard reach > 1e-300, !(isObjective && reach - depth < tolerance) else { break }
      if let goal, let value = best?.value {
        if value >= goal || isObjective && value - depth + reach < goal { break }
      }
      let alpha = depth / reach
      guard alpha < 1 else { break }
      for j in 0..<n { inward[j] /= reach }
      for i in 0..<n {
        var sum = 0.0
        for j in 0..<n { sum += factor[i * n + j] * inward[j] }
        direction[i] = sum
      }
      let step = (1 + size * alpha) / (size + 1)
      for i in 0..<n { point[free[i]] += step * direction[i] }
      // Across the cut the axes shrink to √(1 − drop) of what they grow to along it.
      let growth = (size * size * (1 - alpha * alpha) / (size * size - 1)).squareRoot()
      let drop = 2 * (1 + size * alpha) / ((size + 1) * (1 + alpha))
      let change = max(0, 1 - drop).squareRoot() - 1
      for i in 0..<n {
        for j in 0..<n {
          factor[i * n + j] = growth * (factor[i * n + j] + change * direction[i] * inward[j])
        }
      }
    }
    return best
  }

  private func cut(
    at point: [Double], _ free: [Int], _ best: inout Solution?,
    _ oracle: ([Double]) -> Supergradient
  ) -> (gradient: [Double], depth: Double, isObjective: Bool) {
    // The side of the box that is missed by most.
    var worst = 0.0
    var side: (place: Int, sign: Double)?
    for (i, k) in free.enumerated() {
      let below = (low[k] - point[k]) / (high[k] - low[k])
      let above = (point[k] - high[k]) / (high[k] - low[k])
      if below > worst { (worst, side) = (below, (i, 1)) }
      if above > worst { (worst, side) = (above, (i, -1)) }
    }
    if let side {
      var gradient = [Double](repeating: 0, count: free.count)
      gradient[side.place] = side.sign
      let k = free[side.place]
      return (gradient, worst * (high[k] - low[k]), false)
    }
    switch oracle(point) {
    case .infeasible(let shortfall, let gradient):
      return (free.map { gradient[$0] }, shortfall, false)
    case .feasible(let value, let gradient):
      let better = best?.value ?? -.infinity
      if value > better { best = Solution(point: point, value: value) }
      return (free.map { gradient[$0] }, max(0, (best?.value ?? value) - value), true)
    }
  }
}
