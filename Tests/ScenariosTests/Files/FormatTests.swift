import Sim
import Testing

@testable import Scenarios

@Suite("Keys and shapes")
struct FormatTests {
  @Test
  func `A file with five different mistakes has five errors`() throws {
    let body = """
      clock: {start: 2025-02-30, step: week, steps: 1_000}
      parameters:
        x: {value: 1, unti: m}
        y: [1]
      state:
        z: {start: 1 + }

      """
    #expect(
      try errors(body) == [
        "a.yaml:3:16: error: clock.start: there is no day 2025-02-30",
        "a.yaml:3:47: error: clock.steps: expected a whole number, but this is '1_000': "
          + "write 1000",
        "a.yaml:5:17: error: parameters.x: unknown key 'unti'; did you mean 'unit'?",
        "a.yaml:6:6: error: parameters.y: expected a number or an expression, or a map, "
          + "but this is a list",
        "a.yaml:8:16: error: state.z.start: a value is missing after '+'",
      ])
  }

  @Test
  func `Unknown keys, with the nearest or all known ones`() throws {
    #expect(
      try errors("parametrs: {x: 1}\n") == [
        "a.yaml:3:1: error: unknown key 'parametrs'; did you mean 'parameters'?"
      ])
    #expect(
      try errors("clock: {step: week, steps: 3, frequency: 2}\n") == [
        "a.yaml:3:31: error: clock: unknown key 'frequency'; known: start, step, steps"
      ])
    #expect(
      try errors("topics: {fee: {low: 0, high: 1}}\nagents: {a: {ideal: 1}}\n") == [
        "a.yaml:3:1: error: unknown key 'topics'; did you mean 'issues'?",
        "a.yaml:4:1: error: unknown key 'agents'; did you mean 'parties'?",
      ])
  }

  @Test
  func `A colon that is missing before braces is said`() throws {
    #expect(
      try errors("parameters: {x: 1}\nmeasures {m: x}\n") == [
        "a.yaml:4:1: error: a colon and a space are missing after 'measures'"
      ])
    // A bracket that is closed is part of what the key is called.
    #expect(
      try errors(
        "clock: {step: week, steps: 3}\nparties:\n  p: {ideal: 0}\n  q:\n    ideal[fee]: 0.3\n")
        == [
          "a.yaml:7:5: error: parties.q: unknown key 'ideal[fee]'; known: role, ideal, weight, worth, "
            + "curvature, capability, red_lines, no_deal, tolerance, reference, delivers, ratifiers, utility, "
            + "value, accepts, after_breach, about, source"
        ])
  }

  @Test
  func `A list of two numbers is no range`() throws {
    #expect(
      try errors("parameters: {x: [0.3, 0.6], y: {value: [10 days, 5 weeks]}, z: [a, b]}\n") == [
        "a.yaml:3:17: error: parameters.x: '[0.3, 0.6]' is no range; write uniform(0.3, 0.6), in quotes if "
          + "braces stand around it",
        "a.yaml:3:40: error: parameters.y.value: '[10 days, 5 weeks]' is no range; write uniform(10, 35) * 1 "
          + "day, in quotes if braces stand around it",
        "a.yaml:3:64: error: parameters.z: expected a number or an expression, or a map, but this is a list",
      ])
  }

  @Test
  func `Missing keys, with what they mean`() throws {
    #expect(
      try errors(whole: "format: 1\nclock: {step: week}\n") == [
        "a.yaml:1:1: error: 'scenario' is missing (the scenario's name, as results carry it)",
        "a.yaml:1:1: error: a scenario needs outcomes, the last of them 'otherwise'",
        "a.yaml:2:1: error: clock: 'steps' is missing (how many steps there are)",
      ])
  }

  @Test
  func `What an entry has besides is read even where it lacks what it is made of`() throws {
    #expect(
      try errors("durability: {truce: {sham: 1 +}}\n") == [
        "a.yaml:3:1: error: durability: 'durability' is of what talks agree, and there are no talks",
        "a.yaml:3:14: error: durability.truce: 'rate' is missing "
          + "(how often one breaks, per unit of time)",
        "a.yaml:3:30: error: durability.truce.sham: a value is missing after '+'",
      ])
  }

  @Test
  func `The version of the format`() throws {
    #expect(
      try errors(whole: "scenario: s\n") == [
        "a.yaml:1:1: error: 'format' is missing: begin with 'format: 1'"
      ])
    #expect(
      try errors(whole: "format: 2\nx: y\n") == [
        "a.yaml:1:9: error: format: format '2' is not known; this program reads format 1"
      ])
  }

  @Test
  func `Words that must be one of a few`() throws {
    #expect(
      try errors("talks: {protocol: singel_text}\n") == [
        "a.yaml:3:19: error: talks.protocol: unknown protocol 'singel_text'; "
          + "did you mean 'single_text'?"
      ])
    #expect(
      try errors("definitions:\n  d: {value: 1, each: [step]}\n") == [
        "a.yaml:4:24: error: definitions.d.each: unknown element 'step'; known: issue, party, other"
      ])
    #expect(
      try errors("definitions:\n  d: {value: 1, each: [issue, issue]}\n") == [
        "a.yaml:4:31: error: definitions.d.each: 'issue' is named twice"
      ])
  }

  @Test
  func `Conditions, whole numbers and dates`() throws {
    #expect(
      try errors("issues:\n  a: {core: yes}\n  b: {core: Off}\n  c: {core: maybe}\n") == [
        "a.yaml:4:13: error: issues.a.core: expected true or false, but this is 'yes': write true",
        "a.yaml:5:13: error: issues.b.core: expected true or false, but this is 'Off': write false",
        "a.yaml:6:13: error: issues.c.core: expected true or false, but this is 'maybe'",
      ])
    #expect(
      try errors("clock: {step: week, steps: 010}\n") == [
        "a.yaml:3:28: error: clock.steps: expected a whole number, but this is '010': write 10"
      ])
    #expect(
      try errors("clock: {step: week, steps: \"\"}\n") == [
        "a.yaml:3:28: error: clock.steps: expected a whole number, but this is ''"
      ])
    #expect(
      try errors("clock: {step: week, steps: -}\n") == [
        "a.yaml:3:28: error: clock.steps: expected a whole number, but this is '-'"
      ])
    #expect(
      try errors("clock: {step: week, steps: 0}\n") == [
        "a.yaml:3:28: error: clock.steps: expected at least 1, but this is 0"
      ])
    #expect(
      try errors("clock: {start: 1.2.2026, step: week, steps: 1}\n") == [
        "a.yaml:3:16: error: clock.start: expected a date such as 2026-06-01, "
          + "but this is '1.2.2026'"
      ])
  }

  @Test
  func `Maps, lists and scalars in each other's place`() throws {
    #expect(
      try errors("clock: [1]\nparties: 3\nstate: {s: {start: {a: 1}, within: 2}}\n") == [
        "a.yaml:3:8: error: clock: expected a map, but this is a list",
        "a.yaml:4:10: error: parties: expected a map, but this is '3'",
        "a.yaml:5:20: error: state.s.start: expected a number or an expression, "
          + "but this is a map",
        "a.yaml:5:36: error: state.s.within: expected a list, but this is '2'",
      ])
    #expect(
      try errors("state: {s: {start: 1, within: [1]}}\n") == [
        "a.yaml:3:31: error: state.s.within: expected 2 values, but there is 1"
      ])
  }

  @Test
  func `Names`() throws {
    #expect(
      try errors("parameters: {Front: 1}\n") == [
        "a.yaml:3:14: error: parameters: 'Front' is not a name: a name is a lower-case letter, "
          + "then lower-case letters, digits and '_'; write 'front'"
      ])
    #expect(
      try errors(whole: "format: 1\nscenario: Ukraine 1\n") == [
        "a.yaml:2:11: error: scenario: 'Ukraine 1' is not a name: a name is a lower-case letter, "
          + "then lower-case letters, digits, '_' and '-'; write 'ukraine_1'"
      ])
    #expect(try errors(whole: "format: 1\nscenario: ukraine-19_a\n") == [])
  }

  @Test
  func `One trigger, one process, one side, one form`() throws {
    let body = """
      issues: {i: {low: a}}
      events:
        none: {once: true}
        two: {rate: 1 per week, when: true}
        late: {delay: 2 weeks}
      state:
        s: {start: 0, next: s, decay: 10%}
      parties:
        p: {no_deal: {win_chance: 1, cost: 0, text: status_quo}}
        q: {no_deal: {win_chance: 1}, red_lines: {i: {hard: true}}}
        r: {red_lines: {i: {above: 1, below: 0, hard: true}}}
        t: {red_lines: {i: {above: 1}}}
        u: {red_lines: {i: {above: 1, hard: true, slope: 2}}}

      """
    #expect(
      try errors(body) == [
        "a.yaml:5:3: error: events.none: no trigger: give one of rate, probability, date, step, "
          + "after, when",
        "a.yaml:6:27: error: events.two: 'when' and 'rate' exclude each other: give one trigger",
        "a.yaml:7:10: error: events.late: 'delay' needs 'after' beside it "
          + "(after each firing of another event)",
        "a.yaml:9:26: error: state.s: 'decay' and 'next' exclude each other: give one process",
        "a.yaml:11:41: error: parties.p.no_deal: 'text' and 'win_chance' exclude each other: "
          + "give one form",
        "a.yaml:12:17: error: parties.q.no_deal: 'win_chance' needs 'cost' beside it "
          + "(the cost of fighting on)",
        "a.yaml:12:45: error: parties.q.red_lines.i: no side: give one of above, below",
        "a.yaml:13:33: error: parties.r.red_lines.i: 'below' and 'above' exclude each other: "
          + "give one side",
        "a.yaml:14:19: error: parties.t.red_lines.i: give 'hard: true' or a 'slope'",
        "a.yaml:15:52: error: parties.u.red_lines.i.slope: a hard red line is never accepted: "
          + "it has no 'slope'",
      ])
  }
}
