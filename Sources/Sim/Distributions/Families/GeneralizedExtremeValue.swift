import CGSL

extension Family {
  /// `gev(location, scale, shape)`: P(x) = exp(−(1 + shape·z)^(−1/shape)), z = (x − location)/scale;
  /// with a shape of 0 Gumbel's, above 0 with a heavy upper tail, below 0 with an upper end
  /// (Jenkinson 1955; Coles 2001, eq. 3.2). SciPy's `c` is −shape. Drawn by inversion.
  package static let gev = Family(
    "gev", .word52,
    forms: [
      Form(
        "location", "scale", "shape", rules: [.finite(0), .spread(1), .between(2, -10, 10)],
        point: { $0[1] == 0 ? $0[0] : nil })
    ],
    sample: { p, generator in gevPlace(-Elementary.log(generator.uniform()), p) },
    probability: { x, tail, p in
      let exponent = gevExponent((x - p[0]) / p[1], p[2])
      return tail == .lower ? Elementary.exp(-exponent) : -Elementary.expm1(-exponent)
    },
    quantile: { q, tail, p in gevPlace(-logOfLower(q, tail), p) },
    mean: { p in p[0] + p[1] * gevMean(p[2]) },
    variance: { p in p[1] * p[1] * gevVariance(p[2]) },
    support: { p in
      p[2] == 0
        ? -.infinity ... .infinity
        : p[2] > 0 ? (p[0] - p[1] / p[2]) ... .infinity : -.infinity...(p[0] - p[1] / p[2])
    })
}

/// −log P(x) at z.
private func gevExponent(_ z: Double, _ shape: Double) -> Double {
  if shape == 0 { return Elementary.exp(-z) }
  if shape * z <= -1 { return shape > 0 ? .infinity : 0 }
  return Elementary.exp(-Elementary.log1p(shape * z) / shape)
}

/// Where −log P(x) is `y`.
private func gevPlace(_ y: Double, _ p: SIMD4<Double>) -> Double {
  let z = -Elementary.log(y)
  return p[0] + p[1] * (p[2] == 0 ? z : Elementary.expm1(p[2] * z) / p[2])
}

/// (Γ(1 − shape) − 1)/shape.
private func gevMean(_ shape: Double) -> Double {
  if shape >= 1 { return .infinity }
  if shape == 0 { return eulerMascheroni }
  return (abs(shape) < 0.05 ? Elementary.expm1(logGamma(below: shape)) : gamma(below: shape) - 1)
    / shape
}

/// (Γ(1 − 2·shape) − Γ(1 − shape)²)/shape².
private func gevVariance(_ shape: Double) -> Double {
  if shape >= 0.5 { return .infinity }
  if shape == 0 { return Double.pi * Double.pi / 6 }
  let first = gamma(below: shape)
  guard abs(shape) < 0.05 else {
    return (gamma(below: 2 * shape) - first * first) / (shape * shape)
  }
  let difference = logGamma(below: 2 * shape) - 2 * logGamma(below: shape)
  return first * first * Elementary.expm1(difference) / (shape * shape)
}

private func gamma(below shape: Double) -> Double { Elementary.gamma(1 - shape) }

/// log Γ(1 − x) for |x| up to a tenth: γx + Σ ζ(k)·xᵏ/k (Abramowitz & Stegun 1964, 6.1.33).
private func logGamma(below x: Double) -> Double {
  var (sum, power) = (eulerMascheroni * x, x)
  for k in 2...24 {
    power *= x
    sum += gsl_sf_zeta_int(Int32(k)) * power / Double(k)
  }
  return sum
}
