import CGSL

extension Family {
  /// `rayleigh_tail(a, sigma)`: a Rayleigh given that it is above a.
  package static let rayleighTail = Family(
    "rayleigh_tail", .block,
    forms: [
      Form(
        "a", "sigma", rules: [.atLeast(0, 0), .spread(1)],
        point: { $0[1] == 0 ? $0[0] : nil })
    ],
    sample: { p, generator in
      let unit = unit(of: max(p[0], p[1]))
      return gsl_ran_rayleigh_tail(generator.rng, p[0] / unit, p[1] / unit) * unit
    },
    probability: { x, tail, p in
      if x <= p[0] { return tail == .lower ? 0 : 1 }
      if x == .infinity { return tail == .lower ? 1 : 0 }
      let logUpper = -(x - p[0]) / p[1] * ((x + p[0]) / p[1]) / 2
      return tail == .lower ? -Elementary.expm1(logUpper) : Elementary.exp(logUpper)
    },
    quantile: { q, tail, p in
      let unit = unit(of: max(p[0], p[1]))
      let (a, sigma) = (p[0] / unit, p[1] / unit)
      return (a * a - 2 * sigma * sigma * logOfUpper(q, tail)).squareRoot() * unit
    },
    mean: { p in p[0] + tailMean(p) },
    variance: { p in
      // E X² = a² + 2σ².
      let beyond = tailMean(p)
      return 2 * p[1] * p[1] - beyond * (2 * p[0] + beyond)
    },
    support: { p in p[0] ... .infinity },
    logTailRatio: { x, a, tail, p in
      tail == .upper ? -(x - a) / p[1] * ((x + a) / p[1]) / 2 : .nan
    })
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

/// A power of two to measure in where squares would leave the numbers, else 1.
func unit(of size: Double) -> Double { size > 1e150 ? 0x1p600 : size < 1e-150 ? 0x1p-600 : 1 }
