import Foundation
import Sim

extension IntervalCase {
  /// Means and quantiles of measures and of states.
  static let values: [IntervalCase] = [
    mean("normal; 200 values", 200, 0) { $0.normal() },
    mean("exponential; 200 values", 200, 1) { -log($0.uniform()) },
    mean("log-normal, σ = 1; 1,000 values", 1000, exp(0.5)) { exp($0.normal()) },
    quantile("median of an exponential; 200 values", 0.5, 200),
    quantile("0.05 of an exponential; 1,000 values", 0.05, 1000),
    quantile("0.95 of an exponential; 10,000 values", 0.95, 10_000),
    IntervalCase("median lead time", "geometric, a chance of 0.15 a step; 300 trials") {
      // The smallest number of steps with P(K ≤ k) ≥ ½.
      var steps: [Double] = []
      for _ in 0..<300 { steps.append(geometric(&$0)) }
      let median = ceil(log(0.5) / log(0.85))
      return LeadTime(seen: Array(repeating: 0, count: 300), end: steps).interval?
        .contains(median)
    },
  ]

  private static func geometric(_ chances: inout Chances) -> Double {
    ceil(log(chances.uniform()) / log(0.85))
  }

  private static func mean(
    _ setting: String, _ count: Int, _ truth: Double,
    _ draw: @escaping @Sendable (inout Chances) -> Double
  ) -> IntervalCase {
    IntervalCase("mean", setting) {
      var moments = SkewedMoments()
      for _ in 0..<count { moments.add(draw(&$0)) }
      return MeanInterval.of(moments, alpha: 0.05)?.contains(truth)
    }
  }

  private static func quantile(_ setting: String, _ share: Double, _ count: Int) -> IntervalCase {
    IntervalCase("quantile", setting) { chances in
      let values = (0..<count).map { _ in -log(chances.uniform()) }.sorted()
      return Quantiles.interval(share, ofSorted: values)?.contains(-log(1 - share))
    }
  }
}
