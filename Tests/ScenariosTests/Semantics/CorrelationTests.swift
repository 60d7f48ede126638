import Foundation
import Scenarios
import Testing

/// Correlated parameters and shocks; 20,000 trials, seed 1, within 4 standard errors.
struct CorrelationTests {
  private let trials = 20_000

  private func draws(_ body: String, _ names: [String]) throws -> [[Double]] {
    let measures = names.map { "m_\($0): \($0)" }.joined(separator: ", ")
    let play = try Play("\(body)\nmeasures: {\(measures)}")
    _ = try play.values("m_\(names[0])")
    return try names.map { try play.measures("m_\($0)", trials: trials) }
  }

  /// The standard error of a rank correlation at ρ, bounded by that of independence (1/√n) times
  /// √(1 + s²/2) (Bonett & Wright 2000), and by (1 − s²) of the correlation itself.
  private func deviation(_ found: Double, from s: Double) -> Double {
    abs(found - s) / ((1 - s * s) * (1 + s * s / 2).squareRoot() / Double(trials).squareRoot())
  }

  @Test(arguments: [
    ("normal(0, 1)", "normal(3, 2)", 0.6), ("beta(2, 5)", "gamma(0.7, 3)", -0.4),
    ("lognormal(0, 1)", "uniform(0, 1)", 0.9),
    ("elicited(p5=1, p50=3, p95=9)", "pert(0, 1, 5)", 0.3),
    ("truncated(normal(0, 1), 0, 1)", "weibull(1, 2)", -0.8),
    ("mixture(normal(0, 1), 1, normal(5, 1), 1)", "student_t(4)", 0.5),
    ("elicited(p5=10%, p95=45%)", "cauchy(0, 1)", 0.7),
  ])
  func `rank correlations are reached whatever the families`(
    a: String, b: String, spearman: Double
  ) throws {
    let found = try draws(
      """
      parameters: {a: "\(a)", b: "\(b)"}
      correlations: {c: {between: [a, b], spearman: \(spearman)}}
      """, ["a", "b"])
    let ranks = found.map(\.ranks)
    #expect(deviation(correlation(ranks[0], ranks[1]), from: spearman) < 4)
  }

  /// 6/π · asin(ρ/2) = .58192 for ρ = .6.
  @Test func `pearson is the correlation of the scores`() throws {
    let found = try draws(
      """
      parameters: {a: "normal(0, 1)", b: "normal(1, 3)"}
      correlations: {c: {between: [a, b], pearson: 0.6}}
      """, ["a", "b"])
    #expect(deviation(correlation(found[0], found[1]), from: 0.6) < 4)
    #expect(deviation(correlation(found[0].ranks, found[1].ranks), from: 0.58192) < 4)
  }

  @Test func `marginals stay as they were`() throws {
    let found = try draws(
      """
      parameters: {a: "beta(2, 5)", b: "gamma(3, 2)", c: "uniform(1, 4)", d: "exponential(2)"}
      correlations: {c: {between: [a, b, c, d], spearman: 0.5}}
      """, ["a", "b", "c", "d"])
    // Moments in closed form, and the quartiles of the last two.
    for (x, mean, variance) in [
      (found[0], 2.0 / 7, 10.0 / 392), (found[1], 6.0, 12.0), (found[2], 2.5, 0.75),
      (found[3], 2.0, 4.0),
    ] {
      #expect(x.deviation(from: mean) < 4)
      #expect(x.map { ($0 - mean) * ($0 - mean) }.deviation(from: variance) < 4)
    }
    #expect(kolmogorov(found[2]) { ($0 - 1) / 3 } < 2.2253)
    #expect(kolmogorov(found[3]) { 1 - exp(-$0 / 2) } < 2.2253)
    #expect(
      kolmogorov(found[0]) { x in
        // Beta(2, 5): 1 − (1 − x)⁶ − 6x(1 − x)⁵.
        1 - pow(1 - x, 6) - 6 * x * pow(1 - x, 5)
      } < 2.2253)
  }

  /// What is left of three names keeps its correlation.
  @Test(arguments: ["0.4", "-2 / 5", "40%"])
  func `a parameter fixed on the command line leaves its correlations`(value: String) throws {
    let body = """
      parameters: {a: "normal(0, 1)", b: "beta(2, 5)", c: "normal(1, 3)"}
      correlations: {k: {between: [a, b, c], pearson: 0.6}}
      measures: {x: a, y: b, z: c}
      """
    let settings = [Setting(path: "parameters.b", value: value)]
    let notes = try scenario(body, settings: settings).lowered().notes.map(\.description)
    #expect(
      notes == [
        "--set parameters.b=\(value): note: 'b' is fixed: the correlation 'k' leaves it out"
      ])
    let play = try Play(body, settings: settings)
    let (x, z) = (try play.measures("x", trials: trials), try play.measures("z", trials: trials))
    #expect(deviation(correlation(x, z), from: 0.6) < 4)
    #expect(try play.values("y") == [value.hasPrefix("-") ? -0.4 : 0.4])
    let both = try Play(body, settings: settings + [Setting(path: "parameters.a", value: "1")])
    #expect(try both.measures("z", trials: trials).deviation(from: 1) < 4)
  }

  @Test func `several correlations make one matrix`() throws {
    let found = try draws(
      """
      parameters: {a: "normal(0, 1)", b: "normal(0, 1)", c: "normal(0, 1)"}
      correlations:
        one: {between: [a, b], pearson: 0.8}
        two: {between: [c, b], pearson: -0.5}
        three: {between: [a, c], pearson: -0.1}
      """, ["a", "b", "c"])
    #expect(deviation(correlation(found[0], found[1]), from: 0.8) < 4)
    #expect(deviation(correlation(found[1], found[2]), from: -0.5) < 4)
    #expect(deviation(correlation(found[0], found[2]), from: -0.1) < 4)
  }

  @Test func `shocks of processes`() throws {
    let body = """
      clock: {step: week, steps: 1}
      state:
        x: {start: 0, random_walk: {sd: 2}}
        y: {start: 1, geometric: {sd: 0.1}}
        z: {start: 0, mean_reverting: {to: 0, pull: 0.5, sd: 1}}
      correlations:
        xy: {shocks: [x, y], pearson: 0.7}
        xz: {shocks: [z, x], spearman: -0.4}
      """
    let found = try draws(body, ["x", "y", "z"])
    #expect(deviation(correlation(found[0], found[1].map { log($0) }), from: 0.7) < 4)
    #expect(deviation(correlation(found[0].ranks, found[2].ranks), from: -0.4) < 4)
    #expect(deviation(correlation(found[1].map { log($0) }, found[2]), from: 0) < 4)
    #expect(found[0].deviation(fromVariance: 4) < 4)
    #expect(found[2].deviation(fromVariance: 1) < 4)
  }

  @Test func `shocks are correlated step by step and element by element`() throws {
    let found = try draws(
      """
      clock: {step: week, steps: 2}
      issues: {land: {}, army: {}}
      state:
        x: {each: issue, start: 0, random_walk: {sd: 1}}
        y: {each: issue, start: 0, random_walk: {sd: 1}}
        before: {start: 0, next: "previous(x[land])"}
      correlations: {xy: {shocks: [x, y], pearson: 0.7}}
      definitions: {x_land: "x[land]", y_land: "y[land]", y_army: "y[army]",
                    earlier: before, later: "y[land] - previous(y[land])"}
      """, ["x_land", "y_land", "y_army", "earlier", "later"])
    #expect(deviation(correlation(found[0], found[1]), from: 0.7) < 4)
    #expect(deviation(correlation(found[0], found[2]), from: 0) < 4)
    #expect(deviation(correlation(found[3], found[4]), from: 0) < 4)
  }

  // MARK: Luck

  private static let world = """
    clock: {step: week, steps: 3}
    parameters: {a: "normal(0, 1)", b: "uniform(0, 1)", c: "normal(0, 1)", d: "exponential(1)"}
    state: {x: {start: 0, random_walk: {sd: 1}}, y: {start: 0, random_walk: {sd: 1}}}
    measures: {a: a, b: b, c: c, d: d, x: x, y: y}

    """

  private func drawn(_ correlations: String) throws -> [String: Double] {
    let play = try Play(Self.world + correlations)
    return try Dictionary(
      uniqueKeysWithValues: ["a", "b", "c", "d", "x", "y"].map { ($0, try play.value($0)) })
  }

  @Test func `the first name of a group keeps its random numbers, and so does who is in no group`()
    throws
  {
    let alone = try drawn("")
    let with = try drawn(
      "correlations: {k: {between: [c, a], pearson: 0.5}, s: {shocks: [y, x], pearson: 0.5}}")
    #expect(with["a"] == alone["a"] && with["b"] == alone["b"] && with["x"] == alone["x"])
    #expect(with["c"] != alone["c"] && with["y"] != alone["y"])
    // b and d are made from one uniform each, so the first of them keeps its random numbers to a rounding.
    let inverted = try drawn("correlations: {k: {between: [d, b], spearman: 0.5}}")
    let (b, old) = (try #require(inverted["b"]), try #require(alone["b"]))
    #expect(abs(b - old) < 1e-12)
  }

  @Test func `neither the order of the file nor another group changes a draw`() throws {
    let found = try drawn("correlations: {k: {between: [a, c], pearson: 0.5}}")
    #expect(try drawn("correlations: {other: {between: [c, a], pearson: 0.5}}") == found)
    let more = try drawn(
      "correlations: {k: {between: [a, c], pearson: 0.5}, l: {between: [b, d], pearson: 0.3}}")
    #expect(more["c"] == found["c"])
  }

  @Test func `a correlation of 0 leaves normals as they were`() throws {
    #expect(
      try drawn("correlations: {k: {between: [a, c], pearson: 0}}") == drawn(""))
  }

  @Test func `a parameter that depends on others can be correlated`() throws {
    let found = try draws(
      """
      parameters: {m: "uniform(5, 10)", a: "normal(m, 1)", b: "normal(a, 1)"}
      correlations: {k: {between: [a, b], pearson: -0.9}}
      definitions: {x: a - m, y: b - a}
      """, ["x", "y"])
    #expect(deviation(correlation(found[0], found[1]), from: -0.9) < 4)
  }

  @Test func `the value may be a constant with a name`() throws {
    let named = try Play(
      """
      parameters: {r: 0.5, a: "normal(0, 1)", b: "normal(0, 1)"}
      correlations: {k: {between: [a, b], pearson: r}}
      measures: {m: b}
      """)
    let plain = try Play(
      """
      parameters: {a: "normal(0, 1)", b: "normal(0, 1)"}
      correlations: {k: {between: [a, b], pearson: 0.5}}
      measures: {m: b}
      """)
    #expect(try named.value("m") == plain.value("m"))
  }

  private func correlation(_ x: [Double], _ y: [Double]) -> Double {
    let (mx, my) = (x.mean, y.mean)
    let products = zip(x, y).map { ($0 - mx) * ($1 - my) }.reduce(0, +)
    return products / Double(x.count - 1) / (x.variance * y.variance).squareRoot()
  }

  /// √n·D; above 2.2253 with probability 10⁻⁴ (Kolmogorov 1933).
  private func kolmogorov(_ x: [Double], _ cdf: (Double) -> Double) -> Double {
    let n = Double(x.count)
    var distance = 0.0
    for (rank, u) in x.map(cdf).sorted().enumerated() {
      distance = max(distance, u - Double(rank) / n, Double(rank + 1) / n - u)
    }
    return distance * n.squareRoot()
  }
}

extension Array where Element == Double {
  fileprivate var ranks: [Double] {
    var ranks = self
    for (rank, place) in indices.sorted(by: { self[$0] < self[$1] }).enumerated() {
      ranks[place] = Double(rank)
    }
    return ranks
  }
}
