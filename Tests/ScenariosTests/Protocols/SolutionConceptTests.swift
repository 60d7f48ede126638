import Foundation
import Sim
import Testing

/// Nash, Kalai–Smorodinsky and egalitarian solutions, and whether there is a zone at all.
struct SolutionConceptTests {
  @Test(arguments: [(0.6, 0.2, 0.1), (0.25, 0.0, 0.5), (0.5, 0.3, 0.3)])
  func `The asymmetric Nash solution divides what is left (Kalai 1977)`(
    _ power: Double, _ d1: Double, _ d2: Double
  ) throws {
    let pie = Pie(
      one: "no_deal: \(d1)", two: "no_deal: \(d2)",
      talks: "protocol: nash\npower: {one: \(power), two: \(1 - power)}")
    #expect(abs(try pie.share() - (d1 + power * (1 - d1 - d2))) < 1e-9)
  }

  @Test
  func `u₂ = √(1 − u₁): Nash 2/3, Kalai–Smorodinsky (√5 − 1)/2, egalitarian the same`() throws {
    func share(_ name: String) throws -> Double {
      try Pie(two: "no_deal: 0, utility: sqrt(1 - text.pie)", talks: "protocol: \(name)").share()
    }
    #expect(abs(try share("nash") - 2.0 / 3) < 1e-9)
    #expect(abs(try share("kalai_smorodinsky") - (5.0.squareRoot() - 1) / 2) < 1e-9)
    #expect(abs(try share("egalitarian") - (5.0.squareRoot() - 1) / 2) < 1e-9)
  }

  @Test(arguments: [0.3, 0.8, 1.5])
  func `u₂ = (1 − u₁)^γ: Nash 1/(1 + γ) at any curvature`(_ gamma: Double) throws {
    // Concave for γ ≤ 1 only; on a line the scan serves the others too.
    let pie = Pie(two: "no_deal: 0, utility: (1 - text.pie)^\(gamma)", talks: "protocol: nash")
    #expect(abs(try pie.share() - 1 / (1 + gamma)) < 1e-9)
  }

  @Test
  func `The definitions differ when no deal is worth more to one`() throws {
    let one = "no_deal: 0.4"
    let two = "no_deal: 0, utility: 1 - text.pie^2"
    // Egalitarian: x − .4 = 1 − x²; Kalai–Smorodinsky: (x − .4)/.6 = (1 − x²)/.84.
    let egalitarian = (-1 + (1 + 4 * 1.4).squareRoot()) / 2
    let a = 0.6
    let b = 0.84
    let ks = (-b + (b * b + 4 * a * (0.4 * b + a)).squareRoot()) / (2 * a)
    #expect(
      abs(try Pie(one: one, two: two, talks: "protocol: egalitarian").share() - egalitarian) < 1e-9)
    #expect(
      abs(try Pie(one: one, two: two, talks: "protocol: kalai_smorodinsky").share() - ks) < 1e-9)
  }

  private func market(_ protocolName: String, _ more: String = "") -> String {
    """
    clock: {start: 2026-01-01, step: week, steps: 1}
    issues: {guns: {status_quo: 0.5}, butter: {status_quo: 0.5}}
    parties:
      one: {ideal: 1, weight: {guns: 0.7, butter: 0.3}, no_deal: 0}
      two: {ideal: 0, weight: {guns: 0.3, butter: 0.7}, no_deal: 0}
    plans:
      even: {tabled: 2026-01-01, terms: {guns: 0.5, butter: 0.5}}
      traded: {tabled: 2026-01-01, terms: {guns: 0.9, butter: 0.1}}
      later: {terms: {guns: 1, butter: 0}}
      lopsided: {tabled: 2026-01-01, terms: {guns: 1, butter: 0.9}}
    talks: {protocol: \(protocolName), round: {probability: 1}\(more)}
    outcomes: {deal: {as_soon_as: settled}, none: otherwise}
    measures: {guns: agreed.guns, butter: agreed.butter, of_one: "utility(one, agreed)"}
    """
  }

  @Test(arguments: ["nash", "kalai_smorodinsky", "egalitarian"])
  func `Issues are traded: U = (.7, .7)`(_ name: String) throws {
    #expect(abs(try Play(market(name)).value("of_one") - 0.7) < 1e-9)
  }

  @Test(arguments: ["nash", "kalai_smorodinsky", "egalitarian"])
  func `Over plans the best of those on the table is taken`(_ name: String) throws {
    let play = try Play(market(name, ", over: plans"))
    #expect(try play.value("guns") == 0.9)
    #expect(try play.value("butter") == 0.1)
  }

  @Test
  func `A zone of one point has all solutions but that of Nash, which needs a gain for all`() throws
  {
    func play(_ name: String) throws -> Play {
      let pie = Pie(one: "no_deal: 0.625", two: "no_deal: 0.375", talks: "protocol: \(name)")
      return try Play(pie.text + "\n  has_zone: zone")
    }
    for name in ["kalai_smorodinsky", "egalitarian"] {
      #expect(try play(name).value("share") == 0.625)
      #expect(try play(name).value("has_zone") == 1)
    }
    #expect(try play("nash").outcome() == "none")
  }

  @Test
  func `Who can gain nothing is left out of equal shares, and of the product`() throws {
    func play(_ talks: String) throws -> Play {
      let pie = Pie(
        one: "no_deal: 1", two: "no_deal: 0, utility: text.pie",
        parameters: "plans: {low: {tabled: 2026-01-01, terms: {pie: 1}}}",
        talks: "protocol: \(talks)")
      return try Play(
        pie.text.replacing("{step: round,", with: "{start: 2026-01-01, step: week,"))
    }
    for over in ["", "\nover: plans"] {
      #expect(try play("kalai_smorodinsky" + over).value("share") == 1)
      #expect(try play("nash" + over).value("share") == 1)
    }
  }

  @Test
  func `Of levels that are equally good the first by the names of issues count`() throws {
    func terms(_ issues: [String]) throws -> [Double] {
      let play = try Play(
        """
        clock: {step: round, steps: 1}
        issues: {\(issues.map { "\($0): {levels: [0, 1]}" }.joined(separator: ", "))}
        parties: {one: {ideal: 1, no_deal: 0}, two: {ideal: 0, no_deal: 0.5}}
        talks: {protocol: take_it_or_leave_it, proposer: one}
        measures: {of_a: agreed.a, of_b: agreed.b, of_c: agreed.c}
        """)
      return try ["of_a", "of_b", "of_c"].map { try play.value($0) }
    }
    #expect(try terms(["a", "b", "c"]) == [0, 0, 1])
    #expect(try terms(["c", "a", "b"]) == [0, 0, 1])
  }

  @Test
  func `A term with levels takes one of them`() throws {
    let text = Pie(talks: "protocol: nash").text
      .replacing("high: all to one", with: "high: all to one, levels: [0, 0.3, 0.6, 1]")
    #expect(try Play(text).value("share") == 0.6)
  }

  @Test
  func `A hard line of a needed party bounds the text`() throws {
    let pie = Pie(
      two: "no_deal: 0, red_lines: {pie: {above: 0.3, hard: true}}", talks: "protocol: nash")
    #expect(abs(try pie.share() - 0.3) < 1e-12)
  }

  /// Random parameters, seed 17: q from 0 … 1, costs from 0 … .4.
  @Test(arguments: ["egalitarian", "nash", "alternating_offers"])
  func `A deal exists exactly when q_A + q_B − 1 ≤ c_A + c_B (Fearon 1995)`(_ name: String) throws {
    let order =
      name == "alternating_offers"
      ? "\norder: [one, two]\ndiscount: 0.9\noutside_options: true" : ""
    let text =
      Pie(
        one: "no_deal: {win_chance: q_one, cost: c_one}",
        two: "no_deal: {win_chance: q_two, cost: c_two}",
        parameters: """
          parameters:
            q_one: uniform(0, 1)
            q_two: uniform(0, 1)
            c_one: uniform(0, 0.4)
            c_two: uniform(0, 0.4)
          """,
        talks: "protocol: \(name)" + order
      ).text + """

          exists: q_one + q_two - 1 <= c_one + c_two
          has_zone: zone
          agrees: settled
        """
    let play = try Play(text, seed: 17)
    let trials = name == "alternating_offers" ? 60 : 400
    let exists = try play.measures("exists", trials: trials)
    #expect(try play.measures("has_zone", trials: trials) == exists)
    #expect(try play.measures("agrees", trials: trials) == exists)
    #expect(exists.contains(1) && exists.contains(0))
  }

  @Test
  func `The machine and the reference evaluator find the same text in every trial`() throws {
    let text =
      market("nash").replacing("no_deal: 0}", with: "no_deal: w}")
      + "\nparameters: {w: \"uniform(0, 0.6)\"}"
    let play = try Play(text)
    let machine = try play.measures("guns", trials: 40)
    for trial in 0..<40 { #expect(try play.value("guns", trial: trial) == machine[trial]) }
  }
}
