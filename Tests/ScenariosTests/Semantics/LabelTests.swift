import Testing

/// Labels belong to what has them: beside it they are read whatever else their names mean.
struct LabelTests {
  /// A regime that is left with chance 0.06 in each of ten steps: 1 − 0.94¹⁰.
  @Test(arguments: ["talks", "truce", "signed", "date", "week", "no", "log", "rest"])
  func `a regime may be called as anything built in`(name: String) throws {
    let play = try Play(
      """
      clock: {step: week, steps: 10}
      state:
        phase: {start: war, markov: {war: {\(name): 0.06}, \(name): {}}}
      measures: {held: "count(phase == \(name))", back: "if(\(name) == phase, 1, 0)"}
      outcomes:
        in_it: {at_end: phase == \(name)}
        rest: otherwise
      """)
    let trials = 20_000
    let share = try #require(try play.shares(trials: trials)["in_it"])
    let right = 0.46138490
    #expect(abs(share - right) < 4 * (right * (1 - right) / Double(trials)).squareRoot())
    let back = try play.measures("back", trials: 1_000)
    let held = try play.measures("held", trials: 1_000)
    #expect(zip(back, held).allSatisfy { ($0 == 1) == ($1 > 0) })
  }

  @Test(arguments: [
    ("phase == talks", 1.0), ("talks == phase", 1), ("phase != talks", 0), ("war == phase", 0),
    ("other == phase", 1), ("phase == again", 1), ("again == talks", 1), ("talks != again", 0),
    ("if(true, talks, phase) == phase", 1), ("if(false, phase, war) == phase", 0),
    ("previous(phase) == talks", 1), ("by(phase, talks=1, war=2, zone=3) == 1", 1),
    ("held_for(phase == talks) == 4 weeks", 1), ("any(phase == talks for i in parties)", 1),
    ("talks.secrecy == 1 and not talks_met and phase == talks", 1),
    ("p.role == settled", 1), ("settled == p.role", 1), ("p.role == p", 0), ("q.role == p", 1),
    ("outcome == settled", 1), ("settled == outcome", 1), ("outcome == p", 0),
    ("settled == halted", 1), ("count(settled) == 0", 1),
  ])
  func `beside its state, a party's role or the outcome a label is a label`(
    text: String, value: Double
  ) throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      issues: {x: {status_quo: 0}}
      parties: {p: {role: settled, ideal: 1}, q: {role: p, ideal: 0}}
      talks: {protocol: single_text, round: {probability: 0}}
      state:
        phase: {start: talks, markov: {talks: {}, war: {}, zone: {}}}
        other: {start: phase}
      definitions: {again: phase}
      measures: {m: "\(text)"}
      outcomes: {p: {at_end: settled}, settled: otherwise}
      """)
    #expect(try play.value("m") == value)
  }

  @Test func `a label set by an event, and a regime called as a word of the talks`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      state:
        phase: {start: "if(1 > 2, war, talks)", markov: {talks: {}, war: {}, zone: {}}}
      events:
        e: {step: 2, effects: {phase: zone}}
        f: {step: 3, effects: {phase: "if(phase == zone, talks, war)"}}
      measures: {m: "by(phase, talks=1, war=2, zone=3)"}
      """)
    #expect(try play.values("m") == [1, 1, 3, 1])
  }

  /// A memory of a label is one of the state, not of the word of the talks: an event sees it in the
  /// same step.
  @Test func `a memory of a label reads the state alone`() throws {
    func shown(_ label: String) throws -> [Double] {
      try Play(
        """
        clock: {step: week, steps: 6}
        issues: {x: {status_quo: 0}}
        parties: {p: {ideal: 1}}
        talks: {protocol: single_text, round: {probability: 0}}
        state:
          phase: {start: war, markov: {war: {\(label): 0.5}, \(label): {}}}
        events: {e: {when: "count(phase == \(label)) >= 1"}}
        measures: {m: count(e), n: "count(phase == \(label))"}
        """
      ).values("m")
    }
    #expect(try shown("signed") == shown("peace"))
  }

  @Test func `a name that is no label of the state is refused`() throws {
    let found = try modelErrors(
      """
      clock: {step: week, steps: 3}
      state: {phase: {start: talks, markov: {talks: {}, war: {}}}}
      measures: {a: phase == zone, b: phase == peace, c: phase == no}
      """)
    #expect(
      found == [
        "a.yaml:5:24: error: measures.a: 'zone' belongs to talks, and this scenario has none",
        "a.yaml:5:42: error: measures.b: 'peace' is none of talks, war",
        "a.yaml:5:61: error: measures.c: 'no' is none of talks, war",
      ], "\(found)")
  }
}
