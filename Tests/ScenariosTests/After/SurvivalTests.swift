import Foundation
import Testing

/// How long truces last, against survival functions in closed form. 20,000 trials each, seed 1,
/// within 4 standard errors.
struct SurvivalTests {
  /// Whether a truce that began in week 1 has held for `weeks` more.
  private func held(
    _ truce: String, weeks: Int, more: String = "", parties: String = "", talks: String = ""
  ) throws -> [Double] {
    try Play(
      """
      clock: {start: 2026-01-01, step: week, steps: \(weeks + 1)}
      issues: {land: {status_quo: 0.5}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 9\(parties)}
        b: {role: belligerent, ideal: 0, no_deal: 9}
      events: {halt: {step: 1, acts: [begin_truce]}\(more)}
      talks: {protocol: single_text, opening: {land: 0.9}, access: 0\(talks)}
      durability: {truce: {\(truce)}}
      measures: {m: truce}
      """
    ).measures("m", trials: 20_000)
  }

  @Test(arguments: [
    "rate: 0.05 per week",
    // 52 weeks to the year.
    "rate: 2.6 per year",
    "rate: 0.05 per week, ageing: 1",
    "rate: 0.05 per week, sham: 0, sham_half_life: 1 week",
  ])
  func `at a constant rate h the share exp(−ht) is left`(
    truce: String
  ) throws {
    #expect(try held(truce, weeks: 20).deviation(fromShare: exp(-1.0)) < 4)
  }

  /// h is multiplied by g for each week of age: S = exp(−h·(1 + g + … + gⁿ⁻¹)).
  @Test(arguments: [
    ("ageing: 0.9", 0.9), ("ageing: 1.05", 1.05), ("ageing: 0.5 per year", pow(0.5, 1.0 / 52)),
  ])
  func `ageing multiplies the rate for each step it has held`(key: String, g: Double) throws {
    let left = exp(-0.05 * (1 - pow(g, 20)) / (1 - g))
    let found = try held("rate: 0.05 per week, \(key)", weeks: 20)
    #expect(found.deviation(fromShare: left) < 4)
  }

  /// S = s·2^(−t/half life) + (1 − s)·exp(−ht).
  @Test(arguments: [(0.45, 3), (1, 3), (0.15, 26)])
  func `a sham share fails fast, the rest at its own rate`(sham: Double, weeks: Int) throws {
    let left = sham * pow(2, -Double(weeks) / 3) + (1 - sham) * exp(-0.02 * Double(weeks))
    let found = try held(
      "rate: 0.02 per week, sham: \(sham), sham_half_life: 3 weeks", weeks: weeks)
    #expect(found.deviation(fromShare: left) < 4)
  }

  /// Two truces in a trial, each a sham with chance 1/2 that ends within a week: one break with
  /// chance 1/2. Were it drawn once per trial, there would be none or two.
  @Test func `each truce is a sham or not by itself`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 9}
      issues: {land: {status_quo: 0.5}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 9}
        b: {role: belligerent, ideal: 0, no_deal: 9}
      events:
        halt: {when: step == 1 or step == 6, acts: [begin_truce]}
        attack: {step: 5, acts: [end_truce]}
      talks: {protocol: single_text, opening: {land: 0.9}, access: 0}
      durability: {truce: {rate: 0 per week, sham: 50%, sham_half_life: 1e-6 weeks}}
      definitions: {shams: "count(truce_breaks) - if(first(truce_breaks) == 5, 1, 0)"}
      measures: {one: first(truce_breaks) == 5 or count(truce_breaks) == 1, both: shams == 2}
      """)
    // Breaks in weeks 2 and 7: both in a quarter; else the attack of week 5 may come between.
    #expect(try play.measures("both", trials: 20_000).deviation(fromShare: 0.25) < 4)
    #expect(try play.measures("one", trials: 20_000).deviation(fromShare: 0.75) < 4)
  }

  @Test(arguments: [
    ("covariates: {heat: {value: 0.5, effect: 2}}", 1.0),
    ("covariates: {heat: {value: 0.5, effect: 2}, calm: {value: 3, effect: -0.5}}", -0.5),
    ("pressure: {value: step, effect: 0.5}", 0.5),
    ("monitoring: -1.1", -0.55),
    // a has lost 0.9 − 0.5 against its reference point, the opening.
    ("dissatisfaction: 2", 0.8), ("dissatisfaction: {effect: -1, of: a}", -0.4),
  ])
  func `covariates multiply the rate by exp(Σ effect·value)`(key: String, exponent: Double) throws {
    let found = try held(
      "rate: 0.05 per week, \(key)", weeks: 20, parties: ", reference: {}",
      talks: ", enforcement: {monitoring: 0.5}")
    #expect(found.deviation(fromShare: exp(-20 * 0.05 * exp(exponent))) < 4)
  }

  /// The rate of a trial is λ·z with z gamma of mean 1 and variance θ: S = (1 + θλt)^(−1/θ)
  /// (Vaupel, Manton and Stallard 1979). θ = 2, λ = 0.1, t = 20.
  @Test func `a rate that differs from trial to trial`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 21}
      parameters: {frailty: "gamma(0.5, 2)"}
      issues: {land: {status_quo: 0.5}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 9}
        b: {role: belligerent, ideal: 0, no_deal: 9}
      events: {halt: {step: 1, acts: [begin_truce]}}
      talks: {protocol: single_text, opening: {land: 0.9}, access: 0}
      durability: {truce: {rate: 0.1 * frailty per week}}
      measures: {m: truce}
      """)
    #expect(
      try play.measures("m", trials: 20_000).deviation(fromShare: pow(1 + 2 * 0.1 * 20, -0.5)) < 4)
  }

  @Test func `rates of several causes add`() throws {
    let found = try held(
      "rate: 0.03 per week", weeks: 20,
      more: ", attack: {rate: 0.02 per week, acts: [end_truce]}")
    #expect(found.deviation(fromShare: exp(-1.0)) < 4)
  }

  /// Signed in week 1; 1 − e^(−ht) of settlements are broken by week 21.
  @Test func `settlements break at their own rate`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 21}
      issues: {land: {status_quo: 0.5}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 0}
        b: {role: belligerent, ideal: 0, no_deal: 0}
      talks: {protocol: single_text, opening: {land: 0.5}, round: {probability: "if(step == 1, 1, 0)"}}
      durability: {settlement: {rate: 0.05 per week}}
      measures: {broken: happened(settlement_breaks), fights: fighting}
      """)
    let broken = try play.measures("broken", trials: 20_000)
    #expect(broken.deviation(fromShare: 1 - exp(-1.0)) < 4)
    #expect(try play.measures("fights", trials: 20_000) == broken)
  }

  /// Poisson: mean and variance of 20 weeks at 1.5 a week are 30. The variance of a Poisson
  /// sample's variance is that of a normal one's but for 1/(2·30) of it.
  @Test func `violations are Poisson while the truce holds`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 21}
      issues: {land: {status_quo: 0.5}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 9}
        b: {role: belligerent, ideal: 0, no_deal: 9}
      events: {halt: {step: 1, acts: [begin_truce]}}
      talks: {protocol: single_text, opening: {land: 0.9}, access: 0}
      durability: {truce: {rate: 0 per week, violations: 1.5 per week}}
      measures: {m: total(talks.violations)}
      """)
    let found = try play.measures("m", trials: 20_000)
    #expect(found.deviation(from: 30) < 4)
    #expect(found.deviation(fromVariance: 30) < 4)
  }

  @Test func `without a halt nothing is violated`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 5}
      issues: {land: {status_quo: 0.5}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 9}
        b: {role: belligerent, ideal: 0, no_deal: 9}
      events: {halt: {step: 2, acts: [begin_truce]}, attack: {step: 3, acts: [end_truce]}}
      talks: {protocol: single_text, opening: {land: 0.9}, access: 0}
      durability: {truce: {rate: 0 per week, violations: 1000 per week}}
      measures: {m: "if(talks.violations > 0, 1, 0)"}
      """)
    #expect(try play.values("m") == [0, 0, 0, 1, 0, 0])
  }
}
