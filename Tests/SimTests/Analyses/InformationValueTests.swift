import Foundation
import Testing

@testable import Sim

@Suite("Value of information")
struct InformationValueTests {
  /// Plans of utility 0 and aX + bZ, standard normal, a = 1 and b = 2. A plan chosen once N(0, s²) is known
  /// gains s/√(2π): EVPI √5/√(2π), EVPPI 1/√(2π) and 2/√(2π).
  private static func exact(seed: UInt64, draws: Int) -> (InformationValue?, [BoxInput]) {
    var chances = Chances(seed: seed)
    let (x, z) = (chances.normals(draws), chances.normals(draws))
    let utilities = [Array(repeating: 0, count: draws), zip(x, z).map { $0 + 2 * $1 }]
    return (InformationValue(utilities, repeats: 1), [BoxInput(x), BoxInput(z)])
  }

  @Test
  func `known answers lie within the intervals`() throws {
    let (value, inputs) = Self.exact(seed: 1, draws: 10_000)
    let information = try #require(value)
    #expect(information.perfect().interval.contains(0.892062))
    #expect(try #require(information.partial([inputs[0]])).interval.contains(0.398942))
    #expect(try #require(information.partial([inputs[1]])).interval.contains(0.797885))
    // Both together are all there is to know.
    #expect(try #require(information.partial(inputs)).interval.contains(0.892062))
  }

  /// 200 replications from seed 100: 95 ± 2 %, as far as so few can show; the standard error is 1.5 %.
  @Test
  func `intervals cover at their level`() throws {
    var covered = [0, 0, 0]
    for seed in 0..<200 {
      let (value, inputs) = Self.exact(seed: 100 + UInt64(seed), draws: 1000)
      let information = try #require(value)
      if information.perfect().interval.contains(0.892062) { covered[0] += 1 }
      for (k, answer) in [0.398942, 0.797885].enumerated() {
        let worth = try #require(information.partial([inputs[k]]))
        if worth.interval.contains(answer) { covered[k + 1] += 1 }
      }
    }
    #expect(covered.allSatisfy { $0 >= 184 }, "\(covered)")
  }

  /// U₂ is 1 with the chance p, p uniform, U₁ = ½: E max(½, p) − ½ = 1/8. The mean over 16 draws of chance
  /// alone would give 1/8 + 0.0078.
  @Test
  func `chance is averaged over and does not count as something to find out`() throws {
    var chances = Chances(seed: 2)
    let p = chances.uniforms(4000)
    let second = p.flatMap { p in (0..<16).map { _ in chances.happens(p) ? 1.0 : 0 } }
    let first = Array(repeating: 0.5, count: second.count)
    let information = try #require(InformationValue([first, second], repeats: 16))
    let perfect = information.perfect()
    // Four standard errors.
    let error = (perfect.interval.high - perfect.interval.low) / 4.08
    #expect((perfect.value - 0.125).magnitude < 4 * error)
    #expect(error < 0.004)
    #expect(perfect.interval.contains(0.125))
    #expect(try #require(information.partial([BoxInput(p)])).interval.contains(0.125))
  }

  /// An input that neither plan depends on is worth nothing; what is said of it is at most a few errors.
  @Test
  func `an input without influence is worth nothing, and at most little`() throws {
    var above = 0
    for seed in 0..<100 {
      var chances = Chances(seed: 300 + UInt64(seed))
      let (x, z) = (chances.normals(1000), chances.normals(1000))
      let plans = [Array(repeating: 0.0, count: 1000), z]
      let information = try #require(InformationValue(plans, repeats: 1))
      let worth = try #require(information.partial([BoxInput(x)]))
      #expect(worth.interval.high < 0.2)
      #expect(worth.interval.high > 0)
      if worth.interval.low > 0 { above += 1 }
    }
    // Of a hundred one-sided limits at 97.5 %, more than eight have a chance of 0.003.
    #expect(above <= 8, "\(above)")
  }

  /// U₂ = 1 + ½X, always ahead on the bins: E max(0, −1 − ½X) = ½ (φ(2) − 2 Q(2)) = 0.004245.
  @Test
  func `what bins cannot show is within the upper limit`() throws {
    var chances = Chances(seed: 4)
    let (x, z) = (chances.normals(400), chances.normals(400))
    let plans = [Array(repeating: 0.0, count: 400), zip(x, z).map { 1 + 0.5 * $0 + 2 * $1 }]
    let information = try #require(InformationValue(plans, repeats: 1))
    let worth = try #require(information.partial([BoxInput(x)]))
    #expect(worth.interval.contains(0.004245))
  }

  @Test
  func `labels are values of their own`() throws {
    var chances = Chances(seed: 5)
    let label = (0..<1000).map { _ in Double(Int(3 * chances.uniform())) }
    // The second plan is better by 1 under one label of three, worse by 1 under the others.
    let plans = [Array(repeating: 0.0, count: 1000), label.map { $0 == 1 ? 1.0 : -1 }]
    let information = try #require(InformationValue(plans, repeats: 1))
    let worth = try #require(information.partial([BoxInput(label, kind: .labels)]))
    #expect(worth.interval.contains(1.0 / 3))
    #expect((worth.value - information.perfect().value).magnitude < 1e-9)
  }

  @Test
  func `one plan, too few draws, or an input that does not vary say nothing`() throws {
    let many = Array(repeating: 0.0, count: 1000)
    #expect(InformationValue([many], repeats: 1) == nil)
    #expect(InformationValue([many, many], repeats: 16) == nil)
    let information = try #require(InformationValue([many, many], repeats: 2))
    #expect(information.perfect().value == 0)
    #expect(information.partial([BoxInput(Array(repeating: 1, count: 500))]) == nil)
  }

  @Test
  func `a draw in which a trial of a plan failed is left out`() throws {
    var chances = Chances(seed: 6)
    let x = chances.normals(1000)
    var plans = [Array(repeating: 0.0, count: 1000), x]
    let whole = try #require(InformationValue(plans, repeats: 1)).perfect()
    plans[0].append(.nan)
    plans[1].append(1e9)
    let information = try #require(InformationValue(plans, repeats: 1))
    #expect(information.perfect() == whole)
  }

  /// As the coin of p above, but a trial has a value with the chance 0.3 + 0.6 p only.
  @Test
  func `values that are missing do not make draws more or less likely to count`() throws {
    var chances = Chances(seed: 7)
    let p = chances.uniforms(4000)
    let second = p.flatMap { p in
      (0..<16).map { _ in
        let value = chances.happens(p) ? 1.0 : 0
        return chances.happens(0.3 + 0.6 * p) ? value : .nan
      }
    }
    let first = Array(repeating: 0.5, count: second.count)
    let information = try #require(InformationValue([first, second], repeats: 16))
    // A draw with the smallest p has no value at all with the chance 0.7¹⁶ = 0.003.
    #expect(information.drawsWithout < 20)
    #expect(information.drawsInPart > 3000)
    let perfect = information.perfect()
    #expect((perfect.value - 0.125).magnitude < perfect.interval.high - perfect.interval.low)
    #expect(perfect.interval.high - perfect.interval.low < 0.03)
    // Four standard errors of the mean of p over 4,000 draws, and of chance in it.
    let mean = information.means[1].reduce(0, +) / Double(information.means[1].count)
    #expect((mean - 0.5).magnitude < 4 * (1.0 / 12 + 0.25 / 5).squareRoot() / 63)
  }

  /// One plan is ahead in every draw, though a straight line through its lead is not.
  @Test
  func `to know one thing is never worth more than to know all`() throws {
    var chances = Chances(seed: 8)
    for _ in 0..<20 {
      let x = chances.uniforms(400)
      let plans = [Array(repeating: 0.0, count: 400), x.map { -1e-3 - $0 * $0 * $0 * $0 }]
      let information = try #require(InformationValue(plans, repeats: 1))
      let (all, one) = (information.perfect(), try #require(information.partial([BoxInput(x)])))
      #expect(all.value == 0)
      #expect(one.value == 0 && one.interval.low == 0)
      #expect(one.interval.high <= all.interval.high)
    }
  }
}
