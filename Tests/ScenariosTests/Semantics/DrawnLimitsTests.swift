import Scenarios
import Testing

/// What a constant may not be, a draw may not be either; and what does nothing is refused.
struct DrawnLimitsTests {
  private func failure(_ body: String, steps: Int = 4) throws -> String? {
    try Play(
      """
      clock: {step: week, steps: \(steps)}
      parameters: {u: "uniform(0, 1)"}
      \(body)
      """
    ).failure()
  }

  private static func talks(_ talks: String, _ party: String = "") -> String {
    """
    issues: {pie: {status_quo: 0.5}}
    parties: {one: {ideal: 1, no_deal: 0\(party)}, two: {ideal: 0, no_deal: 0}}
    talks: {\(talks)}
    """
  }

  @Test(arguments: [
    (
      "events: {e: {step: 1}, f: {after: e, delay: (u - 5) * 1 week}}", "a delay cannot be negative"
    ),
    (
      "state: {x: {start: 0, within: [u + 1, 0]}}",
      "'within' gives the lower bound first, but it is above the upper one"
    ),
    (
      "state: {x: {start: 0, next: \"clamp(x, u + 1, 0)\"}}",
      "the lower bound of 'clamp' is above the upper one"
    ),
    (
      "state: {x: {start: 0, jump: {rate: (1 + u) * 1e10 per week, size: 1}}}",
      "a state jumps at most 1,000,000,000 times a step"
    ),
    (
      talks("protocol: simultaneous, concession: {one: u + 1, two: 0.1}"),
      "'concession.one' is not in 0 … 1"
    ),
    (
      talks(
        "protocol: single_text, opening: {pie: 0.5}",
        ", ratifiers: {senate: {support: 0.4, after: 2 weeks, deadline: u * 1 week}}"),
      "the deadline comes before the vote"
    ),
  ])
  func `a draw that a constant may not be fails the trial`(body: String, message: String) throws {
    let found = try failure(body)
    #expect(found?.hasSuffix(": " + message) == true, "\(String(describing: found))")
  }

  @Test func `a drawn delay of more than 1,000 steps fails where the clock goes on`() throws {
    let body = "events: {e: {step: 1}, f: {after: e, delay: (u + 1001) * 1 week}}"
    let found = try failure(body, steps: 1_100)
    #expect(found?.hasSuffix(": a delay is at most 1,000 steps") == true)
    #expect(try failure(body, steps: 900) == nil)
  }

  @Test(arguments: [
    ("truncated(normal(0, 1, id=q), -1, 1)", "truncated"),
    ("mixture(normal(0, 1, id=q), 1, normal(0, 2), 2)", "mixture"),
    ("compound(poisson(3, id=q), exponential(1))", "compound"),
    ("compound(3, exponential(1, id=q))", "compound"),
  ])
  func `an id inside another distribution is refused`(draw: String, outer: String) throws {
    let found = try modelErrors("parameters: {x: \"\(draw)\"}")
    let message = "what '\(outer)' is made of is not drawn by itself: give 'id' to '\(outer)'"
    let place = try #require(draw.firstIndex(of: "q"))
    let column = 18 + draw.distance(from: draw.startIndex, to: place)
    #expect(found == ["a.yaml:3:\(column): error: parameters.x: \(message)"])
  }

  @Test(arguments: [
    ("random_walk: {sd: 1}", "random_walk", 44, ".random_walk.sd"),
    ("random_walk: {drift: 2, sd: 1}", "random_walk", 47, ".random_walk.drift"),
    ("geometric: {sd: 1}", "geometric", 42, ".geometric.sd"), ("decay: 0.1", "decay", 33, ".decay"),
    ("mean_reverting: {to: 0, pull: 0.1, sd: 1}", "mean_reverting", 47, ".mean_reverting.to"),
    ("jump: {rate: 1 per week, size: 1}", "jump", 57, ".jump.size"),
    ("within: [0, 1]", "within", 35, ".within"),
    ("next: not x, within: [0, 1]", "within", 48, ".within"),
  ])
  func `what is of numbers is no state that is true or false`(
    process: String, what: String, column: Int, path: String
  ) throws {
    let found = try modelErrors(
      "clock: {step: week, steps: 2}\nstate: {x: {start: true, \(process)}}")
    let message = "'\(what)' is of numbers, but state 'x' is a condition"
    #expect(found == ["a.yaml:4:\(column): error: state.x\(path): \(message)"])
  }

  @Test func `nor one of regimes`() throws {
    let found = try modelErrors(
      """
      clock: {step: week, steps: 2}
      state: {x: {start: a, markov: {a: {b: 0.1}, b: {}}, within: [0, 1]}}
      """)
    #expect(
      found == [
        "a.yaml:4:62: error: state.x.within: 'within' is of numbers, but state 'x' is a label"
      ])
  }

  /// 0.3 − 0.1·3 is −5.6e-17, 0.29·100 is 28.999999999999996, and 0.1·3 is 4e-17 above 0.3.
  @Test(arguments: [
    "normal(0, z)", "exponential(z)", "laplace(0, z)", "rayleigh(z)", "gamma(1, z)", "cauchy(0, z)",
    "binomial(29% * 100, 0.5)", "zipf(1.5, 0.29 * 100)", "erlang(0.29 * 100, 1)",
    "binomial(29% * 1e8, 0.5)", "uniform(0.1 * 3, 0.3)", "triangular(0.1 * 3, 0.3, 1)",
    "triangular(0.1 * 3, 0.1 * 3, 0.3)", "triangular(0.3, 0.1 * 3, 0.3)", "pert(0, 0.1 * 3, 0.3)",
    "pert(0.1 * 3, 0.1 * 3, 0.3)", "pert(0.1 * 3, 0.3, 0.3)",
    "normal(p5=0.1 * 3, p95=0.3)", "lognormal(p5=0.1 * 3, p95=0.3)",
    "compound(0.29 * 100, normal(0, 1))", "sqrt(z)",
  ])
  func `rounding takes no argument out of its domain`(value: String) throws {
    for z in ["0.3 - 0.1 * 3", "(0.3 - 0.1 * 3) * (1 + 0 * u)"] {
      let body = "parameters: {u: \"uniform(0, 1)\", z: \(z), x: \"\(value)\"}\nmeasures: {x: x}"
      #expect(try Play(body).failure() == nil, "\(value), z = \(z)")
    }
  }

  @Test(arguments: [
    ("normal(0, -2e-9)", "normal: sd must be 0 or more, but is -2e-09"),
    ("normal(0, -5e-10)", "normal: sd must be 0 or more, but is -5e-10"),
    (
      "uniform(5e-10, 2e-10)",
      "uniform: min must not be above max, but they are 5e-10 and 2e-10"
    ),
    (
      "binomial(29 + 2e-9, 0.5)",
      "binomial: n must be a whole number from 0 to 1000000000, but is 29.000000002"
    ),
    (
      "uniform(0.3 + 2e-9, 0.3)",
      "uniform: min must not be above max, but they are 0.300000002 and 0.3"
    ),
  ])
  func `more than rounding does`(value: String, message: String) throws {
    let found = try modelErrors("parameters: {x: \"\(value)\"}")
    #expect(found.count == 1 && found[0].hasSuffix(": \(message)"), "\(found)")
  }

  /// 1e8·(0.1·3) is one last digit above 3e7, which is more than 1e-9.
  @Test(arguments: [
    "state: {x: {start: 0, within: [1e8 * (0.1 * 3), 3e7]}}",
    "state: {x: {start: 0, next: \"clamp(x, 1e8 * (0.1 * 3), 3e7)\"}}",
    "state: {x: {start: 0, next: \"clamp(x, 1e8 * (0.1 * 3) + 0 * u, 3e7)\"}}",
    "state: {x: {start: 0, within: [-1e308, 1.7e308]}}",
    "state: {x: {start: 0, next: \"clamp(x, -1.7e308, 1e308 + 0 * u)\"}}",
  ])
  func `bounds of any size that meet but for rounding are in order`(body: String) throws {
    #expect(try failure(body) == nil)
  }

  @Test func `a width that is too large for a number is refused`() throws {
    #expect(
      try modelErrors("parameters: {x: \"uniform(-1e308, 1e308)\"}\nmeasures: {m: x}") == [
        "a.yaml:3:18: error: parameters.x: uniform: max - min must be finite, but they are 1e+308 and -1e+308"
      ])
  }

  @Test func `chances of a group that add up to more than 1 are an error`() throws {
    #expect(
      try modelErrors(
        """
        clock: {step: week, steps: 2}
        events: {a: {probability: 70%, competes: g}, b: {probability: 70%, competes: g}}
        """) == [
          "a.yaml:4:42: error: events.a.competes: the probabilities of 'g' add to more than 1"
        ])
  }

  @Test func `nor may a constant rate of jumps be so large`() throws {
    let found = try modelErrors(
      "clock: {step: week, steps: 2}\n"
        + "state: {x: {start: 0, jump: {rate: 1e10 per week, size: 1}}}")
    let message = "a state jumps at most 1,000,000,000 times a step"
    #expect(found == ["a.yaml:4:36: error: state.x.jump.rate: \(message)"])
  }

  @Test func `a constant that is too large is named where what it makes has no place`() throws {
    let found = try failure(
      Self.talks("protocol: random_proposer, discount: 0.9, recognition: 1e308"))
    let message = ": a value that may be made of '1e+308' is not a finite number"
    #expect(found?.hasSuffix(message) == true, "\(String(describing: found))")
  }

  @Test(arguments: ["exchange", "pce", "challenge"])
  func `capabilities that are too large to be added fail the trial`(protocolName: String) throws {
    let found = try failure(
      """
      issues: {a: {}, b: {}}
      parties: {one: {ideal: 1, no_deal: 0, capability: 1e308}, two: {ideal: 0, no_deal: 0}}
      talks: {protocol: \(protocolName)}
      """)
    let message = ": capabilities add up to more than 1e300"
    #expect(found?.hasSuffix(message) == true, "\(String(describing: found))")
  }

  @Test func `where nobody can be drawn nobody proposes`() throws {
    let message = "the 'recognition' of all parties is 0, so nobody is ever drawn"
    let found = try modelErrors(
      "clock: {step: week, steps: 2}\n"
        + Self.talks("protocol: random_proposer, discount: 0.9, recognition: 0"))
    #expect(found.count == 1 && found[0].hasSuffix(": \(message)"), "\(found)")
    let drawn = try failure(
      Self.talks("protocol: random_proposer, discount: 0.9, recognition: floor(u)"))
    #expect(drawn == "step 1: a.yaml:7:19: talks.protocol: \(message)")
  }

  @Test func `where nobody has votes no plan wins`() throws {
    let text = """
      clock: {step: week, steps: 2}
      issues: {pie: {status_quo: 0.5}}
      parties: {one: {ideal: 1, no_deal: 0}, two: {ideal: 0, no_deal: 0}}
      plans: {p: {terms: {pie: 0.4}}}
      talks: {protocol: plan_vote, opening: p, votes: 0}
      measures: {signed: happened(signed)}
      outcomes: {done: otherwise}
      """
    #expect(try Play(text).value("signed") == 0)
    #expect(
      try scenario(text).lowered().notes.map(\.description) == [
        "a.yaml:7:19: note: talks.protocol: nobody has any votes, so no plan is ever chosen"
      ])
  }
}
