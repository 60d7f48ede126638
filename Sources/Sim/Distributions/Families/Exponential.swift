extension Family {
  /// `exponential(mean)` or `exponential(rate=)`, by inversion: −mean·log(1 − u).
  package static let exponential = Family(
    "exponential", .word52,
    forms: [
      Form("mean", rules: [.spread(0)], point: { $0[0] == 0 ? 0 : nil }),
      Form("rate", rules: [.positive(0)]) { written in Parameters(1 / written[0], 0, 0, 0) },
    ],
    sample: { p, generator in -p[0] * Elementary.log(1 - generator.uniform()) },
    probability: { x, tail, p in
      if x <= 0 { return tail == .lower ? 0 : 1 }
      return tail == .lower ? -Elementary.expm1(-x / p[0]) : Elementary.exp(-x / p[0])
    },
    quantile: { q, tail, p in -p[0] * logOfUpper(q, tail) },
    mean: { p in p[0] },
    variance: { p in p[0] * p[0] },
    support: { _ in 0 ... .infinity },
    logTailRatio: { x, a, tail, p in tail == .upper ? -(x - a) / p[0] : .nan })
}

/// The logarithm of the upper probability at the quantile.
func logOfUpper(_ q: Double, _ tail: Tail) -> Double {
  tail == .lower ? Elementary.log1p(-q) : Elementary.log(q)
}

/// The logarithm of the lower probability at the quantile.
func logOfLower(_ q: Double, _ tail: Tail) -> Double {
  tail == .lower ? Elementary.log(q) : Elementary.log1p(-q)
}
