import Sim

extension IntervalCase {
  /// Where something is missing: trials that failed, values, pairs that differ; and where chance is in the way.
  static let lacking: [IntervalCase] = [
    IntervalCase(
      "paired difference of a share, bounds with failed pairs",
      "0.1 against 0.05, one pair in ten fails; 1,000 pairs"
    ) { chances in
      let pairs = chances.counts(1000, [0.1, 0.05, 0.85])
      // One in ten of each kind, so that the difference stays what it is.
      let lost = pairs.map { count in (0..<count).count { _ in chances.happens(0.1) } }
      let left = zip(pairs, lost).map { $0 - $1 }
      return PairedInterval.score(
        onlyFirst: left[0], onlySecond: left[1], of: left.reduce(0, +),
        failed: lost.reduce(0, +)
      ).contains(0.05)
    },
    IntervalCase(
      "paired difference of a mean of which no pair differs",
      "one pair in 1,000 by up to 1, values from 0 to 1; 1,000 pairs"
    ) { chances in
      var (here, there, difference) = (Moments(), Moments(), SkewedMoments())
      for _ in 0..<1000 {
        let value = chances.uniform()
        let other = chances.happens(0.001) ? 1 : value
        here.add(other)
        there.add(value)
        difference.add(other - value)
      }
      guard difference.moments.maximum == 0 else { return nil }
      return PairedMean.interval(
        difference, here: here, there: there, isCondition: false, alpha: 0.05)?.contains(0.0005)
    },
    morris("Morris in chance, μ", 5) { $0.mean },
    morris("Morris in chance, μ*", 5) { $0.size },
    morris("Morris in chance, σ", 1.366260) { $0.deviation },
    IntervalCase(
      "EVPI, values missing", "½ against a coin of p, p uniform; 600 draws of 16, a third missing"
    ) { chances in
      let p = chances.uniforms(600)
      let second = p.flatMap { p in
        (0..<16).map { _ in
          chances.happens(1 / 3.0) ? .nan : chances.happens(p) ? 1.0 : 0
        }
      }
      let plans = [Array(repeating: 0.5, count: second.count), second]
      return InformationValue(plans, repeats: 16)?.perfect().interval.contains(0.125)
    },
  ]

  /// 3 x₁ + 4 x₁ x₂ and normal noise of deviation 0.3, 6 levels: of the effect of x₁.
  private static func morris(
    _ interval: String, _ truth: Double,
    _ found: @escaping @Sendable (ElementaryEffect) -> ValueInInterval
  ) -> IntervalCase {
    IntervalCase(interval, "3 x₁ + 4 x₁ x₂ + 0.3 N, 6 levels; 64 trajectories") { chances in
      let seed = UInt64(chances.uniform() * 0x1p52)
      guard let design = MorrisDesign(inputs: 2, levels: 6, seed: seed) else { return nil }
      let values = (0..<64).map { number in
        design.trajectory(number).points.map {
          3 * $0[0] + 4 * $0[0] * $0[1] + 0.3 * chances.normal()
        }
      }
      let noise = Array(repeating: Array(repeating: 0.18, count: 2), count: 64)
      return ElementaryEffect.all(design, values, noise: noise).map {
        found($0[0]).interval.contains(truth)
      }
    }
  }
}
