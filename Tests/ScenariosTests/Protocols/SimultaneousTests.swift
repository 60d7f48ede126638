import Sim
import Testing

/// Positions that move toward each other.
struct SimultaneousTests {
  private func play(
    _ first: String, _ second: String, steps: Int = 20, one: String = "no_deal: 0",
    two noDeal: String = "no_deal: 0",
    measures: String = ""
  ) throws -> Play {
    try Play(
      Pie(
        one: one, two: noDeal, steps: steps,
        talks: "protocol: simultaneous\nconcession: {one: \"\(first)\", two: \"\(second)\"}"
      ).text + "\n  of_one: one.conceded\n  of_two: two.conceded" + measures)
  }

  @Test(arguments: [0.2, 1.0, 5.0])
  func `Time: κ + (1 − κ)(t/T)^e (Faratin et al. 1998)`(_ exponent: Double) throws {
    let found = try play(
      "time_dependent(exponent=\(exponent), start=0.1, deadline=10 steps)", "0"
    ).values("of_one")
    for (step, share) in found.enumerated() where step > 0 && step < 10 {
      let t = Mathematics.pow(Double(step) / 10, exponent)
      #expect(abs(share - (0.1 + 0.9 * t)) < 1e-12)
    }
  }

  @Test
  func `Two that concede evenly meet in the middle of the round in which they cross`() throws {
    let play = try play("0.06 * rounds", "0.06 * rounds")
    // They cross when .06·n ≥ ½.
    #expect(try play.value("rounds_held") == 9)
    #expect(abs(try play.value("share") - 0.5) < 1e-12)
  }

  @Test
  func `Resource: κ + (1 − κ)e^(−r)`() throws {
    let found = try play("resource_dependent(resource=3 - 0.1 * round, start=0.05)", "0", steps: 4)
      .values("of_one")
    for step in 1...4 {
      let expected = 0.05 + 0.95 * Mathematics.exp(-(3 - 0.1 * Double(step)))
      #expect(abs(found[step] - expected) < 1e-12)
    }
  }

  @Test
  func `Tit for tat gives back what the other gave in the last round`() throws {
    let found = try play("0.01 * rounds^2", "tit_for_tat(factor=0.5, first=0.02)", steps: 5)
    let other = try found.values("of_one")
    let own = try found.values("of_two")
    #expect(abs(own[1] - 0.02) < 1e-12)
    for step in 2...5 {
      #expect(abs(own[step] - own[step - 1] - 0.5 * (other[step - 1] - other[step - 2])) < 1e-12)
    }
  }

  @Test(arguments: [0.3, 0.5, 0.8, 1.0])
  func `Two Zeuthen players end at the Nash product, on any curved frontier`(_ gamma: Double) throws
  {
    let step = 0.0005
    let play = try play(
      "zeuthen(step=\(step))", "zeuthen(step=\(step))", steps: 4_000,
      two: "no_deal: 0, utility: (1 - text.pie)^\(gamma)")
    // max x·(1 − x)^γ: x = 1/(1 + γ); positions are that fine.
    #expect(abs(try play.value("share") - 1 / (1 + gamma)) < 2 * step)
  }

  @Test
  func `Nobody concedes beyond what no deal is worth`() throws {
    // `two` goes to .8 and `one` to .3: the middle is .55.
    let both = try play("1", "1", one: "no_deal: 0.3", two: "no_deal: 0.2")
    #expect(abs(try both.value("share") - 0.55) < 1e-12)
    // Alone, `one` gives way to .3, which `two` at 0 has not met.
    #expect(try play("1", "0", one: "no_deal: 0.3").outcome() == "none")
  }

  @Test
  func `Parties without any capability count alike`() throws {
    let play = try play(
      "0.06 * rounds", "0.06 * rounds", one: "no_deal: 0, capability: 0",
      two: "no_deal: 0, capability: 0")
    #expect(abs(try play.value("share") - 0.5) < 1e-12)
  }

  @Test
  func `Concessions are not taken back`() throws {
    let found = try play("if(round < 3, 0.3, 0.1)", "0", steps: 5).values("of_one")
    #expect(found == [0, 0.3, 0.3, 0.3, 0.3, 0.3])
  }
}
