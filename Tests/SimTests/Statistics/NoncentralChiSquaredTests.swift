import CGSL
import Testing

@testable import Sim

@Suite("Noncentral χ² distribution")
struct NoncentralChiSquaredTests {
  init() { gsl_set_error_handler_off() }

  /// By SciPy 1.17, `ncx2.cdf` and `ncx2.sf`.
  @Test(arguments: [
    (3, 7, 0.5, 0.09674207771542462, 0.9032579222845755),
    (20, 7, 10, 0.6951653913642499, 0.3048346086357499),
    (5, 7, 40, 5.694619434517173e-07, 0.9999994305380567),
    (500, 7, 400, 0.9867513265358154, 0.013248673464185361),
    (20500, 7, 20000, 0.9586978953106425, 0.04130210468936078),
    (1, 1, 1, 0.4772498680518209, 0.5227501319481791),
    (60, 15, 2.5, 0.9999949725462152, 5.027453784912625e-06),
  ])
  func `probabilities of both tails`(
    _ x: Double, _ freedom: Double, _ noncentrality: Double, _ low: Double, _ high: Double
  ) {
    let lower = NoncentralChiSquared.lower(x, freedom: freedom, noncentrality: noncentrality)
    let upper = NoncentralChiSquared.upper(x, freedom: freedom, noncentrality: noncentrality)
    #expect((lower / low - 1).magnitude < 1e-9)
    #expect((upper / high - 1).magnitude < 1e-9)
  }

  @Test
  func `without noncentrality it is χ²`() {
    for x in [0.5, 7, 30] {
      let lower = NoncentralChiSquared.lower(x, freedom: 7, noncentrality: 0)
      let near = NoncentralChiSquared.lower(x, freedom: 7, noncentrality: 1e-9)
      #expect(lower == gsl_cdf_chisq_P(x, 7))
      #expect((near / lower - 1).magnitude < 1e-8)
    }
  }

  @Test
  func `past a million of noncentrality the normal distribution goes on where the sum ends`() {
    let below = NoncentralChiSquared.lower(1_001_000, freedom: 7, noncentrality: 1e6)
    let above = NoncentralChiSquared.lower(1_001_000, freedom: 7, noncentrality: 1e6 + 1e-3)
    #expect((below - above).magnitude < 5e-4)
  }

  /// By SciPy 1.17: `brentq` on `ncx2.cdf`.
  @Test(arguments: [
    (5, 0, 9.12064399106399), (14.1, 0, 25.195616274404085),
    (30, 7.603125700931519, 48.298039630682965),
    (400, 319.74497543296104, 475.9522910389108),
  ])
  func `noncentralities that a value leaves possible`(_ x: Double, _ low: Double, _ high: Double) {
    let found = NoncentralChiSquared.noncentralities(x, freedom: 7)
    #expect((found.low - low).magnitude < 1e-8 * max(1, low))
    #expect((found.high - high).magnitude < 1e-8 * high)
  }

  @Test(arguments: [0.5, 3, 20, 300, 5_000, 2e6], [1, 7, 40.0])
  func `limits leave the chances that were asked for`(_ x: Double, _ freedom: Double) {
    for alpha in [0.05, 0.2] {
      let found = NoncentralChiSquared.noncentralities(x, freedom: freedom, alpha: alpha)
      let chance = { NoncentralChiSquared.lower(x, freedom: freedom, noncentrality: $0) }
      if found.low > 0 {
        #expect((chance(found.low) - (1 - alpha / 2)).magnitude < 1e-9)
      } else {
        #expect(chance(0) <= 1 - alpha / 2)
      }
      if found.high > 0 {
        #expect((chance(found.high) - alpha / 2).magnitude < 1e-9)
      } else {
        #expect(chance(0) <= alpha / 2)
      }
    }
  }

  @Test
  func `a value of 0 leaves no noncentrality`() {
    #expect(
      NoncentralChiSquared.noncentralities(0, freedom: 7) == Interval(low: 0, high: 0))
  }
}
