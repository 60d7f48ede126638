import Foundation
import Scenarios
import Sim
import Testing

/// Draws have addresses: what is edited elsewhere leaves them as they were.
struct DrawTests {
  private static let world = """
    clock: {step: week, steps: 5}
    parameters:
      p: normal(0, 1)
    state:
      x: {start: p, next: "x + normal(0, 1) + p"}
    events:
      e: {rate: 0.3 per week}
    measures:
      x: x
      n: count(e)

    """

  private func rows(_ body: String) throws -> [[Double]] {
    let play = try Play(body)
    return try (0..<10).map { n in
      [try play.value("x", trial: n), try play.value("n", trial: n)]
    }
  }

  @Test(arguments: [
    ("  p: normal(0, 1)", "  before: beta(2, 3)\n  p: normal(0, 1)\n  after: gamma(2, 3)"),
    ("state:", "state:\n  y: {start: \"normal(0, 1)\", random_walk: {sd: 1}}"),
    ("events:", "events:\n  f: {rate: 0.5 per week}\n  g: {probability: 0.1}"),
    ("measures:", "definitions: {d: x + p}\nmeasures:\n  another: d"),
    ("  e: {rate: 0.3 per week}", "  e: {rate: 0.3 per week}\n  z: {when: x > 0}"),
    ("clock:", "issues: {army: {}, land: {}}\nclock:"),
  ])
  func `adding an entry leaves the draws of others as they were`(
    place: String, with: String
  ) throws {
    let edited = Self.world.replacingOccurrences(of: place, with: with)
    #expect(try rows(edited) == rows(Self.world))
  }

  @Test func `renaming an entry gives new random numbers to it alone`() throws {
    let renamed = Self.world.replacingOccurrences(of: "  e: {", with: "  raid: {")
      .replacingOccurrences(of: "count(e)", with: "count(raid)")
    let (old, new) = (try rows(Self.world), try rows(renamed))
    #expect(old.map { $0[0] } == new.map { $0[0] })
    #expect(old.map { $0[1] } != new.map { $0[1] })
  }

  @Test func `id keeps the random numbers of a draw while others join it`() throws {
    func found(_ value: String) throws -> [Double] {
      let play = try Play("parameters: {p: \"\(value)\"}\nmeasures: {m: p}")
      return try (0..<5).map { try play.value("m", trial: $0) }
    }
    let one = try found("normal(0, 1, id=weather)")
    #expect(try found("0 * normal(0, 1) + normal(0, 1, id=weather)") == one)
    #expect(try found("normal(0, 1)") != one)
  }

  @Test func `an id stands once in an expression`() throws {
    #expect(
      try modelErrors("parameters: {p: \"normal(0, 1, id=w) + beta(2, 3, id=w)\"}") == [
        "a.yaml:3:39: error: parameters.p: the id 'w' is taken in this expression"
      ])
  }

  @Test func `two distributions in one expression are two draws`() throws {
    let play = try Play(
      """
      parameters: {p: "normal(0, 1) - normal(0, 1)"}
      measures: {m: p}
      """)
    #expect(try play.value("m") != 0)
  }

  @Test func `a parameter read twice is one value`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      parameters: {p: "normal(0, 1)", q: p}
      state: {x: {start: 0, next: p}}
      measures: {m: x - q, p: p}
      """)
    #expect(try play.values("m").dropFirst() == [0, 0, 0])
    let p = try play.value("p")
    #expect(try play.values("p") == [p, p, p, p])
  }

  @Test func `a draw in an effect is made each time the event fires`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      state: {x: {start: 0}}
      events: {e: {probability: 1, effects: {x: "normal(0, 1)"}}}
      measures: {m: x}
      """)
    let found = try play.values("m")
    #expect(found[0] == 0 && found[1] != 0 && found[2] != found[1])
  }

  @Test func `a distribution may depend on the clock`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      state: {x: {start: 0, next: "x + poisson(step)"}}
      measures: {m: x}
      """)
    // Poisson numbers of means 1, 2 and 3; 4,096 trials, seed 1, within 4 standard errors.
    #expect(try play.measures("m", trials: 4_096).deviation(from: 6) < 4)
    #expect(try play.values("m").count == 4)
  }

  @Test func `a start is drawn once per trial`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      state: {x: {start: "normal(0, 1)"}}
      measures: {m: x}
      """)
    let found = try play.values("m")
    #expect(found == [found[0], found[0], found[0]])
  }

  @Test func `elements have draws of their own, by name`() throws {
    func found(_ issues: String) throws -> Double {
      try Play(
        """
        clock: {step: week, steps: 2}
        issues: {\(issues)}
        state: {x: {each: issue, start: "normal(0, 1)", random_walk: {sd: 1}}}
        measures: {m: "x[army]"}
        """
      ).value("m")
    }
    let alone = try found("army: {}")
    #expect(try found("land: {}, army: {}") == alone)
    #expect(try found("army: {}, land: {}, sea: {}") == alone)
  }

  @Test func `sites are called by entry, element, family and number`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      issues: {army: {}}
      parties: {a: {ideal: 0.5}}
      parameters: {p: "normal(0, 1) + normal(0, 1) + beta(2, 3)"}
      state:
        x: {each: issue, start: "uniform(0, 1)", next: "x[issue] + normal(0, 1)"}
        y: {each: [issue, party], start: 0, random_walk: {sd: 1}}
        z: {start: 0, next: "z + normal(0, 1, id=weather)"}
        mood: {start: i, markov: {i: {j: 0.1}, j: {}}}
      events:
        e: {rate: "gamma(1, 1) per week", effects: {z: "normal(0, 1)"}}
        f: {probability: 0.2, competes: g}
        h: {probability: 0.2, competes: g}
      measures: {m: count(e) + count(f)}
      """)
    #expect(
      Set(play.model.graph.draws.map(\.path)) == [
        "parameters.p:normal#1", "parameters.p:normal#2", "parameters.p:beta#1",
        "state.x.start[army]:uniform#1", "state.x[army]:normal#1", "state.y[army,a]:normal#1",
        "id:weather", "state.mood:chance#1", "events.e:chance#1",
        "events.e.rate:gamma#1", "events.e.effects.z:normal#1", "competes.g:chance#1",
      ])
  }

  @Test func `settings change no one else's random numbers`() throws {
    let play = try Play(Self.world)
    let set = try Play(
      Self.world, settings: [Setting(path: "events.e.rate", value: "0.6 per week")])
    for n in 0..<10 {
      #expect(try play.value("x", trial: n) == set.value("x", trial: n))
      #expect(try play.value("n", trial: n) <= set.value("n", trial: n))
    }
  }

  @Test(arguments: [
    ("definitions: {d: \"normal(0, 1)\"}", "a.yaml:3:19: error: definitions.d: "),
    ("measures: {d: \"normal(0, 1)\"}", "a.yaml:3:16: error: measures.d: "),
    ("signals: {d: \"chance(0.5)\"}", "a.yaml:3:15: error: signals.d: "),
    (
      "outcomes: {a: {at_end: \"chance(0.5)\"}, b: otherwise}",
      "a.yaml:3:25: error: outcomes.a.at_end: "
    ),
    (
      "state: {x: {start: 0, within: [0, \"normal(0, 1)\"]}}",
      "a.yaml:3:36: error: state.x.within: "
    ),
    (
      "clock: {step: week, steps: 2}\nevents: {e: {when: \"chance(0.5)\"}}",
      "a.yaml:4:21: error: events.e.when: "
    ),
    (
      "clock: {step: week, steps: 2}\nevents: {e: {step: 1, while: \"chance(0.5)\"}}",
      "a.yaml:4:31: error: events.e.while: "
    ),
  ])
  func `elsewhere a distribution is an error`(body: String, place: String) throws {
    let message = "a distribution cannot stand here: declare it under parameters or state"
    let found = try modelErrors(body)
    #expect(found == [place + message], "\(found)")
  }

  @Test(arguments: [
    (
      "parameters: {p: x + 1}\nstate: {x: {start: 0}}",
      "a.yaml:3:17: error: parameters.p: "
        + "a parameter is drawn once per trial and cannot read what moves"
    ),
    (
      "clock: {step: week, steps: 2}\nstate: {x: {start: 0}}\n"
        + "events: {e: {probability: \"beta(1 + x, 2)\"}}",
      "a.yaml:5:28: error: events.e.probability: "
        + "beta is drawn once per trial here and cannot depend on what moves"
    ),
    (
      "clock: {step: week, steps: 2}\nstate: {x: {start: 0}}\n"
        + "events: {a: {step: 1}, e: {after: a, delay: x * 1 week}}",
      "a.yaml:5:45: error: events.e.delay: "
        + "a delay is known once per trial and cannot depend on what moves"
    ),
  ])
  func `what is drawn once cannot depend on what moves`(body: String, message: String) throws {
    let found = try modelErrors(body)
    #expect(found == [message], "\(found)")
  }

  @Test(arguments: [
    ("normal(0, -1)", 18, "normal: sd must be 0 or more, but is -1"),
    ("beta(0, 1)", 18, "beta: alpha must be above 0, but is 0"),
    ("uniform(2, 1)", 18, "uniform: min must not be above max, but they are 2 and 1"),
    ("truncated(normal(0, 1))", 18, "truncated needs low and high"),
    (
      "truncated(normal(0, 1), 2)", 42,
      "truncated with one bound must say on which side: write low= or high= before it"
    ),
    (
      "truncated(normal(0, 1), 3, 2)", 18,
      "truncated: low must not be above high, but they are 3 and 2"
    ),
    ("truncated(1, 0, 1)", 28, "'truncated' needs a distribution here"),
    (
      "truncated(levy(1, 1.5), 0, 1)", 28,
      "levy has no distribution function and cannot be truncated"
    ),
    (
      "mixture(normal(0, 1))", 26,
      "mixture takes pairs (distribution, weight), but the last distribution has no weight"
    ),
    ("mixture(1, 1)", 26, "'mixture' needs a distribution here"),
    (
      "discrete(1)", 27,
      "discrete takes pairs (value, weight), but the last value has no weight"
    ),
    (
      "compound(normal(3, 1), gamma(1, 1))", 27,
      "the count of compound must be a whole number, as poisson(3), but normal gives any number"
    ),
    (
      "compound(chance(0.5), gamma(1, 1))", 27,
      "the count of compound must be a whole number, as poisson(3), but chance gives a condition"
    ),
    (
      "compound(poisson(3), 2)", 39,
      "the size of compound must be one distribution, as lognormal(0, 1); scale or shift the sum "
        + "instead"
    ),
    ("compound(poisson(3))", 18, "compound needs size"),
    (
      "compound(2.5, gamma(1, 1))", 18,
      "compound: the count must be a whole number from 0 to 1000000, but is 2.5"
    ),
    (
      "truncated(compound(2, gamma(1, 1)), 0, 1)", 28,
      "compound has no distribution function and cannot be truncated"
    ),
    ("normal(0, 1, id=3)", 34, "'id' must be a name"),
    (
      "normal(true, 1)", 25,
      "'normal' needs a number, but this is a condition; "
        + "'if(c, 1, 0)' makes a number of a condition"
    ),
    ("normal(0)", 18, "normal needs sd"),
    (
      "normal(mean=0, spread=1)", 40,
      "normal has no argument 'spread'; it takes (mean, sd) or (p5, p95)"
    ),
  ])
  func `a distribution that cannot be`(text: String, column: Int, message: String) throws {
    let found = try modelErrors("parameters: {p: \"\(text)\"}")
    #expect(found == ["a.yaml:3:\(column): error: parameters.p: \(message)"], "\(found)")
  }
}
