extension Family {
  /// `uniform(min, max)`, or `uniform(low=, high=)`.
  package static let uniform = Family(
    "uniform", .word52,
    forms: [
      Form("min", "max", rules: rules, point: { $0[0] == $0[1] ? $0[0] : nil }),
      Form("low", "high", rules: rules, point: { $0[0] == $0[1] ? $0[0] : nil }),
    ],
    sample: { p, generator in p[0] + (p[1] - p[0]) * generator.uniform() },
    probability: { x, tail, p in
      if x <= p[0] { return tail == .lower ? 0 : 1 }
      if x >= p[1] { return tail == .lower ? 1 : 0 }
      return (tail == .lower ? x - p[0] : p[1] - x) / (p[1] - p[0])
    },
    quantile: { q, tail, p in
      tail == .lower ? p[0] + (p[1] - p[0]) * q : p[1] - (p[1] - p[0]) * q
    },
    mean: { p in (p[0] + p[1]) / 2 },
    variance: { p in (p[1] - p[0]) * (p[1] - p[0]) / 12 },
    support: { p in p[0]...p[1] })

  private static let rules: [DomainRule] = [.notAbove(0, 1), .width(0, 1)]
}
