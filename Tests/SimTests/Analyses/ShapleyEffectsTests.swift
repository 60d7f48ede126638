import CGSL
import Testing

@testable import Sim

@Suite("Shapley effects")
struct ShapleyEffectsTests {
  init() { gsl_set_error_handler_off() }

  /// Ishigami's function: first order .313905, .442411, 0, and .243684 of the first and the third
  /// together, which they share.
  @Test func `from what groups explain`() {
    let (one, two, both) = (0.313905, 0.442411, 0.243684)
    let explained = [0, one, two, one + two, 0, one + both, two, one + two + both]
    let found = ShapleyEffects.all(explained)
    for (value, truth) in zip(found, [0.435747, 0.442411, 0.121842]) {
      #expect((value - truth).magnitude < 1e-6)
    }
  }

  /// Owen & Prieur (2017): X₁ + X₂ normal with σ = 1, 2 and correlation ρ; what a group explains is its
  /// conditional variance.
  @Test(arguments: [(0.5, 0.339286, 0.660714), (-0.5, 0.125, 0.875)])
  func `of two correlated normal inputs`(_ rho: Double, _ first: Double, _ second: Double) {
    let variance = 5 + 4 * rho
    let (one, two) = ((1 + 2 * rho), (2 + rho))
    let found = ShapleyEffects.all([0, one * one, two * two, variance]).map { $0 / variance }
    #expect((found[0] - first).magnitude < 1e-6)
    #expect((found[1] - second).magnitude < 1e-6)
  }

  @Test func `what is not of all groups has none`() {
    #expect(ShapleyEffects.all([0, 1, 2]).isEmpty)
    #expect(ShapleyEffects.all([0]).isEmpty)
    #expect(ShapleyEffects.all([0, 2]) == [2])
  }

  /// The same from 1,000 trials; seeds 0 to 399. The jackknife's intervals are a little longer than they
  /// need be.
  @Test(arguments: [(0.5, 0.339286), (-0.5, 0.125), (0, 0.2)])
  func `covers those of correlated normal inputs`(_ rho: Double, _ truth: Double) {
    let held = coverage(400) { seed in
      var drawn = Chances(seed: seed)
      let x = drawn.normals(1_000)
      let z = x.map { 2 * (rho * $0 + (1 - rho * rho).squareRoot() * drawn.normal()) }
      let found = ExplainedVariance(of: zip(x, z).map(+), by: [x, z])
      return found?.shapley[0].interval.contains(truth) ?? false
    }
    #expect(held >= 0.93 && held <= 0.99, "\(held)")
  }

  /// A quarter of the variance is noise: Y = X₁ + X₂ + X₁X₂ + Z.
  @Test func `what no input explains is left`() throws {
    var drawn = Chances(seed: 2)
    let (x, z) = (drawn.normals(20_000), drawn.normals(20_000))
    let y = zip(x, z).map { $0 + $1 + $0 * $1 + drawn.normal() }
    let found = try #require(ExplainedVariance(of: y, by: [x, z]))
    #expect((found.all.value - 0.75).magnitude < 0.02)
    #expect((found.shapley[0].value - 0.375).magnitude < 0.02)
    #expect(
      (found.shapley.reduce(0) { $0 + $1.value } - found.all.value).magnitude < 1e-3)
  }

  @Test func `too many inputs too few trials and copies have none`() {
    var drawn = Chances(seed: 2)
    let x = (0..<9).map { _ in drawn.normals(2_000) }
    #expect(ExplainedVariance(of: x[0], by: x) == nil)
    #expect(ExplainedVariance(of: x[0], by: []) == nil)
    #expect(ExplainedVariance(of: Array(x[0][..<50]), by: [Array(x[1][..<50])]) == nil)
    #expect(ExplainedVariance(of: x[0], by: [x[1], x[1]]) == nil)
  }
}
