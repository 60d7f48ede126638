import CGSL

extension Family {
  /// `skew_normal(location, scale, shape)`: density 2φ(z)Φ(shape·z)/scale (Azzalini 1985). Drawn as
  /// δ·|u| + √(1 − δ²)·v from two normals, δ = shape/√(1 + shape²) (Henze 1986).
  package static let skewNormal = Family(
    "skew_normal", .block,
    forms: [
      Form(
        "location", "scale", "shape",
        rules: [.finite(0), .spread(1), .between(2, -1_000_000, 1_000_000)],
        point: { $0[1] == 0 ? $0[0] : nil })
    ],
    sample: { p, generator in
      let length = (1 + p[2] * p[2]).squareRoot()
      let first = generator.normal()
      return p[0] + p[1] * ((p[2] * abs(first) + generator.normal()) / length)
    },
    probability: { x, tail, p in skewNormalProbability((x - p[0]) / p[1], tail, p[2]) },
    quantile: { q, tail, p in
      p[0] + p[1]
        * Inversion.quantile(q, tail, in: -.infinity ... .infinity, near: -10...10) {
          skewNormalProbability($0, $1, p[2])
        }
    },
    mean: { p in p[0] + p[1] * slant(p[2]) * (2 / Double.pi).squareRoot() },
    variance: { p in p[1] * p[1] * (1 - 2 * slant(p[2]) * slant(p[2]) / Double.pi) },
    support: { _ in -.infinity ... .infinity },
    logTailRatio: { x, a, tail, p in
      let side = tail == .upper ? 1.0 : -1
      return skewNormalTailRatio(
        side * (x - p[0]) / p[1], side * (a - p[0]) / p[1], shape: side * p[2])
    })
}

private func slant(_ shape: Double) -> Double { shape / (1 + shape * shape).squareRoot() }

private func skewNormalProbability(_ z: Double, _ tail: Tail, _ shape: Double) -> Double {
  if z.isNaN { return .nan }
  if z == -.infinity { return tail == .lower ? 0 : 1 }
  if z == .infinity { return tail == .lower ? 1 : 0 }
  // The other tail is that of −z with the opposite shape.
  if slope(z, shape) <= 0 {
    let upper = tailFromModeOn(z, shape)
    return tail == .upper ? upper : 1 - upper
  }
  let lower = tailFromModeOn(-z, -shape)
  return tail == .lower ? lower : 1 - lower
}

/// The upper tail, from a place at or above the mode.
private func tailFromModeOn(_ z: Double, _ shape: Double) -> Double {
  let density = logOfDensity(z, shape)
  return density > -745 ? Elementary.exp(density) * tailOverDensity(z, shape) : 0
}

/// The upper tail over the density, whose logarithm is concave (Azzalini 1985).
private func tailOverDensity(_ z: Double, _ shape: Double) -> Double {
  TailIntegral.value { t in
    // −log φ, as the difference that it is.
    t * (z + t / 2) + logOfNormal(shape * z) - logOfNormal(shape * (z + t))
  }
}

private func skewNormalTailRatio(_ z: Double, _ from: Double, shape: Double) -> Double {
  // Squares beyond it are no numbers, and nothing is left of the tail.
  if z > 1e20 { return -.infinity }
  let densities =
    logOfNormal(shape * z) - logOfNormal(shape * from) - (z - from) * ((z + from) / 2)
  // Nothing is left here either, and the integral beyond is not needed.
  if densities < -10_000 { return densities }
  return densities + Elementary.log(tailOverDensity(z, shape) / tailOverDensity(from, shape))
}

private func logOfDensity(_ z: Double, _ shape: Double) -> Double {
  // log(2/√(2π)).
  -z * z / 2 - 0.22579135264472743 + logOfNormal(shape * z)
}

/// log Φ(w).
private func logOfNormal(_ w: Double) -> Double {
  w > 5
    ? Elementary.log1p(-gsl_cdf_ugaussian_Q(w))
    : gsl_sf_log_erfc(-w * 0.5.squareRoot()) - 0.6931471805599453
}

/// The derivative of the density's logarithm.
private func slope(_ z: Double, _ shape: Double) -> Double {
  -z + shape * gsl_sf_hazard(-shape * z)
}
