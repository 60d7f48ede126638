import CGSL

/// Draws without replacement in a time that does not grow with their number: a ratio of uniforms
/// under a table mountain (Stadlober 1990, HRUA; its constants hold for the hypergeometric).
///
/// Up to a hundred draws, or all but a hundred, GSL's own sampler, which draws one by one.
enum HypergeometricSampler {
  static func sample(_ p: Family.Parameters, _ generator: CursorGenerator) -> Double {
    let population = p[0] + p[1]
    let draws = min(p[2], population - p[2])
    if draws <= 100 {
      return Double(
        gsl_ran_hypergeometric(generator.rng, UInt32(p[0]), UInt32(p[1]), UInt32(p[2])))
    }
    // The rarer kind among the fewer draws; the others follow.
    let rarer = min(p[0], p[1])
    let found = rarerFound(rarer, population - rarer, draws, generator)
    let successes = p[0] <= p[1] ? found : draws - found
    return draws == p[2] ? successes : p[0] - successes
  }

  private static func rarerFound(
    _ rarer: Double, _ others: Double, _ draws: Double, _ generator: CursorGenerator
  ) -> Double {
    let mass = HypergeometricMass(Family.Parameters(rarer, others, draws, 0))
    let population = rarer + others
    let center = draws * (rarer / population) + 0.5
    let spread = (mass.spread * mass.spread + 0.5).squareRoot()
    // 2·√(2/e) and 3 − 2·√(3/e).
    let width = 1.7155277699214135 * spread + 0.8989161620588988
    let mode = ((draws + 1) * ((rarer + 1) / (population + 2))).rounded(.down)
    let peak = mass.logMass(mode)
    let end = min(min(draws, rarer) + 1, (center + 40 * spread).rounded(.down))
    while true {
      let u = generator.uniform()
      let place = center + width * ((generator.uniform() - 0.5) / u)
      guard place >= 0, place < end else { continue }
      let found = place.rounded(.down)
      let height = mass.logMass(found) - peak
      if u * (4 - u) - 3 <= height { return found }
      if u * (u - height) >= 1 { continue }
      if 2 * Elementary.log(u) <= height { return found }
    }
  }
}
