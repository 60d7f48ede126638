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
      points: known.points.map { (percent: Double($0.0), value: $0.1) }, low: known.low,
      high: known.high,
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
      Metalog(through: zip(percents, [1, middle, 20]).map { (percent: Double($0), value: $1) })
    }
    let (low, high) = Metalog.middleRange(
      zip(percents, [1, 2, 20]).map { (percent: Double($0), value: $1) })
    #expect(through(low + 1e-6).isFeasible && through(high - 1e-6).isFeasible)
    #expect(!through(low - 1e-6).isFeasible && !through(high + 1e-6).isFeasible)
  }

  struct More: Sendable {
    var points: [(Double, Double)]
    var low: Double?
    var high: Double?
    var terms: Int?
    var a: [Double]
    var first: Double
    var mean: Double
  }

  /// The same equation with more terms, by numpy's solver and its least squares; means by scipy.
  private static let more = [
    More(
      points: [(5, 2), (25, 5), (50, 7), (75, 10), (95, 19)],
      a: [7.0, 4.136774765008222, 4.32063142123081, -8.17884636916066, -10.986795096678902],
      first: -0.9108992077306843, mean: 8.244749452558787),
    More(
      points: [(10, 2), (30, 4), (70, 9), (90, 16)], low: 0,
      a: [1.8058267172564018, 0.45518786205115724, -0.08301241326113024, 0.09892703258996653],
      first: 0.5938064922742421, mean: 8.363442171028119),
    More(
      points: [(2.5, 0.05), (20, 0.2), (50, 0.45), (80, 0.7), (97.5, 0.93)], low: 0, high: 1,
      a: [
        -0.2006706954621511, 0.6790866528220866, 0.2785944651555896, 0.5846070441150245,
        -2.0521303969946008,
      ],
      first: 0.030089034244976293, mean: 0.4564263589282952),
    More(
      points: [(5, 1), (10, 1.5), (25, 2.4), (50, 4), (75, 6.5), (90, 10), (95, 13)], terms: 3,
      a: [3.85434962651857, 1.9896672279846925, 2.303684945564384],
      first: -0.10141262126478523, mean: 5.00619209930074),
    More(
      points: [(1, 1), (20, 3), (60, 5), (99, 14)], low: 0, terms: 2,
      a: [1.4066935499220448, 0.28513287925698516],
      first: 1.1012807233807698, mean: 4.6842174990105026),
    More(
      points: [(5, 2), (25, 5), (40, 6), (50, 7), (75, 10), (95, 19)], terms: 4,
      a: [6.8170011111169275, 4.108483215153608, 2.766864958330592, -7.996187521342045],
      first: -1.913942493915905, mean: 8.200433590282193),
  ]

  @Test(arguments: more)
  func `More terms go through more quantiles, or fewer come near them`(known: More) throws {
    let quantiles = ElicitedQuantiles(
      points: known.points.map { (percent: $0.0, value: $0.1) }, low: known.low, high: known.high,
      family: .metalog, terms: known.terms)
    let elicited = try quantiles.fitted()
    guard case .metalog(let metalog) = elicited.curve else {
      Issue.record("\(elicited)")
      return
    }
    #expect(metalog.coefficients.count == known.a.count)
    for (found, expected) in zip(metalog.coefficients, known.a) {
      #expect(abs(found - expected) < 1e-9 * max(1, abs(expected)), "\(metalog.coefficients)")
    }
    let distribution = Distribution.elicited(elicited)
    #expect(abs(distribution.quantile(0.01, []) - known.first) < 1e-9 * max(1, abs(known.first)))
    #expect(abs(distribution.mean([]) - known.mean) < 1e-7 * abs(known.mean))
    if known.terms == nil {
      for (percent, value) in known.points {
        #expect(abs(distribution.quantile(percent / 100, []) - value) < 1e-9 * abs(value))
      }
    }
  }

  @Test
  func `A curve of more terms that falls somewhere is not feasible`() {
    // logit(u) + a₄·c rises at the middle as long as a₄ is above −4.
    #expect(Metalog([0, 1, 0, 2]).isFeasible)
    #expect(!Metalog([0, 1, 0, -4.1]).isFeasible)
    #expect(Metalog([0, 1, 0, -3.9]).isFeasible)
    // The tail on one side.
    #expect(!Metalog([0, 1, 2.1, 0]).isFeasible)
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
