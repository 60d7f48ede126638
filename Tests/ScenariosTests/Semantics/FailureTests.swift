import Testing

/// Branches not taken, missing values, and what makes a trial fail.
struct FailureTests {
  @Test(arguments: [
    "if(x == 0, 1, 1 / x)", "if(x != 0, log(x), 1)", "if(x == 0 or 1 / x > 0, 1, 0)",
    "if(x != 0 and 1 / x > 0, 0, 1)", "if(not (x != 0 and sqrt(x - 1) > 0), 1, 0)",
    "by(mood, calm=1, storm=1 / x)", "if(x == 1 / 1 or x == 0 or exp(1000 + x) > 0, 1, 0)",
  ])
  func `only what is asked for can fail`(text: String) throws {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      state:
        x: {start: 0}
        mood: {start: calm, markov: {calm: {}, storm: {}}}
      measures: {m: "\(text)"}
      """)
    #expect(try play.values("m") == [1, 1])
  }

  @Test(arguments: [
    "missing < 1", "missing <= 1", "missing > 1", "missing >= 1", "missing == 1", "missing != 1",
    "missing == missing", "missing != missing", "1 < missing", "missing + 1 > 0",
    "0 * missing == 0", "max(missing, 1) >= 1", "min(1, missing) <= 1", "missing ^ 2 >= 0",
    "since(never) < 5 weeks", "since(never) != 5 weeks", "date_of(never) > 2026-01-01",
    "ever(missing)", "happened(never)", "clamp(missing, 0, 1) >= 0", "abs(missing) >= 0",
    "log(missing) < 5", "round(missing) == 0", "logistic(missing) > 0",
  ])
  func `every comparison with a missing value is false`(text: String) throws {
    let play = try Play(
      """
      clock: {start: 2026-01-01, step: week, steps: 2}
      definitions: {missing: first(never)}
      events: {never: {probability: 0}}
      measures: {m: "\(text)", not_m: "not (\(text))"}
      """)
    #expect(try play.value("m") == 0)
    #expect(try play.value("not_m") == 1)
  }

  @Test func `a missing measure is missing and no failure`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      events: {never: {probability: 0}}
      measures: {m: first(never) + 1}
      """)
    #expect(try play.value("m").isNaN)
  }

  private static func world(_ next: String) -> String {
    """
    clock: {step: week, steps: 3}
    state:
      n: {start: 2, next: n - 1}
      x: {start: 0, next: "\(next)"}
    """
  }

  @Test(arguments: [
    ("1 / n", "step 2: a.yaml:6:24: state.x.next: division by zero"),
    ("2 weeks / (n * 1 week)", "step 2: a.yaml:6:24: state.x.next: division by zero"),
    ("log(n)", "step 2: a.yaml:6:24: state.x.next: log of a number that is not above 0"),
    ("sqrt(n)", "step 3: a.yaml:6:24: state.x.next: sqrt of a number below 0"),
    ("logit(n / 2)", "step 2: a.yaml:6:24: state.x.next: logit of a number not between 0 and 1"),
    ("exp(800 - 50 * n)", "step 1: a.yaml:6:24: state.x.next: exp of more than 709.78"),
    ("n ^ -1", "step 2: a.yaml:6:24: state.x.next: a power that is not a finite number"),
    ("(n - 1.5) ^ 0.5", "step 1: a.yaml:6:24: state.x.next: a power that is not a finite number"),
    (
      "1e300 * 1e300 * n",
      "step 1: a.yaml:6:24: state.x.next: state 'x' is missing or not a finite number"
    ),
    (
      "first(n == 0)",
      "step 1: a.yaml:6:24: state.x.next: state 'x' is missing or not a finite number"
    ),
    ("normal(0, n)", "step 3: a.yaml:6:24: state.x.next: normal: sd must be 0 or more, but is -1"),
    ("beta(n, 1)", "step 2: a.yaml:6:24: state.x.next: beta: alpha must be above 0, but is 0"),
    (
      "if(chance(n), 1, 0)",
      "step 3: a.yaml:6:27: state.x.next: chance: p must be between 0 and 1, but is -1"
    ),
  ])
  func `a trial fails in the step that needs the impossible`(next: String, failure: String) throws {
    let found = try Play(Self.world(next)).failure()
    #expect(found == failure, "\(found ?? "none")")
  }

  /// A state that is missing or infinite fails where that comes from; `n` is 0 at the end of step 2.
  @Test(arguments: [
    ("{start: 1e300 * 1e300 * n}", "step 0: a.yaml:6:14: state.x.start"),
    ("{start: 0, next: \"x + first(n == 0)\"}", "step 1: a.yaml:6:24: state.x.next"),
    (
      "{start: 0, mean_reverting: {to: first(n == 0), pull: 0.1, sd: 0}}",
      "step 1: a.yaml:6:38: state.x.mean_reverting.to"
    ),
    (
      "{start: 0, random_walk: {drift: first(n == 0), sd: 0}}",
      "step 1: a.yaml:6:38: state.x.random_walk.drift"
    ),
    (
      "{start: 0, random_walk: {sd: first(n == 0)}}", "step 1: a.yaml:6:35: state.x.random_walk.sd"
    ),
    (
      "{start: 1, geometric: {drift: 1e300 * n * 1e300, sd: 0}}",
      "step 1: a.yaml:6:36: state.x.geometric.drift"
    ),
    (
      "{start: 1, geometric: {drift: 400, sd: 0}}", "step 2: a.yaml:6:36: state.x.geometric.drift"
    ),
    (
      "{start: 1, jump: {rate: 5 per week, size: first(n == 0)}}",
      "step 1: a.yaml:6:48: state.x.jump.size"
    ),
    (
      "{start: 1, next: x, within: [first(n == 0), 9]}", "step 0: a.yaml:6:35: state.x.within"
    ),
  ])
  func `a state fails where its value comes from`(state: String, place: String) throws {
    let found = try Play(
      """
      clock: {step: week, steps: 3}
      state:
        n: {start: 2, next: n - 1}
        x: \(state)
      """
    ).failure()
    #expect(
      found == "\(place): state 'x' is missing or not a finite number", "\(found ?? "none")")
  }

  @Test func `an effect fails where it stands, and only if its event happens`() throws {
    let found = try Play(
      """
      clock: {step: week, steps: 3}
      state: {x: {start: 1, next: x}}
      events:
        e: {step: 2, effects: {x: first(x == 5)}}
        f: {when: x == 9, effects: {x: first(x == 5)}}
      """
    ).failure()
    #expect(
      found
        == "step 2: a.yaml:6:29: events.e.effects.x: state 'x' is missing or not a finite number",
      "\(found ?? "none")")
  }

  @Test func `a chance of leaving that is missing fails its trial`() throws {
    let found = try Play(
      """
      clock: {step: week, steps: 3}
      state: {x: {start: 1}, s: {start: a, markov: {a: {b: first(x == 2)}, b: {}}}}
      """
    ).failure()
    #expect(
      found
        == "step 1: a.yaml:4:54: state.s.markov.a.b: the chances of leaving 'a' are not in 0 … 1 "
        + "together", "\(found ?? "none")")
  }

  /// n is 1 at the end of step 1.
  @Test(arguments: [
    (
      "events: {e: {probability: n - 1.5}}",
      "step 1: a.yaml:6:27: events.e.probability: a probability outside 0 … 1"
    ),
    (
      "events: {e: {probability: first(n == 0)}}",
      "step 1: a.yaml:6:27: events.e.probability: a probability outside 0 … 1"
    ),
    (
      "events: {e: {rate: n - 1.5 per week}}",
      "step 1: a.yaml:6:20: events.e.rate: a rate below 0 or missing"
    ),
    (
      "events: {e: {rate: first(n == 0) per week}}",
      "step 1: a.yaml:6:20: events.e.rate: a rate below 0 or missing"
    ),
    (
      "events: {e: {probability: n / 4, competes: g}, f: {probability: 0.8, competes: g}}",
      "step 1: a.yaml:6:44: events.e.competes: the probabilities of 'g' add to more than 1"
    ),
    (
      "  e: {start: a, markov: {a: {b: n - 1.5}, b: {}}}",
      "step 1: a.yaml:6:33: state.e.markov.a.b: "
        + "the chances of leaving 'a' are not in 0 … 1 together"
    ),
    (
      "  e: {start: 0, random_walk: {sd: n - 1.5}}",
      "step 1: a.yaml:6:35: state.e.random_walk.sd: sd is below 0"
    ),
    (
      "  e: {start: 0, jump: {rate: n - 1.5 per week, size: 1}}",
      "step 1: a.yaml:6:30: state.e.jump.rate: the rate is below 0"
    ),
  ])
  func `a chance or a spread that is out of bounds fails the trial`(
    body: String, failure: String
  ) throws {
    let measure = body.hasPrefix("events") ? "count(e)" : "count(n > 5)"
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      state:
        n: {start: 2, next: n - 1}
      \(body)
      measures: {m: \(measure)}
      """)
    let found = try play.failure()
    #expect(found == failure, "\(found ?? "none")")
  }

  @Test func `a measure may be missing but not infinite`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      state: {x: {start: 1e300}}
      measures: {m: x * x}
      """)
    #expect(
      try play.failure() == "step 1: a.yaml:5:15: measures.m: measure 'm' is not a finite number")
  }

  @Test func `a trial that has failed is in no share`() throws {
    let play = try Play(
      """
      parameters: {p: chance(0.5)}
      measures: {m: "if(p, 1 / 0, 7)"}
      """, seed: 3)
    let found = try play.measures("m", trials: 100)
    #expect(found.allSatisfy { $0 == 7 } && (30...70).contains(found.count))
  }
}
