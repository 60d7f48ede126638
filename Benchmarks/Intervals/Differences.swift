import Sim

extension IntervalCase {
  /// Between runs of the same trials.
  static let differences: [IntervalCase] = [
    tango("0.1 against 0.05 of 200 pairs", [0.1, 0.05], 200),
    tango("0.002 against 0.001 of 1,000 pairs", [0.002, 0.001], 1000),
    IntervalCase("paired differences of a table, together", "three outcomes; 1,000 pairs") {
      // How trials go from one outcome to another: 0 to 1 in 3 %, 1 to 2 in 2 %, 2 to 0 in 1 %.
      let moves = $0.counts(1000, [0.03, 0.02, 0.01, 0.94])
      let pairs = [
        (moves[2], moves[0], -0.02), (moves[0], moves[1], 0.01), (moves[1], moves[2], 0.01),
      ]
      return pairs.allSatisfy {
        PairedInterval.score(onlyFirst: $0.0, onlySecond: $0.1, of: 1000, alpha: 0.05 / 3)
          .contains($0.2)
      }
    },
    IntervalCase("paired difference of a mean", "1.8 X + 0.9 N against X, normal; 1,000 pairs") {
      var moments = SkewedMoments()
      for _ in 0..<1000 {
        let common = $0.normal()
        moments.add(1 + 1.8 * common + 0.9 * $0.normal() - common)
      }
      return MeanInterval.of(moments, alpha: 0.05)?.contains(1)
    },
    quantile("median; 1,000 pairs", 0.5, 1, 1000),
    quantile("0.9; 1,000 pairs", 0.9, 2.281552, 1000),
    quantile("0.95; 10,000 pairs", 0.95, 2.644854, 10_000),
  ]

  private static func tango(_ setting: String, _ shares: [Double], _ pairs: Int) -> IntervalCase {
    IntervalCase("paired difference of a share", setting) {
      let counts = $0.counts(pairs, shares + [1 - shares[0] - shares[1]])
      return PairedInterval.score(onlyFirst: counts[0], onlySecond: counts[1], of: pairs)
        .contains(shares[0] - shares[1])
    }
  }

  /// Of N(1, 2²) less those of N(0, 1), from trials that share most of their chance.
  private static func quantile(
    _ setting: String, _ share: Double, _ truth: Double, _ pairs: Int
  ) -> IntervalCase {
    IntervalCase("paired difference of a quantile", setting) { chances in
      let common = chances.normals(pairs)
      let here = common.map { 1 + 1.8 * $0 + 0.871_779_788_708 * chances.normal() }
      return QuantileDifference.interval(share, here, common)?.interval.contains(truth)
    }
  }
}
