import CGSL

extension Family {
  /// `poisson(mean)`. Below a mean of 10 by inversion of one uniform, so that a changed mean keeps
  /// its uniform; from 10 on by GSL.
  package static let poisson = Family(
    "poisson", .block, isDiscrete: true,
    forms: [
      Form("mean", rules: [.between(0, 0, Double(largestCount))])
    ],
    sample: { p, generator in
      p[0] < 10
        ? smallPoisson(p[0], generator.uniform()) : Double(gsl_ran_poisson(generator.rng, p[0]))
    },
    probability: { x, tail, p in poissonProbability(x, tail, p[0]) },
    quantile: { q, tail, p in
      Inversion.wholeQuantile(
        q, tail, from: 0, to: 4_294_967_294,
        near: p[0] + p[0].squareRoot() * standardNormalQuantile(q, tail)
      ) { poissonProbability($0, $1, p[0]) }
    },
    mean: { p in p[0] },
    variance: { p in p[0] },
    support: { p in 0...(p[0] == 0 ? 0 : .infinity) })
}

/// Counts of rare events, most of which are 0.
enum RareEvents {
  /// Whether the draw of a uniform value is 0 for sure; of a mean outside the domain it never is.
  ///
  /// e^(−m) is 1 − m + m²/2 − m³/6 at least. Rounding stays far below what is left between them.
  @inline(__always)
  static func isNone(_ mean: Double, _ u: Double) -> Bool {
    mean >= 0 && u < 1 - mean * (1 - mean * (0.5 - mean / 6)) - 1e-14
  }
}

/// Sequential search. Terms beyond 200 are below 10⁻¹⁷⁰: rounding of the sum cannot hold it up.
private func smallPoisson(_ mean: Double, _ u: Double) -> Double {
  if RareEvents.isNone(mean, u) { return 0 }
  var term = Elementary.exp(-mean)
  var sum = term
  var k = 0.0
  while u >= sum, k < 200 {
    k += 1
    term *= mean / k
    let next = sum + term
    if next == sum, k > mean { break }
    sum = next
  }
  return k
}

private func poissonProbability(_ x: Double, _ tail: Tail, _ mean: Double) -> Double {
  if x < 0 { return tail == .lower ? 0 : 1 }
  if x >= 4_294_967_295 || mean == 0 { return tail == .lower ? 1 : 0 }
  if x < largestGSLShape - 1 {
    return tail == .lower ? gsl_cdf_poisson_P(UInt32(x), mean) : gsl_cdf_poisson_Q(UInt32(x), mean)
  }
  // P(X ≤ k) = Q(k + 1, mean) (Abramowitz & Stegun 1964, 26.4.21).
  return gammaProbability(mean, tail == .lower ? .upper : .lower, x.rounded(.down) + 1, 1)
}
