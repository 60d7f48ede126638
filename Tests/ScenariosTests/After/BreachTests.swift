import Testing

/// What a deal is worth that may be broken: EU = (1 − v)·U + v·min(U, W_after).
struct BreachTests {
  /// The text is worth 0.6 to a and 0.4 to b.
  private func play(
    _ breach: String, a: String = "no_deal: 0.2", measure: String = "a.value", more: String = ""
  ) throws -> Double {
    try Play(
      """
      clock: {step: week, steps: 2}
      issues: {land: {status_quo: 0.5}, army: {status_quo: 0.5}}
      parties:
        a: {role: belligerent, ideal: {land: 1, army: 0}, weight: {land: 1, army: 0}, \(a)}
        b: {role: belligerent, ideal: 0, no_deal: 0.9}
      plans: {paper: {terms: {land: 0.6, army: 0.4}, enforcement: {monitoring: 0.5, guarantees: 0.25}}}
      talks:
        protocol: single_text
        opening: paper
        access: 0
        \(breach)
        \(more)
      measures: {m: "\(measure)"}
      """
    ).value("m")
  }

  @Test(arguments: [
    // Off, certain, never; v·W takes the place of v·U only where W is less.
    ("", "no_deal: 0.2", 0.6), ("breach: 0", "no_deal: 0.2", 0.6),
    ("breach: 0.5", "no_deal: 0.2", 0.4), ("breach: 1", "no_deal: 0.2", 0.2),
    ("breach: 0.5", "no_deal: 0.9", 0.6),
    ("breach: 0.25", "no_deal: 0.9, after_breach: 0.2", 0.75 * 0.6 + 0.25 * 0.2),
    // A shift of power that the text itself brings.
    ("breach: 0.5", "no_deal: 0.3, after_breach: default - 0.5 * text.army", 0.35),
    ("breach: text.army", "no_deal: 0.1", 0.6 * 0.6 + 0.4 * 0.1),
  ])
  func `the worth of a deal that may be broken`(breach: String, a: String, worth: Double) throws {
    #expect(abs(try play(breach, a: a) - worth) < 1e-15)
  }

  /// base − 0.4·0.25 − 0.2·0.5 + 0.25·0.4, held within 0 and 1.
  @Test(arguments: [(0.55, 0.45), (0.05, 0), (1.5, 1)])
  func `the chance is composed of a base, enforcement and terms`(base: Double, v: Double) throws {
    let breach =
      "breach: {base: \(base), guarantees: 0.40, monitoring: 0.20, terms: {army: 0.25}}"
    #expect(abs(try play(breach, measure: "breach") - v) < 1e-15)
  }

  @Test func `the chance is of the text that is judged`() throws {
    let breach = "breach: text.land"
    #expect(try play(breach, measure: "breach") == 0.6)
    #expect(
      abs(try play(breach, measure: "value(a, status_quo)") - (0.5 * 0.5 + 0.5 * 0.2)) < 1e-15)
  }

  @Test func `losses are counted from the plain utility`() throws {
    let a = "no_deal: 0.2, reference: {catches_up: 0, loss_aversion: 2}"
    #expect(abs(try play("breach: 0.5", a: a) - 0.4) < 1e-15)
    // r = 0.6; the text with land at 0.5 loses 0.1 of it, twice.
    let worth = 0.5 * 0.5 + 0.5 * 0.2 - 2 * 0.1
    #expect(abs(try play("breach: 0.5", a: a, measure: "value(a, status_quo)") - worth) < 1e-15)
  }

  @Test func `fear of a breach can keep a party from signing`() throws {
    func signs(_ v: String) throws -> Double {
      try play(
        "breach: \(v)", a: "no_deal: 0.5, after_breach: 0", measure: "settled",
        more: "carried_when: a.accepts")
    }
    // 0.6·(1 − v) ≥ 0.5 up to v = 1/6.
    #expect(try signs("0.166") == 1)
    #expect(try signs("0.167") == 0)
  }

  @Test func `a chance that is none fails the trial`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      issues: {land: {status_quo: 0.5}}
      parties: {a: {ideal: 1, no_deal: 0}}
      talks: {protocol: single_text, opening: {land: 0.5}, breach: 0.6 * step}
      """)
    #expect(try play.failure() == "step 2: a.yaml:6:62: talks.breach: 'breach' is not in 0 … 1")
  }

  @Test func `a chance that is missing fails the trial`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      issues: {land: {status_quo: 0.5}}
      parties: {a: {ideal: 1, no_deal: 2}}
      events: {leak: {step: 1}}
      talks:
        protocol: single_text
        opening: {land: 0.5}
        breach: {base: "if(step == 0, 0, 0.1 * first(leak))", terms: {land: 0.1}}
      """)
    #expect(try play.failure() == nil)
    let never = try Play(
      """
      clock: {step: week, steps: 2}
      issues: {land: {status_quo: 0.5}}
      parties: {a: {ideal: 1, no_deal: 2}}
      talks: {protocol: single_text, opening: {land: 0.5}, breach: {base: 0.1 * agreed.land}}
      """)
    #expect(try never.failure() == "step 0: a.yaml:6:69: talks.breach.base: 'breach' is missing")
  }
}
