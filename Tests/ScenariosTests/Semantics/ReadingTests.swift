import Foundation
import Scenarios
import Sim
import Testing

/// What a name means where it is read.
struct ReadingTests {
  /// Sections and entries of one scenario in any order; outcomes keep theirs.
  @Test func `order in the file never matters`() throws {
    let sections = [
      "parameters": ["  p: uniform(0, 1)", "  q: normal(p, 1)", "  r: beta(2, 3)"],
      "definitions": ["  d: x + y * p", "  f: d - r"],
      "state": [
        "  x: {start: q, mean_reverting: {to: y, pull: 0.1, sd: 0.2}}",
        "  y: {start: 0, next: \"y + normal(0, 1) - r + if(fires(g), 1, 0)\"}",
        "  mood: {start: a, markov: {a: {b: 0.2, c: 0.1}, b: {a: 0.5}, c: {}}}",
      ],
      "events": [
        "  e: {rate: 0.1 + abs(previous(d)) / 10 per week}",
        "  g: {probability: 0.3, effects: {x: \"x + 0.1 * normal(0, 1)\"}}",
        "  h: {rate: 0.2 per week, competes: group}",
        "  i: {rate: 0.1 per week, competes: group}",
      ],
      "measures": ["  m: x + y", "  n: f + count(e) + 100 * count(h)", "  o: mood == b"],
      "clock": ["  {step: week, steps: 8}"],
      "outcomes": ["  up: {at_end: x > y}", "  down: otherwise"],
    ]
    func rows(_ order: [String], _ reversed: Bool) throws -> [TrialResult] {
      let text = order.map { name in
        let entries = sections[name] ?? []
        let swaps = reversed && name != "outcomes"
        return "\(name):\n" + (swaps ? entries.reversed() : entries).joined(separator: "\n")
      }
      let play = try Play(text.joined(separator: "\n"))
      return (0..<20).map { n in
        var result = play.trial(n)
        if reversed {
          result.measures.reverse()
          result.parameters.reverse()
          // Each event is a milestone.
          result.milestones.reverse()
        }
        return result
      }
    }
    let names = sections.keys.sorted()
    let first = try rows(names, false)
    #expect(try rows(names.reversed(), true) == first)
    let mixed = ["state", "events", "outcomes", "definitions", "measures", "parameters", "clock"]
    #expect(try rows(mixed, true) == first)
  }

  @Test func `a name means its value in this step wherever its entry stands`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      state:
        double: {start: 0, next: 2 * x}
        x: {start: 1, next: x + 1}
      measures: {double: double}
      """)
    #expect(try play.values("double") == [0, 4, 6])
  }

  @Test func `a definition is its expression in parentheses`() throws {
    let play = try Play(
      """
      definitions: {sum_of_two: 1 + 2}
      measures: {m: 3 * sum_of_two}
      """)
    #expect(try play.value("m") == 9)
  }

  @Test func `in its own next a state is its value so far`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      definitions: {twice: 2 * x}
      state: {x: {start: 1, next: x + twice}}
      measures: {x: x}
      """)
    #expect(try play.values("x") == [1, 3, 9, 27])
  }

  @Test func `a trigger reads a state that its event changes as moved but not yet changed`() throws
  {
    // x moves to 1, is found at 1 and set to 5 in step 1; then it moves to 6, 7, …
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      state: {x: {start: 0, next: x + 1}}
      events:
        first_change: {when: x == 1, effects: {x: x + 4}}
        second_change: {when: x == 1, effects: {x: x * 10}}
      measures: {x: x}
      """)
    #expect(try play.values("x") == [0, 50, 51, 52])
  }

  @Test func `an event that changes nothing reads states after all changes`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      state: {x: {start: 0, next: x + 1}}
      events:
        seen: {when: x == 5}
        change: {step: 1, effects: {x: x + 4}}
      measures: {seen: happened(seen)}
      """)
    #expect(try play.value("seen") == 1)
  }

  @Test func `a trigger reads all events as they stood before the step`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 4}
      events:
        a: {step: 2}
        b: {probability: "if(happened(a), 1, 0)"}
        c: {probability: "if(fires(b), 1, 0)"}
      measures: {b: first(b), c: first(c)}
      """)
    #expect(try play.value("b") == 3)
    #expect(try play.value("c") == 4)
  }

  @Test func `several events change one state in the order of the file`() throws {
    func after(_ first: String, _ second: String) throws -> Double {
      try Play(
        """
        clock: {step: week, steps: 1}
        state: {x: {start: 3}}
        events:
          \(first)
          \(second)
        measures: {x: x}
        """
      ).value("x")
    }
    let add = "add: {step: 1, effects: {x: x + 1}}"
    let double = "double: {step: 1, effects: {x: 2 * x}}"
    #expect(try after(add, double) == 8)
    #expect(try after(double, add) == 7)
  }

  @Test func `right-hand sides of one event read the values before it`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      state: {x: {start: 1}, y: {start: 2}}
      events: {swap: {step: 1, effects: {x: y, y: x}}}
      measures: {x: x, y: y}
      """)
    #expect(try play.value("x") == 2)
    #expect(try play.value("y") == 1)
  }

  @Test func `an effect stands in full at the end of its step and decays from the next`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      state: {tension: {start: 0, decay: 50%}}
      events: {incident: {step: 1, effects: {tension: tension + 0.8}}}
      measures: {tension: tension}
      """)
    #expect(try play.values("tension") == [0, 0.8, 0.4, 0.2])
  }

  @Test func `within holds after process and effects`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      state: {x: {start: 0.5, next: x + 0.4, within: [0, 1]}}
      events: {fall: {step: 3, effects: {x: x - 5}}}
      measures: {x: x}
      """)
    #expect(try play.values("x") == [0.5, 0.9, 1, 0])
  }

  @Test func `within holds the start too`() throws {
    let play = try Play("state: {x: {start: 7, within: [0, 1]}}\nmeasures: {x: x}")
    #expect(try play.value("x") == 1)
  }

  @Test(arguments: [
    (
      """
      clock: {step: week, steps: 1}
      definitions: {middle: (offer_a + offer_b) / 2}
      state:
        offer_a: {start: 0, next: middle}
        offer_b: {start: 1, next: middle}
      """,
      "a.yaml:4:15: error: definitions.middle: offer_a needs middle needs offer_b needs middle: "
        + "write previous(offer_b) in one"
    ),
    (
      """
      clock: {step: week, steps: 1}
      state:
        x: {start: 0, next: y}
        y: {start: 1, next: x}
      """,
      "a.yaml:5:3: error: state.x: x needs y needs x: write previous(y) in one"
    ),
    (
      """
      clock: {step: week, steps: 1}
      state: {x: {start: 0, next: "if(fires(e), 1, 0)"}}
      events: {e: {probability: x}}
      """,
      "a.yaml:4:9: error: state.x: x needs e needs x: write previous(fires(e)) in one"
    ),
    (
      "state: {x: {start: y}, y: {start: x}}",
      "a.yaml:3:9: error: state.x: x needs y needs x at the start: one must start without the others"
    ),
    (
      "parameters: {a: b + 1, b: a * 2}",
      "a.yaml:3:14: error: parameters.a: a needs b needs a"
    ),
    (
      "definitions: {a: b + 1, b: a * 2}",
      "a.yaml:3:15: error: definitions.a: a needs b needs a: a definition has no past, so make one of them "
        + "a state"
    ),
    (
      "definitions: {a: a + 1}",
      "a.yaml:3:15: error: definitions.a: a needs a: a definition has no past, so make one of them a state"
    ),
  ])
  func `a circle is an error that prints it`(body: String, message: String) throws {
    let found = try modelErrors(body)
    #expect(found == [message], "\(found)")
  }

  @Test(arguments: [
    ("ideal: 1, seats: q.seats", "ideal: 0, seats: p.seats", "p.seats needs q.seats"),
    ("ideal: 'q.ideal[i]'", "ideal: 'p.ideal[i]'", "p.ideal[i] needs q.ideal[i]"),
    (
      "ideal: 1, capability: q.capability", "ideal: 0, capability: p.capability",
      "p.capability needs q.capability"
    ),
  ])
  func `a circle through numbers of parties too`(p: String, q: String, part: String) throws {
    let found = try modelErrors(
      """
      clock: {step: week, steps: 1}
      issues: {i: {status_quo: 0}}
      parties: {p: {\(p)}, q: {\(q)}}
      measures: {m: 'p.ideal[i]', n: p.capability}
      """)
    #expect(
      found.contains { $0.contains(part) && $0.hasSuffix(": one must do without the others") },
      "\(found)")
  }

  @Test func `where a state is in such a circle its past breaks it`() throws {
    func found(_ seats: String) throws -> [String] {
      try modelErrors(
        """
        clock: {step: week, steps: 2}
        issues: {i: {status_quo: 0}}
        state: {x: {start: 0, next: p.seats + 1}}
        parties: {p: {ideal: 1, seats: \(seats)}, q: {ideal: 0}}
        measures: {x: x}
        """)
    }
    #expect(
      try found("x") == [
        "a.yaml:5:9: error: state.x: x needs p.seats needs x: write previous(x) in one"
      ])
    #expect(try found("previous(x)") == [])
  }

  @Test func `previous of an event that fires breaks a circle`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 4}
      state: {x: {start: 0, next: "x + if(previous(fires(e)), 10, 1)"}}
      events: {e: {when: x > 1}}
      measures: {x: x}
      """)
    #expect(try play.values("x") == [0, 1, 2, 12, 13])
  }

  @Test func `previous breaks a circle`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      state:
        x: {start: 0, next: y + 1}
        y: {start: 10, next: previous(x) + 1}
      measures: {x: x, y: y}
      """)
    #expect(try play.values("y") == [10, 1, 3, 5])
    #expect(try play.values("x") == [0, 2, 4, 6])
  }

  @Test func `long chains of states are no circle`() throws {
    let states = (1...80).map { "  s\($0): {start: 0, next: \($0 == 80 ? "p" : "s\($0 + 1) + 1")}" }
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      parameters: {p: 1}
      definitions: {d: s1}
      state:
      \(states.joined(separator: "\n"))
      measures: {m: d}
      """)
    #expect(try play.value("m") == 80)
  }

  @Test func `definitions nest 32 deep at most`() throws {
    func body(_ n: Int) -> String {
      let all = (1...n).map { "  d\($0): \($0 == n ? "1" : "d\($0 + 1)")" }
      return "definitions:\n" + all.joined(separator: "\n")
    }
    #expect(try modelErrors(body(32)) == [])
    #expect(
      try modelErrors(body(33)).first
        == "a.yaml:35:8: error: definitions.d32: definitions are nested more than 32 deep")
  }

  @Test func `a child file keeps its parent's random numbers`() throws {
    let parent = """
      format: 1
      scenario: parent
      clock: {step: week, steps: 4}
      parameters: {p: "normal(0, 1)"}
      state: {x: {start: 0, random_walk: {sd: 1}}}
      outcomes: {done: otherwise}
      measures: {m: x + p}
      """
    let child = try Play(
      """
      extends: parent.yaml
      parameters: {another: "normal(0, 1)"}
      measures: {m: x + p + 0 * another}
      outcomes: {end: otherwise}
      """, others: ["parent.yaml": parent])
    let alone = try Play(String(parent.dropFirst("format: 1\nscenario: parent\n".count)))
    for n in 0..<5 { #expect(try child.value("m", trial: n) == alone.value("m", trial: n)) }
  }
}
