import Testing

@testable import Sim

/// Known answers: Keelin (2016), eq. 6, solved with numpy's linear solver; means by scipy's quad.
@Suite struct MetalogTests {
  struct Known: Sendable {
    var points: [(Int, Double)]
    var low: Double?
    var high: Double?
    var a: [Double]
    var quarter: Double
    var first: Double
    var mean: Double
  }

  private static let known = [
    Known(
      points: [(10, 0.05), (50, 0.2), (90, 0.5)],
      a: [0.2, 0.10240191299551922, 0.08533492749626598],
      quarter: 0.1109375, first: -0.07840819566600049, mean: 0.24266746374813303),
    Known(
      points: [(10, 0.05), (50, 0.2), (90, 0.5)], low: 0,
      a: [-1.6094379124341003, 0.5239758185723462, -0.26738483749777825],
      quarter: 0.10450480238955955, first: 0.009860527322559683, mean: 0.25895407815506866),
    Known(
      points: [(10, 0.05), (50, 0.2), (90, 0.5)], low: 0, high: 1,
      a: [-1.3862943611198908, 0.6700359648115939, -0.09776552810034093],
      quarter: 0.10440079482541184, first: 0.009145374109573504, mean: 0.24291951953904728),
    Known(
      points: [(5, 2), (25, 5), (90, 14)],
      a: [7.300535373259986, 2.4613530048857712, 1.4692618636076757],
      quarter: 5, first: -0.7014738439694495, mean: 8.035166305063823),
    Known(
      points: [(10, 2), (50, 5), (90, 9)], high: 12,
      a: [-1.9459101490553135, 0.2739758185723462, 0.2791151400209122],
      quarter: 3.2395828871073764, first: -1.1497636679887737, mean: 5.205884363857903),
  ]

  @Test(arguments: known)
  func `Coefficients, quantiles and means`(known: Known) throws {
    let quantiles = ElicitedQuantiles(
      points: known.points.map { (percent: $0.0, value: $0.1) }, low: known.low, high: known.high,
      family: .metalog)
    let elicited = try quantiles.fitted()
    guard case .metalog(let metalog) = elicited.curve else {
      Issue.record("\(elicited)")
      return
    }
    for (found, expected) in zip([metalog.a1, metalog.a2, metalog.a3], known.a) {
      #expect(abs(found - expected) < 1e-12)
    }
    let distribution = Distribution.elicited(elicited)
    #expect(abs(distribution.quantile(0.25, []) - known.quarter) < 1e-12)
    #expect(abs(distribution.quantile(0.01, []) - known.first) < 1e-12)
    #expect(abs(distribution.mean([]) - known.mean) < 1e-8, "\(distribution.mean([]))")
  }

  /// E = a₁ + a₃/2; the variance by scipy's quad.
  @Test
  func `Moments of an unbounded one`() throws {
    let drawn = Drawn.elicited([(10, 0.05), (50, 0.2), (90, 0.5)])
    #expect(abs(drawn.distribution.mean([]) - (0.2 + 0.08533492749626598 / 2)) < 1e-12)
    #expect(abs(drawn.distribution.variance([]) - 0.037101309403299594) < 1e-10)
  }

  @Test
  func `The steepest skew is where the quantile function stops rising`() {
    // u − ½ + u(1 − u)·logit(u) has its maximum .599839320… at u = .916778….
    let u = 0.9167782798004823
    let curve = { (u: Double) in u - 0.5 + u * (1 - u) * Elementary.log(u / (1 - u)) }
    #expect(curve(u) >= curve(u - 1e-4) && curve(u) >= curve(u + 1e-4))
    #expect(abs(Metalog.steepest * curve(u) - 1) < 1e-12)
    for ratio in [-1.66, 1.66] {
      #expect(Metalog(a1: 0, a2: 1, a3: ratio).isFeasible)
      let rises = zip(-400...399, -399...400).allSatisfy { a, b in
        let metalog = Metalog(a1: 0, a2: 1, a3: ratio)
        return metalog.value(logit: Double(a) / 20) < metalog.value(logit: Double(b) / 20)
      }
      #expect(rises)
    }
    #expect(!Metalog(a1: 0, a2: 1, a3: 1.668).isFeasible)
  }

  @Test(arguments: [[10, 50, 90], [5, 25, 90], [50, 90, 99]])
  func `The middle quantile's range is where feasibility ends`(percents: [Int]) {
    func through(_ middle: Double) -> Metalog {
      Metalog(through: zip(percents, [1, middle, 20]).map { (percent: $0, value: $1) })
    }
    let (low, high) = Metalog.middleRange(
      zip(percents, [1, 2, 20]).map { (percent: $0, value: $1) })
    #expect(through(low + 1e-6).isFeasible && through(high - 1e-6).isFeasible)
    #expect(!through(low - 1e-6).isFeasible && !through(high + 1e-6).isFeasible)
  }

  @Test
  func `A heavy tail above a bound has no mean`() throws {
    let drawn = Drawn.elicited([(10, 0.05), (50, 1), (90, 60)], low: 0)
    #expect(drawn.distribution.mean([]) == .infinity)
    let heavy = Drawn.elicited([(10, 0.3), (50, 1), (90, 5)], low: 0)
    #expect(heavy.distribution.mean([]).isFinite)
    #expect(heavy.distribution.variance([]) == .infinity)
  }
}
