import Testing

/// One offer, against Fearon's risk–return trade-off and the ultimatum.
struct TakeItOrLeaveItTests {
  @Test(arguments: [0.0, 0.25, 0.6])
  func `Who knows everything leaves the other just its no deal`(_ noDeal: Double) throws {
    let pie = Pie(two: "no_deal: \(noDeal)", talks: "protocol: take_it_or_leave_it\nproposer: one")
    #expect(abs(try pie.share() - (1 - noDeal)) < 1e-12)
  }

  /// x* = p + (C̄ − c_A)/2, P(war) = ½(1 − c_A/C̄), E = p − c_A + (C̄ + c_A)²/4C̄ (Fearon 1995).
  @Test(arguments: [(0.5, 0.1, 0.4), (0.3, 0.05, 0.5), (0.6, 0.0, 0.3)])
  func `Private costs: the best offer risks war; 20,000 trials, seed 3, 4 standard errors`(
    _ p: Double, _ cost: Double, _ most: Double
  ) throws {
    let pie = Pie(
      one: "no_deal: {win_chance: \(p), cost: \(cost)}",
      two: "no_deal: {win_chance: 1 - \(p), cost: cost_two}",
      parameters: "parameters: {cost_two: {value: \"uniform(0, \(most))\", known_to: two}}",
      talks: "protocol: take_it_or_leave_it\nproposer: one")
    let play = try pie.play(seed: 3)
    #expect(abs(try play.value("offered") - (p + (most - cost) / 2)) < 1e-9)
    let trials = 20_000
    let war = try #require(try play.shares(trials: trials)["none"])
    let expected = (1 - cost / most) / 2
    #expect(abs(war - expected) < 4 * (expected * (1 - expected) / Double(trials)).squareRoot())
  }

  @Test
  func `A cost that all know ends in a deal at the other's last limit`() throws {
    let pie = Pie(
      one: "no_deal: {win_chance: 0.5, cost: 0.1}",
      two: "no_deal: {win_chance: 0.5, cost: cost_two}",
      parameters: "parameters: {cost_two: \"uniform(0, 0.4)\"}",
      talks: "protocol: take_it_or_leave_it\nproposer: one")
    #expect(try pie.play().shares(trials: 500)["deal"] == 1)
  }

  @Test(arguments: [(0.2, 0.6), (0.8, 0.9)])
  func `Two types: the offer that both accept, or the one that only the weak type does`(
    _ weak: Double, _ expected: Double
  ) throws {
    // The strong type needs .4, the weak one .1; one gets .6 for sure, or .9·P(weak).
    let pie = Pie(
      two: "no_deal: 0.4 - 0.3 * weak",
      parameters:
        "parameters: {weak: {value: \"discrete(0, \(1 - weak), 1, \(weak))\", known_to: two}}",
      talks: "protocol: take_it_or_leave_it\nproposer: one")
    #expect(abs(try pie.play().value("offered") - expected) < 1e-9)
  }

  @Test
  func `A refusal is final, or the offer stands as many rounds as there are`() throws {
    func rounds(_ horizon: String) throws -> Double {
      try Pie(
        one: "no_deal: 0.7", two: "no_deal: 0.7", steps: 5,
        talks: "protocol: take_it_or_leave_it\nproposer: one" + horizon
      ).play().value("rounds_held")
    }
    #expect(try rounds("") == 1)
    #expect(try rounds("\nhorizon: 3") == 3)
  }

  @Test
  func `Over several issues the proposer trades what matters less to it`() throws {
    let play = try Play(
      """
      clock: {step: round, steps: 1}
      issues: {guns: {}, butter: {}}
      parties:
        one: {ideal: 1, weight: {guns: 0.8, butter: 0.2}, no_deal: 0}
        two: {ideal: 0, weight: {guns: 0.3, butter: 0.7}, no_deal: 0.5}
      talks: {protocol: take_it_or_leave_it, proposer: one}
      outcomes: {deal: {as_soon_as: settled}, none: otherwise}
      measures: {guns: agreed.guns, butter: agreed.butter}
      """)
    #expect(abs(try play.value("guns") - 1) < 1e-9)
    // U₂ = 1 − .3 − .7·butter = .5
    #expect(abs(try play.value("butter") - 2.0 / 7) < 1e-9)
  }

  @Test
  func `What rises and falls with the secret leaves the types without order: the trial fails`()
    throws
  {
    func failure(_ noDeal: String) throws -> String? {
      try Pie(
        two: "no_deal: \"\(noDeal)\"",
        parameters: "parameters: {x: {value: \"uniform(0, 1)\", known_to: two}}",
        talks: "protocol: take_it_or_leave_it\nproposer: one"
      ).play().failure()
    }
    #expect(
      try failure("0.5 - abs(x - 0.5)")
        == "step 1: a.yaml:4:26: parameters.x.value: what a text is worth rises and falls with 'x'; "
        + "what the proposer does not know must do one or the other")
    #expect(try failure("0.5 - abs(x - 1)") == nil)
    #expect(try failure("0.5 - abs(x + 1) / 4") == nil)
  }

  @Test
  func `It offers nothing that is worse than no deal to itself`() throws {
    let pie = Pie(
      one: "no_deal: 0.7", two: "no_deal: 0.6, accepts: true",
      talks: "protocol: take_it_or_leave_it\nproposer: one\nopening: {pie: 0.1}")
    #expect(try pie.play().value("offered") == 0.1)
  }
}
