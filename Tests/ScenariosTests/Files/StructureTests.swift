import Sim
import Testing

@testable import Scenarios

@Suite("What entries say of each other")
struct StructureTests {
  @Test
  func `A name is declared once`() throws {
    let body = "state: {front: {start: 1}}\nparameters: {front: 1}\nmeasures: {front: front}\n"
    #expect(
      try errors(body) == [
        "a.yaml:4:14: error: parameters.front: the name 'front' is taken: "
          + "a state at line 3, column 9"
      ])
  }

  @Test
  func `A name is no word of the language, nor the clock's`() throws {
    #expect(
      try errors("clock: {step: battle, steps: 2}\nparameters: {settled: 1, battle: 2}\n") == [
        "a.yaml:4:14: error: parameters.settled: 'settled' is a word of the language: "
          + "choose another name",
        "a.yaml:4:26: error: parameters.battle: 'battle' is the clock's step: "
          + "choose another name",
      ])
  }

  @Test
  func `Parties name issues and plans`() throws {
    let body = """
      issues: {land: {low: a}}
      plans: {geneva: {terms: {lnad: 1}, written_by: {p: 1, z: 0}, tabled: 2026-01-01}}
      parties:
        p:
          ideal: {lamd: 1}
          weight: {p: 1}
          red_lines: {army: {above: 1, hard: true}}
          no_deal: {text: genva}
          delivers: [land, water]

      """
    #expect(
      try errors(body) == [
        "a.yaml:4:26: error: plans.geneva.terms.lnad: there is no issue 'lnad'; "
          + "did you mean 'land'?",
        "a.yaml:4:55: error: plans.geneva.written_by.z: there is no party 'z'; known: p",
        "a.yaml:4:70: error: plans.geneva.tabled: a date needs a clock with a 'start'",
        "a.yaml:7:13: error: parties.p.ideal.lamd: there is no issue 'lamd'; did you mean 'land'?",
        "a.yaml:8:14: error: parties.p.weight.p: 'p' is a party, not an issue",
        "a.yaml:9:17: error: parties.p.red_lines.army: there is no issue 'army'; known: land",
        "a.yaml:10:21: error: parties.p.no_deal.text: there is no plan 'genva'; "
          + "did you mean 'geneva'?",
        "a.yaml:11:22: error: parties.p.delivers: there is no issue 'water'; known: land",
      ])
  }

  @Test
  func `Talks name plans and parties`() throws {
    let body = """
      parties: {russia: {ideal: 1}}
      talks:
        protocol: single_text
        opening: geneva
        access: {russa: 1}
        tilt: {toward: kremlin, by: 1}

      """
    #expect(
      try errors(body) == [
        "a.yaml:6:12: error: talks.opening: there is no plan 'geneva'; known: status_quo",
        "a.yaml:7:12: error: talks.access.russa: there is no party 'russa'; "
          + "did you mean 'russia'?",
        "a.yaml:8:18: error: talks.tilt.toward: there is no party 'kremlin'; known: russia",
      ])
  }

  @Test
  func `Events name events, states, plans and issues`() throws {
    let body = """
      issues: {army: {low: a}, land: {low: b}}
      state:
        offer: {each: issue, start: 0}
        front: {start: 0}
      events:
        a: {after: b}
        c: {after: signed}
        e:
          when: front > 1
          effects:
            frnt: 1
            offer[army]: 1
            offer: 0
            offer[navy]: 1
            front[army]: 1
            offer[army, land]: 1
            offer[army: 1
            offer[Army]: 1
          acts:
            - begin_truce
            - table: geneva
            - reopen: [army, navy]

      """
    #expect(
      try errors(body) == [
        "a.yaml:8:14: error: events.a.after: there is no event 'b'; known: a, c, e, signed, "
          + "ratified, rejected, truce_begins, truce_breaks, settlement_breaks",
        "a.yaml:9:14: error: events.c.after: 'signed' belongs to talks, "
          + "and this scenario has none",
        "a.yaml:13:7: error: events.e.effects.frnt: there is no state 'frnt'; "
          + "did you mean 'front'?",
        "a.yaml:16:13: error: events.e.effects.offer[navy]: there is no issue 'navy'; "
          + "known: army, land",
        "a.yaml:17:7: error: events.e.effects.front[army]: 'front' has no 'each'",
        "a.yaml:18:7: error: events.e.effects.offer[army, land]: 'offer' has one value for each "
          + "issue: name one of these",
        "a.yaml:19:7: error: events.e.effects.offer[army: a bracket is not closed in 'offer[army'",
        "a.yaml:20:13: error: events.e.effects.offer[Army]: 'Army' is not a name: a name is a "
          + "lower-case letter, then lower-case letters, digits and '_'; write 'army'",
        "a.yaml:22:9: error: events.e.acts: acts reach the talks, and this scenario has none",
        "a.yaml:23:16: error: events.e.acts.table: there is no plan 'geneva'",
        "a.yaml:24:24: error: events.e.acts.reopen: there is no issue 'navy'; known: army, land",
      ])
  }

  @Test
  func `Dates and steps of events lie on the clock`() throws {
    let body = """
      clock: {start: 2026-01-31, step: month, steps: 1}
      events:
        a: {date: 2026-01-31}
        b: {date: 2026-02-28}
        c: {date: 2026-03-01}
        d: {step: 2}

      """
    #expect(
      try errors(body) == [
        "a.yaml:5:13: error: events.a.date: 2026-01-31 is not after the clock's start, 2026-01-31",
        "a.yaml:7:13: error: events.c.date: 2026-03-01 is after the last step's date, 2026-02-28",
        "a.yaml:8:13: error: events.d.step: step 2 is after the last step, 1",
      ])
    #expect(
      try errors("events: {a: {date: 2026-01-31}, b: {step: 1}}\n") == [
        "a.yaml:3:20: error: events.a.date: a date needs a clock with a 'start'",
        "a.yaml:3:43: error: events.b.step: a step needs a clock",
      ])
    #expect(
      try errors("clock: {start: 2026-01-31, step: round, steps: 1}\n") == [
        "a.yaml:3:34: error: clock.step: a clock with a start steps by day, week, month, quarter "
          + "or year, not by 'round'"
      ])
  }

  @Test
  func `Plans are tabled on the clock, bounds are in order, delays are not negative`() throws {
    let body = """
      clock: {start: 2026-01-01, step: week, steps: 2}
      issues: {land: {status_quo: 0}}
      plans:
        p: {tabled: 2026-01-15, terms: {land: 1}}
        q: {tabled: 2026-01-16, terms: {land: 1}}
      state:
        x: {start: 0, within: [2, 0]}
        y: {start: 0, within: [-1, -1]}
        z: {start: 0, within: [-1, -200%]}
      events:
        e: {step: 1}
        f: {after: e, delay: -2 weeks}

      """
    #expect(
      try errors(body) == [
        "a.yaml:7:15: error: plans.q.tabled: 2026-01-16 is after the last step's date, 2026-01-15",
        "a.yaml:9:26: error: state.x.within: 'within' gives the lower bound first, but it is "
          + "above the upper one",
        "a.yaml:11:26: error: state.z.within: 'within' gives the lower bound first, but it is "
          + "above the upper one",
        "a.yaml:14:24: error: events.f.delay: a delay cannot be negative",
      ])
  }

  @Test
  func `What hangs on a wrong clock or a wrong event is no error of its own`() throws {
    let clock = """
      clock: {start: 5 Jan 2026, step: week, steps: 9}
      events: {e: {date: 2026-01-15}}
      measures: {m: "if(date < 2026-01-08, 1, 0)", n: "if(happened(e), 2, 3)"}

      """
    #expect(
      try errors(clock) == [
        "a.yaml:3:16: error: clock.start: expected a date such as 2026-06-01, but this is "
          + "'5 Jan 2026'"
      ])
    let event = """
      clock: {step: week, steps: 9}
      events: {alarm: {when: 1 +}}
      measures: {m: "if(happened(alarm), 1, 0)"}

      """
    #expect(
      try errors(event) == [
        "a.yaml:4:26: error: events.alarm.when: a value is missing after '+'"
      ])
    #expect(
      try errors("plans: {p: {terms: {}}}\nevents: {e: {when: true, acts: [lay: p]}}\n") == [
        "a.yaml:4:33: error: events.e.acts: unknown key 'lay'; "
          + "known: table, rewrite, reopen, settle"
      ])
  }

  @Test
  func `Softening an inherited hard red line says where it is hard`() throws {
    let base = """
      format: 1
      issues: {land: {status_quo: 0}}
      parties: {p: {ideal: 1, red_lines: {land: {below: 0.5, hard: true}}}}

      """
    func child(_ line: String) -> String {
      "extends: b.yaml\nparties: {p: {red_lines: {land: \(line)}}}\n"
    }
    #expect(
      try errors(child("{slope: 0.8}"), others: ["b.yaml": base]) == [
        "a.yaml:4:41: error: parties.p.red_lines.land.slope: a hard red line has no 'slope', and "
          + "'hard: true' comes from b.yaml, line 3: write 'hard: false' beside the slope"
      ])
    #expect(try errors(child("{slope: 0.8, hard: false}"), others: ["b.yaml": base]) == [])
  }

  @Test
  func `Groups that compete`() throws {
    let body = """
      clock: {step: week, steps: 4}
      events:
        a: {rate: 1 per year, competes: deals}
        b: {rate: 2 per year, competes: deals}
        c: {probability: 0.1, competes: deals}
        d: {rate: 1 per year, competes: deal}
        e: {when: true, competes: deals}

      """
    #expect(
      try errors(body) == [
        "a.yaml:7:35: error: events.c.competes: a group does not mix rates and probabilities: "
          + "'a' has a rate",
        "a.yaml:8:35: error: events.d.competes: no other event competes in 'deal'; "
          + "did you mean 'deals'?",
        "a.yaml:9:29: error: events.e.competes: only events with a rate or a probability compete",
      ])
  }

  @Test
  func `Regimes`() throws {
    let body = """
      parameters: {front: 1}
      state:
        pace:
          start: stal
          markov:
            stall: {grind: 0.1, grnd: 0.1, stall: 0.8}
            grind: {}
            front: {}

      """
    #expect(
      try errors(body) == [
        "a.yaml:6:12: error: state.pace.start: there is no regime 'stal'; did you mean 'stall'?",
        "a.yaml:8:27: error: state.pace.markov.stall.grnd: there is no regime 'grnd'; "
          + "did you mean 'grind'?",
        "a.yaml:8:38: error: state.pace.markov.stall.stall: staying in 'stall' is what is left: "
          + "leave it out",
        "a.yaml:10:7: error: state.pace.markov.front: a regime may not have a declared name: "
          + "'front' is a parameter at line 3, column 14",
      ])
  }

  @Test
  func `The last outcome, and only it, is 'otherwise'`() throws {
    let body = "outcomes:\n  a: otherwise\n  b: settled\n  c: {at_end: true}\n"
    #expect(
      try errors(body) == [
        "a.yaml:4:3: error: outcomes.a: only the last outcome is 'otherwise'",
        "a.yaml:5:6: error: outcomes.b: expected 'otherwise', or a map with 'as_soon_as' or "
          + "'at_end', but this is 'settled'",
        "a.yaml:6:3: error: outcomes.c: the last outcome must be 'otherwise', so that every trial "
          + "has one",
      ])
  }

  @Test
  func `A scenario has outcomes; without, the error is where they were last written`() throws {
    let message = "a scenario needs outcomes, the last of them 'otherwise'"
    func errors(_ text: String, _ others: [String: String] = [:], set: String? = nil) throws
      -> [String]
    {
      do {
        let settings = set.map { [Setting(path: "outcomes", value: $0)] } ?? []
        _ = try ScenarioFile.load(
          text: text, name: "a.yaml", others: others, settings: settings)
        return []
      } catch let diagnostics as Diagnostics {
        return diagnostics.all.map(\.headline)
      }
    }
    let bare = "format: 1\nscenario: s\n"
    #expect(try errors(bare) == ["a.yaml:1:1: error: \(message)"])
    #expect(try errors(bare + "outcomes: {}\n") == ["a.yaml:3:1: error: \(message)"])
    let parent = bare + "outcomes:\n  end: otherwise\n"
    #expect(
      try errors(bare + "extends: b.yaml\noutcomes: remove\n", ["b.yaml": parent])
        == ["a.yaml:4:1: error: \(message)"])
    #expect(try errors(parent, set: "remove") == ["--set outcomes=remove: \(message)"])
    #expect(try errors(bare, set: "{}") == ["--set outcomes={}: \(message)"])
    #expect(try errors(bare + "extends: b.yaml\n", ["b.yaml": parent]) == [])
  }

  @Test
  func `A term left open says so with true`() throws {
    #expect(
      try errors("issues: {i: {low: a}}\nplans: {p: {terms: {i: {open: false}}}}\n") == [
        "a.yaml:4:31: error: plans.p.terms.i.open: a term that is not left open is a number"
      ])
  }
}
