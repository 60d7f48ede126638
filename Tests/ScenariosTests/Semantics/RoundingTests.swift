import Testing

/// What is beyond a bound by rounding only is held to the bound; what is beyond it by more is not.
struct RoundingTests {
  /// 0.1 + 0.7 + 0.2 is one unit in the last place above 1 in some order of the sum.
  private static let aboveOne = "1 + 2e-16 * if(u < 2, 1, 0) + 4e-16"
  private static let belowZero = "-3e-17 * if(u < 2, 1, 0)"

  private func failure(_ body: String) throws -> String? {
    try Play(
      """
      clock: {step: week, steps: 2}
      parameters:
        u: uniform(0, 1)
        above: \(Self.aboveOne)
        below: \(Self.belowZero)
      \(body)
      """
    ).failure()
  }

  private static let places = [
    "events: {e: {probability: P}}", "events: {e: {probability: P per year}}",
    "events: {e: {probability: P, competes: g}, f: {probability: 0, competes: g}}",
    "state: {x: {start: 0, decay: P}}",
    "state: {x: {start: 0, mean_reverting: {to: 1, pull: P, sd: 0}}}",
    "state: {x: {start: a, markov: {a: {b: P}, b: {}}}}",
    "state: {x: {start: 0, next: \"if(chance(P), 1, 0)\"}}",
    "state: {x: {start: 0, next: bernoulli(P)}}",
    "state: {x: {start: 0, next: \"binomial(3, P)\"}}",
    "state: {x: {start: 0, next: \"mixture(uniform(0, 1), P, uniform(1, 2), 1)\"}}",
    "state: {x: {start: 0, next: \"discrete(1, P, 2, 1)\"}}",
    talks("ideal: P"), talks("ideal: 1, no_deal: {win_chance: P, cost: 0}"),
    talks("ideal: 1, tolerance: {sd: 0, persistence: P}"),
    talks("ideal: 1, tolerance: {sd: 0, persistence: P per year}"),
    talks("ideal: 1, reference: {catches_up: P}"),
    talks("ideal: 1, ratifiers: {senate: {slope: 1, needs: P}}"),
    talks("ideal: 1, ratifiers: {senate: {support: P}}"),
    talks("ideal: 1", "breach: P"), talks("ideal: 1", "round: {probability: P}"),
    talks("ideal: 1", "opening: {pie: P}"),
    talks("ideal: 1", "opening: {pie: 0.5}", "plans: {a: {terms: {pie: P}, written_by: {one: P}}}"),
    talks(
      "ideal: 1", "opening: {pie: 0.5}",
      "durability: {settlement: {rate: 1 per week, sham: P, sham_half_life: 1 week}}"),
  ]

  private static func talks(_ party: String, _ key: String = "", _ more: String = "") -> String {
    """
    issues: {pie: {status_quo: 0.5}}
    parties: {one: {\(party)}, two: {ideal: 0}}
    talks: {protocol: single_text\(key.isEmpty ? "" : ", " + key)}
    \(more)
    """
  }

  @Test(arguments: places) func `a share beyond a bound by rounding is the bound`(
    place: String
  ) throws {
    for value in ["above", "below"] {
      #expect(try failure(place.replacing("P", with: value)) == nil, "\(value)")
    }
  }

  @Test(arguments: [
    ("sd: below", "random_walk: {sd: below}"), ("rate", "jump: {rate: below per week, size: 1}"),
    ("sd", "geometric: {sd: below}"),
  ])
  func `nor is a size below 0 by rounding an error`(_: String, process: String) throws {
    #expect(try failure("state: {x: {start: 1, \(process)}}") == nil)
  }

  @Test func `a chance that rounding left above 1 is sure`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      parameters: {a: "gamma(1, 1)", b: "gamma(1, 1)", c: "gamma(1, 1)"}
      definitions: {all: a + b + c}
      events: {some: {probability: a / all + b / all + c / all}}
      measures: {fired: happened(some)}
      """, seed: 4)
    let fired = try play.measures("fired", trials: 2_000)
    #expect(fired.count == 2_000 && fired.allSatisfy { $0 == 1 })
  }

  @Test(arguments: ["1 + 2e-9", "-2e-9"])
  func `more than rounding fails the trial`(value: String) throws {
    let found = try Play(
      """
      clock: {step: week, steps: 1}
      parameters: {u: "uniform(0, 1)"}
      events: {e: {probability: "\(value) + 0 * u"}}
      measures: {m: count(e)}
      """
    ).failure()
    #expect(found == "step 1: a.yaml:5:28: events.e.probability: a probability outside 0 … 1")
  }

  @Test func `a logarithm that moves needs a value above 0`() throws {
    let message = "'geometric' moves the logarithm of 'x', which must be above 0"
    #expect(
      try failure("state: {x: {start: -u, geometric: {sd: 0.1}}}")
        == "step 1: a.yaml:8:20: state.x.start: " + message)
    #expect(
      try failure(
        """
        state: {x: {start: 1, geometric: {sd: 0.1}}}
        events: {e: {step: 1, effects: {x: 0}}}
        """)
        == "step 2: a.yaml:8:39: state.x.geometric.sd: 'geometric' moves the logarithm of 'x', which has come "
        + "to 0 or below")
    #expect(try failure("state: {x: {start: u, geometric: {sd: 0.1}}}") == nil)
    // A start that is drawn is not to blame for what an event does later.
    #expect(
      try failure(
        """
        state: {x: {start: 1 + u, geometric: {sd: 0.1}}}
        events: {e: {step: 1, effects: {x: 0}}}
        """)
        == "step 2: a.yaml:8:43: state.x.geometric.sd: 'geometric' moves the logarithm of 'x', which has come "
        + "to 0 or below")
    #expect(
      try modelErrors("state: {x: {start: 0, within: [1, 2], geometric: {sd: 0.1}}}")
        == [])
  }
}

/// What a state may start from.
struct StartWordTests {
  @Test(
    arguments: [
      ("zone", 1), ("broken_off", 0), ("settled", 0), ("truce", 0), ("talks_met", 0), ("halted", 0),
      ("fighting", 1), ("core_settled", 0), ("balanced", 0), ("hard_line_crossed", 0),
      ("not zone", 0), ("one.needed", 1), ("one.accepts", 1), ("happened(signed)", 0),
    ] as [(String, Double)])
  func `a condition of the talks can be a start`(word: String, value: Double) throws {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      issues: {pie: {status_quo: 0.5}}
      parties:
        one: {ideal: 1, no_deal: 0.2, role: belligerent}
        two: {ideal: 0, no_deal: 0.2, role: belligerent}
      talks: {protocol: single_text, opening: {pie: 0.5}}
      state: {x: {start: \(word)}}
      measures: {x: x}
      """)
    #expect(try play.values("x") == [value, value])
  }

  @Test(
    arguments: [
      ("steps", 1), ("rounds", 0), ("max_gap", 0), ("draft.pie", 0.5), ("one.utility", 0.5),
      ("distance(draft, status_quo)", 0),
    ] as [(String, Double)])
  func `so can a number of the talks`(word: String, value: Double) throws {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      issues: {pie: {status_quo: 0.5}}
      parties: {one: {ideal: 1, no_deal: 0.2}, two: {ideal: 0, no_deal: 0.2}}
      talks: {protocol: single_text, opening: {pie: 0.5}}
      state: {x: {start: "\(word)"}}
      measures: {x: x}
      """)
    #expect(try play.values("x") == [value, value])
  }
}
