import CGSL
import Testing

@testable import Sim

@Suite("Rank correlation of a measure and an input")
struct RankAssociationTests {
  init() { gsl_set_error_handler_off() }

  private func covers(
    _ truth: Double, _ pair: (inout Chances) -> (Double, Double)
  ) -> Double {
    coverage(1_000) { seed in
      var drawn = Chances(seed: seed)
      let pairs = (0..<300).map { _ in pair(&drawn) }
      return RankAssociation(pairs.map(\.0), pairs.map(\.1))?.correlation.interval.contains(truth)
        ?? false
    }
  }

  /// Spearman's of two normal variables is 6/π arcsin(ρ/2) (Pearson 1907); seeds 0 to 999.
  @Test(arguments: [0, 0.5, -0.9])
  func `covers that of normal variables`(_ rho: Double) {
    let held = covers(6 / Double.pi * asin(rho / 2)) { drawn in
      let x = drawn.normal()
      return (x, rho * x + (1 - rho * rho).squareRoot() * drawn.normal())
    }
    #expect((held - 0.95).magnitude <= 0.02, "\(held)")
  }

  /// Dependent, but neither rising nor falling.
  @Test func `covers that of a parabola`() {
    let held = covers(0) { drawn in
      let x = drawn.uniform() - 0.5
      return (x, x.magnitude + 0.05 * drawn.normal())
    }
    #expect((held - 0.95).magnitude <= 0.02, "\(held)")
  }

  /// Two coins: of ranks that are all tied it is the correlation of 0 and 1, here .2.
  @Test func `covers that of two coins`() {
    let held = covers(0.2) { drawn in
      let x = drawn.coin(0.5)
      return (x, drawn.coin(0.4 + 0.2 * x))
    }
    #expect((held - 0.95).magnitude <= 0.02, "\(held)")
  }

  @Test func `an order is an order`() throws {
    let x = (0..<40).map(Double.init)
    let up = try #require(RankAssociation(x, x.map { exp($0) }))
    #expect((up.correlation.value - 1).magnitude < 1e-12)
    let down = try #require(RankAssociation(x, x.map { -$0 * $0 }))
    #expect((down.correlation.value + 1).magnitude < 1e-12)
  }

  @Test func `missing pairs are left out`() throws {
    let x = (0..<40).map(Double.init)
    let y = x.map { $0.truncatingRemainder(dividingBy: 7) }
    let whole = try #require(RankAssociation(x, y))
    #expect(RankAssociation(x + [.nan, 5], y + [1, .nan]) == whole)
    #expect(whole.count == 40)
  }

  @Test func `constants and few trials have none`() {
    let x = (0..<40).map(Double.init)
    #expect(RankAssociation(x, x.map { _ in 1 }) == nil)
    #expect(RankAssociation(Array(x[..<19]), Array(x[..<19])) == nil)
  }
}
