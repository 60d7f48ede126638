import CGSL

/// GSL's binomial sampler (Kachitvichyanukul & Schmeiser 1988) squares a distance from the mode as
/// a 32-bit integer, which runs over where the variance is large. A binomial is the sum of
/// binomials of fewer trials, so it is drawn in parts whose variance is at most 10⁷: there the
/// distance would have to be 14 standard deviations.
enum BinomialSampler {
  static let largestVariance = 1e7

  static func sample(_ n: Double, _ p: Double, _ generator: CursorGenerator) -> Double {
    let parts = max(1, (n * p * (1 - p) / largestVariance).rounded(.up))
    if parts == 1 { return Double(gsl_ran_binomial(generator.rng, p, UInt32(n))) }
    var (sum, left) = (0.0, n)
    for part in 0..<Int(parts) {
      let trials = (left / (parts - Double(part))).rounded(.down)
      sum += Double(gsl_ran_binomial(generator.rng, p, UInt32(trials)))
      left -= trials
    }
    return sum
  }
}
