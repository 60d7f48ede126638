import Foundation
import Sim

extension IntervalCase {
  /// What moves an outcome or a measure.
  static let inputs: [IntervalCase] = [
    coin("variance share of an input", "p = 0.2 + 0.3 x; 2,000 trials", 0.2, 0.3) {
      VarianceShare(of: $0.hits, by: RankedInput($0.x))?.share.interval.contains($1)
    },
    coin("variance share of an input", "p = 0.01 + 0.04 x; 5,000 trials", 0.01, 0.04, 5000) {
      VarianceShare(of: $0.hits, by: RankedInput($0.x))?.share.interval.contains($1)
    },
    coin("variance share of an input", "p = 0.3, whatever x; 2,000 trials", 0.3, 0) {
      VarianceShare(of: $0.hits, by: RankedInput($0.x))?.share.interval.contains($1)
    },
    IntervalCase("variance share of an input", "x₂ of Ishigami's function; 2,000 trials") {
      chances in
      let rows = (0..<2000).map { _ in chances.uniforms(3) }
      return VarianceShare(of: rows.map(function), by: RankedInput(rows.map { $0[1] }))?
        .share.interval.contains(0.442411)
    },
    IntervalCase("what single inputs leave", "p = 0.2 + 0.3 x + 0.1 y; 2,000 trials") { chances in
      let x = (0..<5).map { _ in chances.uniforms(2000) }
      let hits = (0..<2000).map { row in
        chances.happens(0.2 + 0.3 * x[0][row] + 0.1 * x[1][row]) ? 1.0 : 0
      }
      let shares = x.compactMap { VarianceShare(of: hits, by: RankedInput($0))?.share }
      return Remainder.of(shares).interval.contains(1 - 0.1 / 12 / 0.24)
    },
    coin("distance of distributions (KS)", "p = 0.2 + 0.3 x; 2,000 trials", 0.2, 0.3) { trials, _ in
      // b/(8 p̄ q̄) at ½.
      DistributionDistance(trials.hits, by: RankedInput(trials.x))?.distance.interval
        .contains(0.3 / (8 * 0.35 * 0.65))
    },
    IntervalCase("rank correlation", "normal, ρ = 0.5; 500 trials") {
      var (x, y): ([Double], [Double]) = ([], [])
      for _ in 0..<500 {
        x.append($0.normal())
        y.append(0.5 * (x.last ?? 0) + 0.75.squareRoot() * $0.normal())
      }
      // 6/π arcsin(ρ/2).
      return RankAssociation(x, y)?.correlation.interval.contains(6 / .pi * asin(0.25))
    },
    IntervalCase("share of the parameters, and of chance", "Beta(2, 2) coin; 400 draws of 5") {
      var hits: [Double] = []
      for _ in 0..<400 {
        // The median of three uniform values is Beta(2, 2).
        let p = $0.uniforms(3).sorted()[1]
        for _ in 0..<5 { hits.append($0.happens(p) ? 1 : 0) }
      }
      return ChanceShare(hits, repeats: 5)?.parameters.interval.contains(0.2)
    },
    ishigami("first-order index", "x₂ of Ishigami's function; 16 replicates of 256") {
      $0.first[1].interval.contains(0.442411)
    },
    ishigami("total index", "x₁ of the same") { $0.total[0].interval.contains(0.557589) },
    product("total index of a probability", "p = x₁ x₂; 16 replicates of 1,000") {
      $0.total[0].interval.contains(4.0 / 7)
    },
    product("first-order index of a probability", "the same") {
      $0.first[0].interval.contains(3.0 / 7)
    },
    IntervalCase("Shapley effect", "X₁ + X₂, normal, ρ = 0.5, σ 1 and 2; 2,000 trials") {
      var columns: [[Double]] = [[], []]
      for _ in 0..<2000 {
        let (a, b) = ($0.normal(), $0.normal())
        columns[0].append(a)
        columns[1].append(2 * (0.5 * a + 0.75.squareRoot() * b))
      }
      let y = zip(columns[0], columns[1]).map { $0 + $1 }
      return ExplainedVariance(of: y, by: columns)?.shapley[0].interval.contains(0.339286)
    },
    IntervalCase("Morris, μ*", "x₂ of Ishigami's function, 6 levels; 100 trajectories") {
      guard let effects = effects(&$0) else { return nil }
      return effects[1].size.interval.contains(2.687156)
    },
    IntervalCase("Morris, σ", "x₁ of the same") {
      guard let effects = effects(&$0) else { return nil }
      return effects[0].deviation.interval.contains(9.887942)
    },
  ]

  /// A coin whose chance is a + b x, x uniform: S = b²/(12 p̄ q̄).
  private static func coin(
    _ interval: String, _ setting: String, _ a: Double, _ b: Double, _ trials: Int = 2000,
    _ holds: @escaping @Sendable ((x: [Double], hits: [Double]), Double) -> Bool?
  ) -> IntervalCase {
    IntervalCase(interval, setting) { chances in
      let x = chances.uniforms(trials)
      let hits = x.map { chances.happens(a + b * $0) ? 1.0 : 0 }
      let mean = a + b / 2
      return holds((x, hits), b * b / (12 * mean * (1 - mean)))
    }
  }

  private static func function(_ u: [Double]) -> Double {
    let x = u.map { Double.pi * (2 * $0 - 1) }
    return sin(x[0]) + 7 * pow(sin(x[1]), 2) + 0.1 * pow(x[2], 4) * sin(x[0])
  }

  private static func ishigami(
    _ interval: String, _ setting: String, _ holds: @escaping @Sendable (SobolIndices) -> Bool
  ) -> IntervalCase {
    IntervalCase(interval, setting) { chances in
      let replicates = (0..<SobolIndices.replicates).map { _ in
        let rows = (0..<256).map { _ in (a: chances.uniforms(3), b: chances.uniforms(3)) }
        return SobolIndices.Replicate(
          a: rows.map { function($0.a) }, b: rows.map { function($0.b) },
          mixed: (0..<3).map { input in
            rows.map { row in
              var mixed = row.a
              mixed[input] = row.b[input]
              return function(mixed)
            }
          })
      }
      return SobolIndices(replicates).map(holds)
    }
  }

  /// A coin whose chance is x₁ x₂: of Q first-order 3/7 and total 4/7 each.
  private static func product(
    _ interval: String, _ setting: String,
    _ holds: @escaping @Sendable (ProbabilityIndices) -> Bool
  ) -> IntervalCase {
    IntervalCase(interval, setting) { chances in
      let replicates = (0..<16).map { _ in
        let rows = (0..<1000).map { _ in (a: chances.uniforms(2), b: chances.uniforms(2)) }
        let draws = chances.uniforms(1000)
        let hit = { (x: [Double], u: Double) in u < x[0] * x[1] ? 1.0 : 0 }
        return ProbabilityIndices.Replicate(
          a: zip(rows, draws).map { hit($0.a, $1) },
          again: rows.map { hit($0.a, chances.uniform()) },
          b: rows.map { hit($0.b, chances.uniform()) },
          mixed: (0..<2).map { input in
            zip(rows, draws).map { row, u in
              var mixed = row.a
              mixed[input] = row.b[input]
              return hit(mixed, u)
            }
          })
      }
      return ProbabilityIndices(replicates).map(holds)
    }
  }

  private static func effects(_ chances: inout Chances) -> [ElementaryEffect]? {
    let seed = UInt64(chances.uniform() * 0x1p52)
    guard let design = MorrisDesign(inputs: 3, levels: 6, seed: seed) else { return nil }
    let values = (0..<100).map { design.trajectory($0).points.map(function) }
    return ElementaryEffect.all(design, values)
  }
}
