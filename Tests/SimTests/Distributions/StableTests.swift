import Testing

@testable import Sim

/// Families without a distribution function, by their quantiles: 10⁵ draws, seed 1; the share below
/// each within four standard errors.
@Suite struct StableTests {
  private static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

  @Test(
    arguments: [
      // scipy's landau, at scale π/2 and location log(π/2) (Landau's own form), levy and
      // levy_stable (parameterization S1).
      (
        Drawn(.landau),
        [
          -1.4982541517778032, -0.20464065154575312, 1.3557804209908013, 4.458394610194648,
          22.450278078872763,
        ]
      ),
      (
        Drawn(.levySkew, 1, 0.5, 1),
        [
          0.2603177716270056, 0.7556844300509731, 2.1981093383177326, 9.849204321824375,
          254.31444455055853,
        ]
      ),
      (
        Drawn(.levySkew, 1, 1.5, 0.5),
        [
          -2.754185841179745, -1.283313648587273, -0.3661469576871919, 0.7034105513162557,
          3.433658790179652,
        ]
      ),
      (
        Drawn(.levy, 1, 1.5),
        [-3.051940973238318, -0.9689331817135829, 0, 0.9689331817135829, 3.051940973238318]
      ),
      // Cauchy's tan(π(p − ½)); √2 times the normal's.
      (Drawn(.levy, 2, 1), [-12.627503029350086, -2, 0, 2, 12.627503029350086]),
      (
        Drawn(.levy, 1, 2),
        [-2.326174307353347, -0.9538725524, 0, 0.9538725524, 2.326174307353347]
      ),
    ] as [(Drawn, [Double])])
  func `Draws lie below their quantiles as often as they should`(drawn: Drawn, quantiles: [Double])
  {
    let draws = drawn.draws(100_000)
    for (p, x) in zip(Self.shares, quantiles) {
      let below = Double(draws.count { $0 <= x }) / 100_000
      #expect(abs(below - p) < 4 * (p * (1 - p) / 100_000).squareRoot(), "\(p): \(below)")
    }
  }

  @Test
  func `A Landau is moved and stretched`() {
    let plain = Drawn(.landau).draws(10)
    let moved = Drawn(.landau, 3, 2, form: 1).draws(10)
    #expect(moved == plain.map { 3 + 2 * $0 })
  }

  @Test(arguments: [Family.levy, .levySkew, .landau])
  func `They have no distribution function`(family: Family) {
    #expect(!family.hasDistributionFunction)
    #expect(Distribution.family(family, form: 0, at: 0).cdf(0, [1, 1, 0]).isNaN)
  }

  @Test
  func `Of the stable ones only the normal has a variance`() {
    let levy = Distribution.family(.levy, form: 0, at: 0)
    #expect(levy.variance([3, 2]) == 18)
    #expect(levy.variance([3, 1.5]) == .infinity)
    #expect(levy.mean([3, 1.5]) == 0)
    #expect(levy.mean([3, 1]).isNaN)
  }
}
