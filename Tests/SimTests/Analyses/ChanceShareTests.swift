import CGSL
import Testing

@testable import Sim

@Suite("Parameters and chance")
struct ChanceShareTests {
  init() { gsl_set_error_handler_off() }

  private func coins(_ a: Double, groups: Int, repeats: Int, seed: UInt) throws -> [Double] {
    let generator = try Tausworthe(seed: seed + 1)
    var y: [Double] = []
    for _ in 0..<groups {
      let chance = gsl_ran_beta(generator.pointer, a, a)
      for _ in 0..<repeats { y.append(gsl_rng_uniform(generator.pointer) < chance ? 1 : 0) }
    }
    return y
  }

  /// A coin whose chance is Beta(a, a): 1/(2a + 1) goes with the chance. Seeds 1 to 200.
  @Test(arguments: [(0.5, 1_000, 2), (20, 1_000, 2), (20, 500, 20), (2, 100, 4)])
  func `covers the share of a coin with an unknown chance`(
    _ a: Double, _ groups: Int, _ repeats: Int
  ) throws {
    var held = 0.0
    for seed in 0..<UInt(200) {
      let y = try coins(a, groups: groups, repeats: repeats, seed: seed)
      let share = try #require(ChanceShare(y, repeats: repeats))
      if share.parameters.interval.contains(1 / (2 * a + 1)) { held += 1 / 200.0 }
    }
    #expect((held - 0.95).magnitude <= 0.02, "\(held)")
  }

  @Test func `chance is the rest`() throws {
    let share = try #require(
      ChanceShare(try coins(2, groups: 200, repeats: 4, seed: 3), repeats: 4))
    #expect((share.parameters.value + share.chance.value - 1).magnitude < 1e-12)
    #expect(share.chance.interval.low == 1 - share.parameters.interval.high)
    #expect(share.groups == 200)
  }

  @Test func `values far from zero lose no digits`() throws {
    let y = try coins(2, groups: 200, repeats: 2, seed: 3)
    let near = try #require(ChanceShare(y, repeats: 2)).parameters
    let far = try #require(ChanceShare(y.map { $0 + 1e9 }, repeats: 2)).parameters
    #expect((near.value - far.value).magnitude < 1e-6)
  }

  @Test func `groups may miss trials`() throws {
    var y = try coins(0.5, groups: 400, repeats: 4, seed: 5)
    let whole = try #require(ChanceShare(y, repeats: 4)).parameters
    for trial in stride(from: 0, to: y.count, by: 7) { y[trial] = .nan }
    let some = try #require(ChanceShare(y, repeats: 4)).parameters
    #expect((whole.value - some.value).magnitude < 0.05)
  }

  @Test func `without repeats or variance nothing is said`() {
    #expect(ChanceShare([0, 1, 0, 1], repeats: 1) == nil)
    #expect(ChanceShare([0, 1, 0, 1], repeats: 2) == nil)
    #expect(ChanceShare(Array(repeating: 1, count: 400), repeats: 2) == nil)
  }
}
