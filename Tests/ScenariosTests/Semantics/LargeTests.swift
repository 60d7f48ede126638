import Sim
import Testing

@testable import Scenarios

@Suite("Expressions that multiply, and long chains of names", .serialized)
struct LargeTests {
  private func problem(_ body: String) throws -> [String] {
    do {
      _ = try scenario(body).model()
      return []
    } catch let found as Diagnostics {
      return found.all.map(\.headline)
    }
  }

  @Test
  func `what parties are capable of is read once for all parties and issues`() throws {
    var body = "clock: {step: week, steps: 3}\nparameters: {x: 'uniform(0, 1)'}\nissues:\n"
    for k in 0..<5 { body += "  i\(k): {low: x, high: y, status_quo: 0.5}\n" }
    body += "parties:\n"
    for p in 0..<400 {
      body += "  p\(p): {ideal: 0.5, no_deal: 0.3, capability: x + x * 2 - x * x + 1}\n"
    }
    body += "talks: {protocol: single_text, access: x + x * 2 - x * x}\n"
    #expect(try problem(body + "outcomes: {deal: {as_soon_as: settled}, end: otherwise}\n") == [])
  }

  @Test
  func `a definition is read once where it means the same`() throws {
    var body =
      "clock: {step: week, steps: 3}\nparameters: {p: 'uniform(0, 1)'}\ndefinitions:\n  d0: p\n"
    for k in 1...30 { body += "  d\(k): d\(k - 1) - d\(k - 1) * d\(k - 1)\n" }
    let play = try Play(body + "measures: {p: p, m: d30}\n")
    var x = try play.value("p")
    for _ in 1...30 { x -= x * x }
    #expect(try play.value("m") == x)
  }

  @Test
  func `a definition that reads what is judged means something else for each text and party`()
    throws
  {
    let body = """
      clock: {step: week, steps: 1}
      issues: {a: {low: x, high: y, status_quo: 0.5}}
      parties:
        x: {ideal: 1, no_deal: 0, effects: {one: twice}}
        y: {ideal: 0, no_deal: 0}
      definitions: {once: text.a, twice: once + once}
      plans: {low: {terms: {a: 0.25}}, high: {terms: {a: 0.75}}}
      talks: {protocol: single_text}
      measures: {m: "value(x, high) - value(x, low)", n: "utility(x, high) - utility(x, low)"}
      """
    let play = try Play(body.replacing("effects: {one: twice}", with: "value: default + twice"))
    let (values, utilities) = (try play.value("m"), try play.value("n"))
    #expect(abs(values - utilities - 1) < 1e-12)
  }

  @Test
  func `a definition in 'carried_when' means something else where it is read beside the talks`()
    throws
  {
    let body = """
      clock: {step: week, steps: 1}
      issues: {a: {low: x, high: y, status_quo: 0.5}}
      parties: {x: {ideal: 1, no_deal: 0.3}, y: {ideal: 0, no_deal: 0.3}}
      definitions: {both: x.accepts and y.accepts}
      talks: {protocol: nash, carried_when: both}
      outcomes: {deal: {as_soon_as: settled and both}, none: otherwise}
      measures: {m: 'if(both, 1, 0)', n: 'if(x.accepts and y.accepts, 1, 0)', z: 'if(zone, 1, 0)'}
      """
    let play = try Play(body)
    #expect(try play.value("m") == play.value("n"))
    #expect(try play.value("m") == 1)
    #expect(try play.outcome() == "deal")
  }

  @Test
  func `a definition that reads others again and again can be remembered`() throws {
    var body =
      "clock: {step: week, steps: 3}\nstate: {s: {start: 1, next: s + 1}}\ndefinitions:\n  d0: s\n"
    for k in 1...30 { body += "  d\(k): (d\(k - 1) + d\(k - 1)) / 2\n" }
    let play = try Play(body + "measures: {m: highest(d30), n: 'if(d30 > 2, d30, d29)'}\n")
    #expect(try play.value("m") == 4)
  }

  /// Each state is changed by an event that looks at the state before it, the last one first.
  @Test
  func `a long chain of states and events takes a list and no stack`() throws {
    let count = 3_000
    var body = "clock: {step: week, steps: 2}\nstate:\n"
    for k in (1...count).reversed() { body += "  s\(k): {start: 0}\n" }
    body += "  s0: {start: 1}\nevents:\n"
    for k in (1...count).reversed() {
      body += "  e\(k): {probability: 'if(s\(k - 1) > 0, 1, 0)', effects: {s\(k): 1}}\n"
    }
    #expect(try problem(body + "measures: {m: s\(count)}\n") == [])
  }

  @Test
  func `a circle of many names is reported with all of them`() throws {
    let count = 200
    let parameters = (0..<count).map { "  a\($0): a\(($0 + 1) % count) + 1\n" }.joined()
    let found = try problem("parameters:\n\(parameters)")
    let names = ((0..<count).map { "a\($0)" } + ["a0"]).joined(separator: " needs ")
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("error: parameters.a0: \(names)") == true, "\(found)")
  }

  @Test
  func `a trial at the end of a long chain of names fails with its own words`() throws {
    let count = 5000
    let parameters = (1..<count).map { "  a\($0): a\($0 - 1) + uniform(0, 1)\n" }.joined()
    let play = try Play(
      "parameters:\n  a0: 0\n\(parameters)  z: normal(0, -a\(count - 1))\nmeasures: {m: z}\n")
    let failure = try #require(try play.failure())
    #expect(failure.hasPrefix("step 0:") && failure.contains("normal"), "\(failure)")
  }

  @Test
  func `sums within sums end with an error`() throws {
    let parties = (0..<12).map { "p\($0): {ideal: 0.5}" }.joined(separator: ", ")
    let open = String(repeating: "sum(", count: 8)
    let close = (0..<8).map { " for v\($0) in parties)" }.joined()
    let found = try problem(
      "issues: {a: {low: x, high: y}}\nparties: {\(parties)}\n"
        + "measures: {m: \"\(open)v0.capability + v7.capability\(close)\"}\n")
    #expect(found.count == 1)
    #expect(
      found[0].hasSuffix(
        "error: measures.m: the scenario's expressions are read more than 5000000 times, which is the "
          + "limit: sums within sums and definitions within definitions multiply"), "\(found)")
  }

  @Test
  func `thousands of names may need each other in turn, in any order of the file`() throws {
    let count = 3000
    let parameters = (1..<count).reversed().map { "  a\($0): a\($0 - 1) + 1\n" }.joined()
    let play = try Play("parameters:\n\(parameters)  a0: 0\nmeasures: {m: a\(count - 1)}\n")
    #expect(try play.value("m") == Double(count - 1))
    let states = (1..<count).reversed().map {
      "  a\($0): {start: 0, next: a\($0 - 1) + 1}\n"
    }.joined()
    _ = try Play(
      "clock: {step: week, steps: 1}\nstate:\n\(states)  a0: {start: 0}\nmeasures: {m: a\(count - 1)}\n"
    )
  }

  @Test(arguments: [
    "ideal: zone_of", "ideal: accepts(x, q)", "ideal: 'utility(x, q)'",
    "weight: {a: zone_of}, ideal: 1",
  ])
  func `what needs itself in a way that no name shows is an error`(setting: String) throws {
    let written = setting.replacing("zone_of", with: "'if(zone, 1, 0)'")
    let found = try problem(
      """
      clock: {step: week, steps: 3}
      issues: {a: {low: x, high: y, status_quo: 0.5}}
      parties: {x: {\(written), no_deal: 0.3}, y: {ideal: 0, no_deal: 0.3}}
      plans: {q: {terms: {a: 0.4}}}
      talks: {protocol: single_text}
      measures: {m: x.utility, z: zone}
      """)
    #expect(!found.isEmpty)
  }

  @Test
  func `a plan, a status quo or a level that needs itself is an error`() throws {
    for (body, circle) in [
      (
        "issues: {a: {low: x, high: y, status_quo: status_quo.a}}\nmeasures: {m: status_quo.a}\n",
        "a.status_quo needs a.status_quo"
      ),
      (
        "issues: {a: {low: x, high: y}}\nplans: {q: {terms: {a: q.a}}}\nmeasures: {m: q.a}\n",
        "q needs q"
      ),
    ] {
      #expect(try problem(body).contains { $0.hasSuffix(": " + circle) }, "\(circle)")
    }
  }

  /// Every place where an expression may read the talks.
  @Test(
    arguments: [
      "state: {s: {start: 0, next: 'if(W, 1, 0)'}}", "state: {s: {start: 'if(W, 1, 0)'}}",
      "state: {s: {start: 0, next: s, within: ['if(W, 1, 0)', 2]}}",
      "parameters: {p: 'if(W, 1, 0)'}",
      "state: {s: {start: 0, random_walk: {sd: 'if(W, 1, 0)'}}}",
      "state: {s: {start: 0, mean_reverting: {toward: 'if(W, 1, 0)', pull: 0.5, sd: 1}}}",
      "state: {s: {start: a, markov: {a: {b: 'if(W, 1, 0)'}, b: {}}}}",
      "events: {e: {probability: 10%, while: W}}", "events: {e: {rate: 'if(W, 1, 0) per week'}}",
      "events: {e: {when: W}}", "events: {e: {after: signed, delay: 'if(W, 1, 2) * 1 week'}}",
      "state: {s: {start: 0}}\nevents: {e: {probability: 10%, effects: {s: 'if(W, 1, 0)'}}}",
      "definitions: {d: W}\nstate: {s: {start: 0, next: 'if(d, 1, 0)'}}", "signals: {g: W}",
      "measures: {m: W}", "measures: {m: held_for(W) / 1 week}", "measures: {m: 'previous(W, 3)'}",
      "plans: {q: {terms: {a: 'if(W, 1, 0)'}}}",
      "plans: {q: {terms: {a: 0.5}, written_by: {x: 'if(W, 1, 0)'}}}",
      "outcomes: {a: {as_soon_as: W}, z: otherwise}", "outcomes: {a: {at_end: W}, z: otherwise}",
      "talks: {protocol: single_text, round: {probability: 'if(W, 1, 0)'}}",
      "talks: {protocol: single_text, secrecy: 'if(W, 1, 0)'}",
      "talks: {protocol: single_text, public: W}",
      "verify: {expect: {m: {share: z, equals: 'if(W, 1, 0)'}}}\noutcomes: {z: otherwise}",
    ],
    [
      "zone", "x.needed", "max_gap > 0", "x.accepts", "hard_line_crossed", "balanced",
      "core_settled",
    ])
  func `what the talks make of texts can be read in every place, or is refused there`(
    place: String, word: String
  ) throws {
    let talks = place.contains("talks:") ? "" : "talks: {protocol: single_text}\n"
    _ = try? problem(
      """
      clock: {step: week, steps: 3}
      issues: {a: {low: x, high: y, status_quo: 0.5}}
      parties: {x: {ideal: 1, no_deal: 0.3, role: belligerent}, y: {ideal: 0, no_deal: 0.3, role: belligerent}}
      \(talks)\(place.replacing("W", with: word))
      """)
  }

  @Test
  func `a zone in the next value of a state is the zone of the last step's end`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      issues: {a: {low: x, high: y, status_quo: 0.5}}
      parties: {x: {ideal: 1, no_deal: 0.3}, y: {ideal: 0, no_deal: 0.3}}
      talks: {protocol: single_text}
      state: {s: {start: 0, next: 'if(zone, 1, 0)'}}
      measures: {m: s}
      """)
    #expect(try play.values("m").suffix(2) == [1, 1])
  }
}
