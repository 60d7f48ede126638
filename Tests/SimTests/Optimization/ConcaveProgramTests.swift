import Testing

@testable import Sim

/// Maxima of concave functions, against closed forms and exhaustive search.
@Suite struct ConcaveProgramTests {
  /// 1 − Σ w·|x − θ|^γ for each party, less its floor, as functions of the terms.
  private func utilities(
    weights: [[Double]], ideals: [[Double]], curvature: Double = 1, floors: [Double]? = nil
  ) throws -> GraphFunction {
    var graph = Graph()
    let x = ideals[0].indices.map { graph.argument($0) }
    let tops = floors.map { $0.map { 1 - $0 } } ?? weights.map { _ in 1 }
    let values = zip(zip(weights, ideals), tops).map { party, top in
      let (w, ideal) = party
      let losses = x.indices.map { k in
        let gap = graph.apply(.subtract, x[k], graph.constant(ideal[k]))
        let power = graph.apply(
          .power, graph.apply(.absolute, gap), graph.constant(curvature))
        return graph.apply(.multiply, graph.constant(w[k]), power)
      }
      return graph.apply(.subtract, graph.constant(top), graph.sum(losses))
    }
    return try #require(GraphFunction(of: values, in: graph, arguments: x))
  }

  private func program(_ function: GraphFunction, levels: [[Double]?]? = nil) -> ConcaveProgram {
    let count = function.argumentCount
    return ConcaveProgram(
      function, parameters: [], low: Array(repeating: 0, count: count),
      high: Array(repeating: 1, count: count),
      levels: levels ?? Array(repeating: nil, count: count))
  }

  @Test(arguments: [(0.6, 0.2, 0.1), (0.5, 0.1, 0.1), (0.3, 0.05, 0.4)])
  func `the asymmetric Nash product divides a pie in closed form`(
    _ power: Double, _ d1: Double, _ d2: Double
  ) throws {
    // x₁ = d₁ + α(1 − d₁ − d₂) (Nash 1950; Kalai 1977).
    let function = try utilities(weights: [[1], [1]], ideals: [[1], [0]])
    let found = try #require(
      program(function).maximum(of: .product([(0, power, d1), (1, 1 - power, d2)])))
    #expect(abs(found.point[0] - (d1 + power * (1 - d1 - d2))) < 1e-9)
  }

  @Test func `a thin zone between the points of the scan is found`() throws {
    let function = try utilities(weights: [[1], [1]], ideals: [[1], [0]])
    let floors = [(function: 0, floor: 0.5050), (function: 1, floor: 0.49499)]
    let found = try #require(program(function).maximum(of: .value(0), floors: floors))
    #expect(abs(found.point[0] - 0.50501) < 1e-12)
    #expect(program(function).maximum(of: .value(0), floors: [(0, 0.51), (1, 0.50)]) == nil)
  }

  /// Both have just what they need at (1, 0.1): but for rounding, which is more than 1e-9 of numbers near
  /// 1e9.
  @Test(arguments: [1, 1e9]) func `a zone of one point is found in any unit`(_ unit: Double) throws
  {
    var graph = Graph()
    let x = (0..<2).map { graph.argument($0) }
    let floors = [unit * (0.6 + 0.4 * 0.1), unit * (0.7 * (1 - 0.1))]
    let gains = zip([[0.6, 0.4], [0.3, 0.7]], floors).enumerated().map { place, party in
      let parts = zip(party.0, x).map { weight, term in
        let worth =
          place == 0 ? term : graph.apply(.subtract, graph.constant(1), term)
        return graph.apply(.multiply, graph.constant(weight), worth)
      }
      let value = graph.apply(.multiply, graph.constant(unit), graph.sum(parts))
      return graph.apply(.subtract, value, graph.constant(party.1))
    }
    let function = try #require(GraphFunction(of: gains, in: graph, arguments: x))
    let program = ConcaveProgram(
      function, parameters: [], low: [0, 0], high: [1, 1], levels: [nil, nil],
      sizes: floors.map { max(1, $0) })
    #expect(program.reachZero([0, 1]))
    let found = try #require(program.maximum(of: .value(0), floors: [(0, 0), (1, 0)]))
    #expect(abs(found.point[0] - 1) < 1e-7 && abs(found.point[1] - 0.1) < 1e-7)
    #expect(abs(found.value) <= program.rounding(0))
    // Short by a thousandth of what they have is not rounding.
    let short = ConcaveProgram(
      function, parameters: [], low: [0, 0], high: [1, 0.099], levels: [nil, nil],
      sizes: floors.map { max(1, $0) })
    #expect(!short.reachZero([0, 1]))
    #expect(short.maximum(of: .value(1), floors: [(0, 0), (1, 0)]) == nil)
  }

  @Test func `parties that value issues differently trade them`() throws {
    // Logrolling: each gets the issue that matters more to it, U = (.7, .7).
    let function = try utilities(weights: [[0.7, 0.3], [0.3, 0.7]], ideals: [[1, 1], [0, 0]])
    for objective: ConcaveProgram.Objective in [
      .product([(0, 1, 0), (1, 1, 0)]), .smallest([(0, 0, 1), (1, 0, 1)]),
    ] {
      let found = try #require(program(function).maximum(of: objective))
      let values = program(function).values(at: found.point)
      #expect(abs(values[0] - 0.7) < 1e-9)
      #expect(abs(values[1] - 0.7) < 1e-9)
    }
  }

  /// Two parties who want the opposite on twelve issues. What one can have at most while the other keeps its
  /// floor is a fractional knapsack: issues go over by the ratio of their weights (Dantzig 1957). Random
  /// weights, seed 43.
  @Test(arguments: 0..<20) func `whether all are content is exact where losses are linear`(
    _ n: Int
  ) throws {
    var random = SplitMix(seed: 43 + UInt64(n))
    let weights = (0..<2).map { _ in
      let w = (0..<12).map { _ in Double.random(in: 0.01...1, using: &random) }
      return w.map { $0 / w.reduce(0, +) }
    }
    let floor = Double.random(in: 0.2...0.8, using: &random)
    // The first wants 1 everywhere, the second 0; what the second loses is w₂·x.
    var most = 0.0
    var left = 1 - floor
    let order = (0..<12).sorted {
      weights[0][$0] / weights[1][$0] > weights[0][$1] / weights[1][$1]
    }
    for k in order {
      let x = min(1, left / weights[1][k])
      most += weights[0][k] * x
      left = max(0, left - weights[1][k] * x)
    }
    for (gap, expected) in [(-1e-10, true), (0, true), (1e-10, true), (1e-8, false)] {
      let function = try utilities(
        weights: weights,
        ideals: [Array(repeating: 1.0, count: 12), Array(repeating: 0.0, count: 12)],
        floors: [most + gap, floor])
      #expect(program(function).reachZero([0, 1]) == expected, "\(gap)")
    }
  }

  /// Where the planes do not meet in finitely many steps the ellipsoids decide; two parties share twelve pies
  /// with losses x², so that both have 3/4 in the middle.
  @Test(arguments: [(0.75, true), (0.7500001, false), (0.7, true)])
  func `whether all are content is found for curved losses too`(_ floor: Double, _ expected: Bool)
    throws
  {
    let even = Array(repeating: 1 / 12.0, count: 12)
    let function = try utilities(
      weights: [even, even],
      ideals: [Array(repeating: 1.0, count: 12), Array(repeating: 0.0, count: 12)], curvature: 2,
      floors: [floor - 1e-9, floor - 1e-9])
    #expect(program(function).reachZero([0, 1]) == expected)
  }

  @Test func `of two levels that content nobody none is found`() throws {
    let function = try utilities(
      weights: [[0.5, 0.5], [0.5, 0.5]], ideals: [[1, 1], [0, 0]], floors: [0.5, 0.5])
    #expect(program(function, levels: [[0, 0.5], nil]).reachZero([0, 1]))
    #expect(program(function, levels: [[0, 1], [0, 1]]).reachZero([0, 1]))
    #expect(!program(function, levels: [[1], [0.25, 1]]).reachZero([0, 1]))
  }

  /// Three to five parties with ideals anywhere, so that there are kinks inside; seed 41.
  @Test(arguments: 0..<12) func `no point of a fine grid is better`(_ n: Int) throws {
    var random = SplitMix(seed: 41 + UInt64(n))
    let parties = 3 + n % 3
    let ideals = (0..<parties).map { _ in
      (0..<2).map { _ in Double.random(in: 0...1, using: &random) }
    }
    let weights = (0..<parties).map { _ in
      let w = Double.random(in: 0.1...0.9, using: &random)
      return [w, 1 - w]
    }
    let function = try utilities(
      weights: weights, ideals: ideals, curvature: n.isMultiple(of: 2) ? 1 : 1.7)
    let program = program(function)
    let objectives: [(ConcaveProgram.Objective, ([Double]) -> Double)] = [
      (.smallest((0..<parties).map { ($0, 0.1, 0.5) }), { $0.map { ($0 - 0.1) / 0.5 }.min() ?? 0 }),
      (
        .product((0..<parties).map { ($0, 1, 0) }),
        { $0.allSatisfy { $0 > 0 } ? $0.reduce(0) { $0 + Mathematics.log($1) } : -.infinity }
      ),
    ]
    for (objective, value) in objectives {
      let found = try #require(program.maximum(of: objective))
      #expect(abs(value(program.values(at: found.point)) - found.value) < 1e-12)
      var best = -Double.infinity
      for i in 0...200 {
        for j in 0...200 {
          best = max(best, value(program.values(at: [Double(i) / 200, Double(j) / 200])))
        }
      }
      #expect(found.value >= best - 1e-9)
      // The grid is that fine: no utility changes by more than its steepest slope over a cell.
      #expect(found.value - best < 0.03)
    }
  }

  @Test func `six issues with a floor end where the multipliers say`() throws {
    // Maximise U₁ with U₂ ≥ ½: a fractional knapsack over the ratios of weights.
    let w1 = [0.30, 0.25, 0.20, 0.15, 0.06, 0.04]
    let w2 = [0.05, 0.10, 0.15, 0.20, 0.20, 0.30]
    let function = try utilities(
      weights: [w1, w2], ideals: [Array(repeating: 1, count: 6), Array(repeating: 0, count: 6)])
    let found = try #require(program(function).maximum(of: .value(0), floors: [(1, 0.5)]))
    // Party 2 keeps .30 + .20 by whole issues, the two that cost party 1 least for each unit.
    #expect(abs(found.value - (1 - 0.04 - 0.06)) < 1e-9)
  }

  @Test func `levels are all tried and bounds cut them`() throws {
    let function = try utilities(weights: [[0.5, 0.5], [0.5, 0.5]], ideals: [[1, 1], [0, 0]])
    let levels: [[Double]?] = [[0, 0.4, 1], nil]
    let found = try #require(
      program(function, levels: levels).maximum(of: .smallest([(0, 0, 1), (1, 0, 1)])))
    #expect([0, 0.4, 1].contains(found.point[0]))
    #expect(abs(found.value - 0.5) < 1e-9)
    let narrow = ConcaveProgram(
      function, parameters: [], low: [0.5, 0], high: [0.9, 1], levels: levels)
    #expect(narrow.maximum(of: .value(0)) == nil)
  }

  @Test func `parallel gradients do not stop the search early`() throws {
    // Both weigh issues alike, so that every cut lies along one direction.
    let half = [0.5, 0.5]
    let function = try utilities(weights: [half, half], ideals: [[1, 1], [0, 0]])
    let found = try #require(program(function).maximum(of: .value(0), floors: [(1, 0.37)]))
    #expect(abs(found.value - 0.63) < 1e-10)
    let product = try #require(
      program(function).maximum(of: .product([(0, 0.7, 0.2), (1, 0.3, 0.1)])))
    #expect(abs(program(function).values(at: product.point)[0] - (0.2 + 0.7 * 0.7)) < 1e-6)
    let third = Array(repeating: 1.0 / 3, count: 3)
    let three = try utilities(
      weights: [third, third], ideals: [[1, 1, 1], [0, 0, 0]])
    let least = try #require(
      program(three).maximum(of: .smallest([(0, 0.3, 1), (1, 0.1, 1)])))
    #expect(abs(least.value - 0.3) < 1e-10)
  }

  @Test func `a point that is a bound but for rounding is the bound`() throws {
    let line = try utilities(weights: [[1]], ideals: [[0]])
    #expect(try #require(program(line).maximum(of: .value(0))).point == [0])
    let plane = try utilities(weights: [[0.4, 0.6]], ideals: [[1, 0]])
    #expect(try #require(program(plane).maximum(of: .value(0))).point == [1, 0])
  }

  @Test func `of levels that are equally good the first in order count`() throws {
    // .1·x₀ + .1·x₁ + .1·x₂ is the same for each of three that gives one unit.
    let tenth = [0.1, 0.1, 0.1]
    let function = try utilities(weights: [tenth, tenth], ideals: [[1, 1, 1], [0, 0, 0]])
    func first(_ order: [Int]) throws -> [Double] {
      let program = ConcaveProgram(
        function, parameters: [], low: [0, 0, 0], high: [1, 1, 1],
        levels: Array(repeating: [0, 1], count: 3), order: order)
      return try #require(program.maximum(of: .value(0), floors: [(1, 0.85)])).point
    }
    #expect(try first([0, 1, 2]) == [0, 0, 1])
    #expect(try first([2, 0, 1]) == [0, 1, 0])
  }
}
