import CGSL
import Testing

@testable import Sim

@Suite("Share of variance that goes with one input")
struct VarianceShareTests {
  init() { gsl_set_error_handler_off() }

  /// Trials of one input between 0 and 1.
  private func trials(
    _ count: Int, _ seed: UInt64, _ quantity: (Double, inout Chances) -> Double
  ) -> VarianceShare? {
    var drawn = Chances(seed: seed)
    let x = drawn.uniforms(count)
    return VarianceShare(of: x.map { quantity($0, &drawn) }, by: RankedInput(x))
  }

  /// Of a coin with chance a + b x the share is b²/(12 p̄ q̄); 200 runs, seeds 0 to 199.
  @Test(arguments: [(0, 1, 2_000), (0.2, 0.3, 2_000), (0.01, 0.04, 4_000), (0.3, 0, 1_000)])
  func `covers the share of a linear coin`(_ a: Double, _ b: Double, _ count: Int) {
    let mean = a + b / 2
    let truth = b * b / 12 / (mean * (1 - mean))
    let held = coverage { seed in
      trials(count, seed) { x, drawn in drawn.coin(a + b * x) }?.share.interval.contains(truth)
        ?? false
    }
    #expect((held - 0.95).magnitude <= (b == 0 ? 0.05 : 0.02), "\(held)")
  }

  /// Ishigami's function, 2,000 trials: seeds 0 to 199.
  @Test(arguments: [(0, 0.313905), (1, 0.442411), (2, 0)])
  func `covers the shares of a wavy function`(_ input: Int, _ truth: Double) {
    let held = coverage { seed in
      var drawn = Chances(seed: seed)
      let rows = (0..<2_000).map { _ in drawn.uniforms(3) }
      let share = VarianceShare(of: rows.map(ishigami), by: RankedInput(rows.map { $0[input] }))
      return share?.share.interval.contains(truth) ?? false
    }
    #expect((held - 0.95).magnitude <= (truth == 0 ? 0.05 : 0.02), "\(held)")
  }

  /// Of 13 inputs that move nothing at least one is told apart by its own limits in about one run of four,
  /// and among all of them in one of twenty at most. 400 runs of 1,000 trials, seeds 0 to 399; 4 standard
  /// errors.
  @Test func `of many inputs that move nothing, few runs tell one apart`() {
    var named = (alone: 0, together: 0)
    for seed in 0..<UInt64(400) {
      var drawn = Chances(seed: seed)
      let coins = (0..<1_000).map { _ in drawn.coin(0.4) }
      let found = (0..<13).compactMap { _ in
        VarianceShare(of: coins, by: RankedInput(drawn.uniforms(1_000)))
      }
      if found.contains(where: \.share.isToldApart) { named.alone += 1 }
      if found.contains(where: { $0.isToldApart(among: 13) }) { named.together += 1 }
    }
    #expect(Double(named.together) / 400 <= 0.05 + 4 * (0.05 * 0.95 / 400).squareRoot())
    #expect(Double(named.alone) / 400 > 0.15)
  }

  /// Y = 2 X + Z of standard normal variables: .8. Seeds 0 to 399.
  @Test func `covers a large share`() {
    let held = coverage(400) { seed in
      var drawn = Chances(seed: seed)
      let x = drawn.normals(4_000)
      let share = VarianceShare(of: x.map { 2 * $0 + drawn.normal() }, by: RankedInput(x))
      return share?.share.interval.contains(0.8) ?? false
    }
    #expect((held - 0.95).magnitude <= 0.03, "\(held)")
  }

  /// Chance .01 + .06 x₁ + .03 x₂ + .01 x₃: root mean squared errors no larger than what the method is
  /// known for, 19, 11 and 7 · 10⁻⁴ at 6,144 trials and √.6144 of that at 10,000, and 10 % of their own
  /// error of 60 runs.
  @Test(arguments: [(6_144, [19e-4, 11e-4, 7e-4]), (10_000, [15e-4, 8.6e-4, 5.5e-4])])
  func `error at small shares`(_ count: Int, _ most: [Double]) {
    let slopes = [0.06, 0.03, 0.01]
    var squares = [0.0, 0, 0]
    for seed in 0..<UInt64(60) {
      var drawn = Chances(seed: seed)
      let x = slopes.map { _ in drawn.uniforms(count) }
      let y = (0..<count).map { row in
        drawn.coin(0.01 + zip(slopes, x).reduce(0) { $0 + $1.0 * $1.1[row] })
      }
      for (k, slope) in slopes.enumerated() {
        let share = VarianceShare(of: y, by: RankedInput(x[k]))?.share.value ?? .nan
        let truth = slope * slope / 12 / (0.06 * 0.94)
        squares[k] += (share - truth) * (share - truth) / 60
      }
    }
    for k in 0..<3 { #expect(squares[k].squareRoot() <= 1.1 * most[k]) }
  }

  /// A label with three values of 0.1, 0.2 and 0.6: the variance of these over p̄ q̄.
  @Test func `labels are taken value by value`() throws {
    let chances = [0.1, 0.2, 0.6]
    let held = coverage { seed in
      var drawn = Chances(seed: seed)
      let x = (0..<900).map { Double($0 % 3) }
      let y = x.map { drawn.coin(chances[Int($0)]) }
      let share = VarianceShare(of: y, by: RankedInput(x, kind: .label))
      return share?.share.interval.contains(0.14 / 3 / 0.21) ?? false
    }
    #expect((held - 0.95).magnitude <= 0.02, "\(held)")
  }

  @Test func `what the input decides is all`() throws {
    let x = (0..<1_000).map { Double($0 % 2) }
    let share = try #require(VarianceShare(of: x, by: RankedInput(x)))
    #expect(share.bins == 2)
    #expect((share.share.value - 1).magnitude < 1e-3)
    #expect(share.share.interval.low > 0.99 && share.share.interval.high == 1)
  }

  @Test func `missing trials are left out`() throws {
    var drawn = Chances(seed: 4)
    let x = drawn.uniforms(600)
    let y = x.map { drawn.coin($0) }
    let all = try #require(VarianceShare(of: y, by: RankedInput(x)))
    let more = try #require(
      VarianceShare(of: y + [.nan, 1], by: RankedInput(x + [0.5, .nan])))
    #expect(more.count == 600)
    #expect((more.share.value - all.share.value).magnitude < 0.02)
  }

  /// Bit for bit. Seed 5.
  @Test func `of a quantity looked at once, what an input lacks changes nothing for others`() {
    var drawn = Chances(seed: 5)
    let inputs = (0..<4).map { k in
      drawn.uniforms(700).map { k == 1 && $0 < 0.1 ? .nan : k == 2 ? (4 * $0).rounded(.down) : $0 }
    }
    let y = inputs[0].indices.map { trial -> Double in
      trial % 50 == 3 ? .nan : drawn.coin(0.1 + 0.8 * inputs[0][trial])
    }
    let quantity = VariedQuantity(y)
    for x in inputs {
      let known = x.indices.filter { !x[$0].isNaN }
      let alone = VarianceShare(of: known.map { y[$0] }, by: RankedInput(known.map { x[$0] }))
      #expect(alone != nil)
      #expect(VarianceShare(of: quantity, by: RankedInput(x)) == alone)
    }
  }

  @Test func `nothing is said of an infinite quantity`() {
    let x = (0..<100).map(Double.init)
    #expect(VarianceShare(of: x.map { $0 == 7 ? .infinity : $0 }, by: RankedInput(x)) == nil)
  }

  @Test func `nothing is said of constants or of few trials`() {
    let x = (0..<100).map(Double.init)
    #expect(VarianceShare(of: x.map { _ in 1 }, by: RankedInput(x)) == nil)
    #expect(VarianceShare(of: x, by: RankedInput(x.map { _ in 3 })) == nil)
    let few = (0..<20).map(Double.init)
    #expect(VarianceShare(of: few.map { $0 > 9 ? 1 : 0 }, by: RankedInput(few)) == nil)
    #expect(VarianceShare(of: [], by: RankedInput([])) == nil)
  }
}
