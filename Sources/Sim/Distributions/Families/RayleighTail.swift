import CGSL

extension Family {
  /// `rayleigh_tail(a, sigma)`: a Rayleigh given that it is above a.
  public static let rayleighTail = Family(
    "rayleigh_tail", .block,
    forms: [Form("a", "sigma", rules: [.atLeast(0, 0), .above(1, 0)])],
    sample: { p, generator in gsl_ran_rayleigh_tail(generator.rng, p[0], p[1]) },
    probability: { x, tail, p in
      if x <= p[0] { return tail == .lower ? 0 : 1 }
      if x == .infinity { return tail == .lower ? 1 : 0 }
      let logUpper = -(x - p[0]) / p[1] * ((x + p[0]) / p[1]) / 2
      return tail == .lower ? -Elementary.expm1(logUpper) : Elementary.exp(logUpper)
    },
    quantile: { q, tail, p in
      (p[0] * p[0] - 2 * p[1] * p[1] * logOfUpper(q, tail)).squareRoot()
    },
    mean: { p in p[0] + tailMean(p) },
    variance: { p in
      // E X² = a² + 2σ².
      let beyond = tailMean(p)
      return 2 * p[1] * p[1] - beyond * (2 * p[0] + beyond)
    },
    support: { p in p[0] ... .infinity })
}

/// E(X − a) = σ√(2π)·Q(a/σ)·exp(a²/2σ²), the integral of the upper probability.
private func tailMean(_ p: SIMD4<Double>) -> Double {
  let z = p[0] / p[1]
  if z > 30 {
    // Mills' ratio by its continued fraction, where Q and exp would leave the numbers.
    return p[1] / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 5 / z)))))
  }
  return p[1] * (2 * Double.pi).squareRoot() * gsl_cdf_ugaussian_Q(z) * Elementary.exp(z * z / 2)
}
