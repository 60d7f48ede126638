import Testing

/// What is not a finite number fails the trial wherever it is read, and says which it is.
struct FiniteValueTests {
  private static func world(_ more: String) -> String {
    """
    clock: {step: week, steps: 2}
    parameters: {x: "uniform(1e308, 1.1e308)", tiny: "uniform(1e-320, 2e-320)"}
    \(more)
    """
  }

  @Test(arguments: [
    (
      "outcomes: {hi: {at_end: x + x > 0}, lo: otherwise}",
      "step 2: a.yaml:5:25: outcomes.hi.at_end: 'x + x' is not a finite number"
    ),
    (
      "outcomes: {hi: {as_soon_as: x * 10 < 0}, lo: otherwise}",
      "step 0: a.yaml:5:29: outcomes.hi.as_soon_as: 'x * 10' is not a finite number"
    ),
    (
      "outcomes: {hi: {at_end: x * 10 - x * 10 <= 0}, lo: otherwise}",
      "step 2: a.yaml:5:25: outcomes.hi.at_end: 'x * 10 - x * 10' is not a finite number"
    ),
    (
      "signals: {s: 1 / tiny > 0}",
      "step 0: a.yaml:5:14: signals.s: '1 / tiny' is not a finite number"
    ),
    (
      "measures: {m: x + x - (x + x)}",
      "step 2: a.yaml:5:15: measures.m: measure 'm' is not a finite number"
    ),
    (
      "measures: {m: 1 / (x * x)}",
      "step 2: a.yaml:5:19: measures.m: 'x * x' is not a finite number"
    ),
    (
      "measures: {m: \"max(x * x, 1) / 5\"}",
      "step 2: a.yaml:5:20: measures.m: 'x * x' is not a finite number"
    ),
    (
      "measures: {m: logistic(-x * x)}",
      "step 2: a.yaml:5:24: measures.m: '-x * x' is not a finite number"
    ),
    (
      "measures: {m: steps(held_for(x * 2 > 0))}",
      "step 0: a.yaml:5:30: measures.m: 'x * 2' is not a finite number"
    ),
    (
      "measures: {m: total(x)}",
      "step 2: a.yaml:5:15: measures.m: 'total(x)' is not a finite number"
    ),
    (
      "measures: {m: count(x * 2 > 0)}",
      "step 1: a.yaml:5:21: measures.m: 'x * 2' is not a finite number"
    ),
    (
      "events: {e: {rate: x * x per week}}\nmeasures: {m: count(e)}",
      "step 1: a.yaml:5:20: events.e.rate: 'x * x' is not a finite number"
    ),
    (
      "events: {e: {when: x * x > 0}}",
      "step 0: a.yaml:5:20: events.e.when: 'x * x' is not a finite number"
    ),
    (
      "measures: {m: 1e308 * 10 - 1e308 * 10}",
      "step 2: a.yaml:5:15: measures.m: measure 'm' is not a finite number"
    ),
  ])
  func `a value that is not finite fails the trial`(more: String, failure: String) throws {
    let found = try Play(Self.world(more)).failure()
    #expect(found == failure, "\(found ?? "none")")
  }

  @Test(arguments: [
    "lognormal(800, 0.001)", "exponential(1e300) * 1e300", "uniform(1e200, 2e200) ^ 1 * 1e200",
  ])
  func `a draw that is not finite fails the trial although nothing reads it`(text: String) throws {
    let play = try Play("parameters: {x: \"\(text)\"}")
    #expect(try play.failure()?.hasSuffix("is not a finite number") == true)
  }

  @Test(arguments: [
    "if(x > 0, 1, 1 / (x * x))", "if(x > 0 or x * x > 0, 1, 0)", "if(x < 0 and x * x > 0, 0, 1)",
    "x / 1.1e308", "max(1, x) / max(1, x)", "by(mood, calm=1, storm=x * x)",
    "if(first(never) + x * x > 0, 0, 1)",
  ])
  func `what is not asked for cannot fail`(text: String) throws {
    let play = try Play(
      Self.world(
        """
        state: {mood: {start: calm, markov: {calm: {}, storm: {}}}}
        events: {never: {probability: 0}}
        measures: {m: "\(text)"}
        """))
    #expect(try play.failure() == nil)
  }

  @Test(arguments: [
    "ideal: x", "ideal: 0, no_deal: x * x", "ideal: 0, capability: x * x",
    "ideal: 0, tolerance: {sd: x * x, persistence: 0}", "ideal: 0, utility: x * x",
    "ideal: 0, red_lines: {pie: {above: 0, slope: x * x}}",
  ])
  func `nor does infinity get lost in talks`(party: String) throws {
    let play = try Play(
      Self.world(
        """
        issues: {pie: {status_quo: 0.5}}
        parties: {a: {\(party)}, b: {ideal: 1}}
        talks: {protocol: single_text, opening: {pie: 0.4}}
        """))
    #expect(try play.failure() != nil)
  }
}
