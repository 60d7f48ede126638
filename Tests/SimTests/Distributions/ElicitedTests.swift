import Testing

@testable import Sim

@Suite struct ElicitedTests {
  private func fit(
    _ points: [(Int, Double)], low: Double? = nil, high: Double? = nil,
    percentages: Bool = false, family: ElicitedQuantiles.Family? = nil
  ) throws -> (ElicitedDistribution, String) {
    let quantiles = ElicitedQuantiles(
      points: points.map { (percent: Double($0.0), value: $0.1) }, low: low, high: high,
      arePercentages: percentages, family: family)
    let distribution = try quantiles.fitted()
    return (distribution, ElicitedText(quantiles, distribution).description)
  }

  @Test
  func `Words of a wide distribution have its small quantiles`() throws {
    #expect(
      try fit([(1, 1e-300), (99, 1e300)]).1.hasPrefix(
        "lognormal, mu 0, sigma 296.9; p1 1e-300, p5 "))
    #expect(
      try fit([(5, 1e-20), (50, 1), (95, 1e20)]).1.hasPrefix(
        "lognormal, mu 0, sigma 28; p5 1e-20, p50 1, p95 1e+20"))
    // What rounding leaves of a middle is 0.
    #expect(try fit([(5, -1), (95, 1)]).1.contains("p50 0, "))
  }

  struct Given: Sendable {
    var points: [(Int, Double)]
    var low: Double?
    var high: Double?
    var percentages = false
    var family: ElicitedQuantiles.Family?
  }

  @Test(arguments: [
    Given(points: [(5, 0.1), (95, 0.6)]), Given(points: [(25, 1e-6), (99, 3e8)]),
    Given(points: [(1, -5), (75, 2)]), Given(points: [(10, 2), (50, 5), (90, 14)]),
    Given(points: [(10, 2), (50, 5), (90, 14)], low: 0),
    Given(points: [(10, 2), (50, 5), (90, 9)], high: 12),
    Given(points: [(10, 2), (50, 5), (90, 14)], low: 0, high: 20),
    Given(points: [(5, 1), (25, 2), (75, 4)]), Given(points: [(50, 1), (90, 3), (99, 5)]),
    Given(points: [(1, 0.02), (5, 0.05), (50, 0.3)], low: 0, high: 1),
    Given(points: [(5, 3), (95, 4)], low: 2), Given(points: [(5, 3), (95, 4)], high: 4.5),
    Given(points: [(5, 3), (95, 4)], low: 2, high: 5),
    Given(points: [(5, 3), (95, 4)], family: .normal),
    Given(points: [(10, 0.05), (50, 0.2), (90, 0.5)], family: .metalog),
  ])
  func `It has exactly the quantiles that were given`(given: Given) throws {
    let distribution = Distribution.elicited(
      try fit(given.points, low: given.low, high: given.high, family: given.family).0)
    for (percent, value) in given.points {
      let found = distribution.quantile(Double(percent) / 100, [])
      #expect(abs(found - value) <= 1e-9 * abs(value), "p\(percent): \(found)")
      let back = distribution.cdf(value, [])
      #expect(abs(back - Double(percent) / 100) <= 1e-9, "p\(percent): \(back)")
    }
  }

  /// mu = (ln .1 + ln .6)/2, sigma = ln 6/(2 · 1.6448536), mean = exp(mu + sigma²/2).
  @Test
  func `Two positive quantiles are a lognormal's`() throws {
    let (found, text) = try fit([(5, 0.1), (95, 0.6)])
    guard case .normal(let mu, let sigma) = found.curve else {
      Issue.record("\(found)")
      return
    }
    #expect(abs(mu - -1.4067053583800182) < 1e-12)
    #expect(abs(sigma - 0.5446562052299005) < 1e-12)
    #expect(abs(Distribution.elicited(found).mean([]) - 0.2841138708647459) < 1e-12)
    #expect(
      text == "lognormal, mu -1.407, sigma 0.5447; p5 0.1, p50 0.2449, p95 0.6; mean 0.2841")
    let family = Distribution.family(.lognormal, form: 1, at: 0)
    #expect(abs(family.mean([0.1, 0.6]) - 0.2841138708647459) < 1e-12)
  }

  @Test
  func `Three quantiles on one lognormal, or on one normal, are taken for it`() throws {
    #expect(try fit([(10, 1), (50, 2), (90, 4)]).1.hasPrefix("lognormal, mu 0.6931,"))
    #expect(
      try fit([(10, -1), (50, 1), (90, 3)]).1
        == "normal, mean 1, sd 1.561; p5 -1.567, p10 -1, p50 1, p90 3, p95 3.567; mean 1")
    #expect(try fit([(10, 1), (50, 2), (90, 3)]).1.hasPrefix("normal, mean 2, sd 0.7803;"))
  }

  /// numpy: (logit .1 + logit .45)/2 and their distance over 3.2897; the mean by quadrature.
  @Test
  func `Percentages are between 0 and 1`() throws {
    #expect(
      try fit([(5, 0.1), (95, 0.45)], percentages: true).1
        == "logit-normal on 0 … 1, mu -1.199, sigma 0.6069; p5 10 %, p50 23.17 %, p95 45 %; "
        + "mean 24.76 %")
    #expect(
      try fit([(5, 0.1), (50, 0.25), (95, 0.45)], percentages: true).1
        == "metalog on 0 … 1, a -1.099, 0.339, -0.07572; p5 10 %, p50 25 %, p95 45 %; mean 25.89 %")
    // A growth of −5 % to 120 % is none.
    #expect(try fit([(5, -0.05), (95, 1.2)], percentages: true).1.hasPrefix("normal, mean 57.5 %"))
  }

  @Test
  func `A share with one bound has the other end of the scale; bounds beyond it say it is none`()
    throws
  {
    #expect(
      try fit([(10, 0.1), (90, 0.8)], high: 1, percentages: true).1.hasPrefix(
        "logit-normal on 0 … 1, "))
    #expect(
      try fit([(10, 0.1), (90, 0.8)], low: 0.05, percentages: true).1.hasPrefix(
        "logit-normal on 0.05 … 1, "))
    #expect(
      try fit([(10, 0), (90, 0.8)], low: -0.1, percentages: true).1.hasPrefix(
        "lognormal above -0.1"))
    #expect(
      try fit([(10, 0), (90, 1)], percentages: true, family: .normal).1.hasPrefix("normal, "))
  }

  @Test
  func `Numbers have the digits that tell the quantiles apart, small and large`() throws {
    #expect(
      try fit([(5, 1e-13), (50, 2e-13), (95, 6e-13)]).1.hasPrefix(
        "metalog, a 2e-13, 8.491e-14, 1.132e-13; p5 1e-13, p50 2e-13, p95 6e-13;"))
    #expect(
      try fit([(5, 20_000_000), (50, 20_000_001), (95, 20_000_003)]).1
        == "metalog, a 20000001, 0.5094, 0.3774; p5 20000000, p50 20000001, p95 20000003; "
        + "mean 20000001.2")
    #expect(
      try fit([(5, 1e9 - 1), (95, 1e9 + 1)], family: .normal).1
        == "normal, mean 1000000000, sd 0.608; p5 999999999, p50 1000000000, p95 1000000001; "
        + "mean 1000000000")
  }

  @Test
  func `What an unbounded fit puts below 0 is said`() throws {
    #expect(
      try fit([(10, 0.05), (50, 0.2), (90, 0.5)]).1
        == "metalog, a 0.2, 0.1024, 0.08533; p5 0.01155, p10 0.05, p50 0.2, p90 0.5, p95 0.6146; "
        + "mean 0.2427; 4.1 % below 0, which low=0 would rule out")
  }

  @Test
  func `Bounds shift a lognormal, turn it around, and name a metalog's range`() throws {
    #expect(try fit([(5, 3), (95, 4)], low: 2).1.hasPrefix("lognormal above 2, mu 0.3466, "))
    #expect(try fit([(5, 3), (95, 4)], high: 5).1.hasPrefix("lognormal below 5, mu -0.3466, "))
    #expect(
      try fit([(10, 2), (50, 5), (90, 14)], low: 1).1
        == "metalog above 1, a 1.386, 0.5837, -0.1181; "
        + "p5 1.613, p10 2, p50 5, p90 14, p95 20.08; mean 7.63")
  }

  @Test(
    arguments: [
      (
        Given(points: [(5, 0.4), (50, 0.3)]), "p50 must be above p5, but they are 0.3 and 0.4",
        "p50"
      ),
      (Given(points: [(5, 1), (95, 1)]), "p95 must be above p5, but they are 1 and 1", "p95"),
      (Given(points: [(5, .nan), (95, 1)]), "p5 must be finite, but is nan", "p5"),
      (
        Given(points: [(5, 1), (95, 2)], low: 1),
        "low must be below p5, but they are 1 and 1", "low"
      ),
      (
        Given(points: [(5, 1), (95, 2)], high: 1.5),
        "high must be above p95, but they are 1.5 and 2", "high"
      ),
      (
        Given(points: [(5, -1), (95, 2)], family: .lognormal),
        "a lognormal has only values above 0, but p5 is -1; give low=, or leave family out",
        "family"
      ),
      (
        Given(points: [(5, 1), (95, 2)], low: 0, high: 3, family: .lognormal),
        "a lognormal has one bound, but low and high are given; between two bounds write "
          + "family=logit_normal", "family"
      ),
      (
        Given(points: [(5, 1), (95, 2)], family: .logitNormal),
        "a logit-normal lies between two bounds: give low= and high=", "family"
      ),
      (
        Given(points: [(5, 1), (95, 2)], low: 0, family: .normal),
        "a normal has no bounds: leave out low and high, or leave family out", "family"
      ),
      (
        Given(points: [(5, 1), (95, 2)], family: .metalog),
        "a metalog needs three quantiles, but 2 are given", "family"
      ),
      (
        Given(points: [(5, 1), (50, 3), (95, 4)], family: .lognormal),
        "no lognormal has these three quantiles: with p5 and p95 given, p50 would be 2; leave one "
          + "out, or write family=metalog", "p50"
      ),
      (
        // numpy: 1 + 19 · (.166577, .833423).
        Given(points: [(10, 1), (50, 2), (90, 20)]),
        "no metalog of three terms has these quantiles: with p10 and p90 given, p50 must be "
          + "between 4.165 and 16.84; give bounds, or two quantiles", "p50"
      ),
      (
        Given(points: [(5, -1e308), (95, 1e308)]),
        "the quantiles are too far apart: their distance is no number", nil
      ),
      (
        Given(points: [(10, 0), (90, 1)], percentages: true),
        "percentages are taken for a share: p10 must be above 0 %, but is 0 %; if it can lie beyond, "
          + "write family=normal", "p10"
      ),
      (
        Given(points: [(50, 0), (75, 0.3)], percentages: true),
        "percentages are taken for a share: p50 must be above 0 %, but is 0 %; if it can lie beyond, "
          + "write family=normal", "p50"
      ),
      (
        Given(points: [(25, 0.2), (99, 1)], percentages: true, family: .logitNormal),
        "percentages are taken for a share: p99 must be below 100 %, but is 100 %; if it can lie "
          + "beyond, write family=normal", "p99"
      ),
      (
        Given(points: [(10, 0.2), (50, 0.5), (90, 1)], low: 0.1, percentages: true),
        "percentages are taken for a share: p90 must be below 100 %, but is 100 %; if it can lie "
          + "beyond, write family=normal", "p90"
      ),
      (
        Given(
          points: [(10, 0), (50, 0.5), (90, 0.8)], high: 0.9, percentages: true, family: .metalog),
        "percentages are taken for a share: p10 must be above 0 %, but is 0 %; if it can lie beyond, "
          + "write family=normal", "p10"
      ),
    ] as [(Given, String, String?)])
  func `What nothing fits is said`(given: Given, message: String, argument: String?) {
    #expect(throws: ElicitedQuantiles.Misfit(message: message, argument: argument)) {
      try fit(
        given.points, low: given.low, high: given.high, percentages: given.percentages,
        family: given.family)
    }
  }

  @Test
  func `Rows of trials have the bits of single draws`() throws {
    let cases: [Drawn] = [
      .elicited([(5, 0.1), (95, 0.6)]), .elicited([(10, 0.05), (50, 0.2), (90, 0.5)]),
      .elicited([(5, 0.1), (50, 0.25), (95, 0.45)], low: 0, high: 1),
      .elicited([(10, 2), (50, 5), (90, 9)], high: 12),
    ]
    for drawn in cases {
      guard case .elicited(let elicited) = drawn.distribution else { continue }
      var graph = Graph()
      let site = DrawSite(
        path: "parameters.x:elicited#1",
        kind: elicited.startsFromNormal ? .standardNormal : .uniform, eachStep: false)
      let start = graph.draw(site, [])
      let value = graph.value(elicited, from: start)
      let always = graph.condition(true)
      let model = Model(
        graph: graph, steps: 0, memories: [], ends: .init(initial: always, step: always),
        outcomes: [.init(initial: always, step: always)],
        measures: [.init(initial: value, step: value)], signals: [], milestones: [],
        quantities: [], parameters: [],
        report: Report(
          steps: 0, outcomes: [.init(name: "o")], measures: [.init(name: "m")], signals: [],
          quantities: [], milestones: [], parameters: []))
      let evaluator = ReferenceEvaluator(model, seed: 1)
      let found = (0..<100).map { evaluator.run(TrialAddress(trial: $0)).measures[0] }
      #expect(found == drawn.draws(100), "\(drawn.testDescription)")
    }
  }
}
