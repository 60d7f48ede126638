import Foundation
import Sim
import Testing

@testable import Scenarios

/// What a reader looks for in the tables: inputs by their names, events by their steps.
struct TrialColumnTests {
  private func model(_ body: String) throws -> Model { try scenario(body).model() }

  private static let talks = """
    clock: {step: week, steps: 4}
    parameters:
      fixed: {value: 0.5, about: as agreed}
      drawn: uniform(0, 1)
      both: fixed * 2
    issues: {land: {status_quo: 0}}
    parties:
      a: {ideal: 1, no_deal: "uniform(0, 0.1)"}
      b: {ideal: 0, no_deal: 0.5 * drawn}
    plans:
      paper: {terms: {land: "uniform(0.2, 0.4)"}}
    talks: {protocol: single_text, opening: paper}
    """

  @Test func `what parties and plans draw stands beside the parameters`() throws {
    let report = try model(Self.talks).report
    #expect(
      Set(report.parameters.map(\.name)) == [
        "fixed", "drawn", "both", "parties.a.no_deal", "plans.paper.terms.land",
      ])
    #expect(report.parameters.filter(\.isOfEntry).count == 2)
  }

  @Test func `the dictionary tells inputs from results and marks constants`() throws {
    let entries = TrialTable([
      try model(Self.talks + "\nmeasures: {m: {value: 1, about: always}}").report
    ])
    .dictionary
    func entry(_ column: String) throws -> DictionaryEntry {
      try #require(entries.first { $0.column == column })
    }
    for key in ["scenario", "point", "trial", "seed", "parameter_index", "draw_index"] {
      #expect(try entry(key).role == .key)
    }
    for input in ["fixed", "drawn", "both", "parties.a.no_deal"] {
      #expect(try entry(input).role == .input)
    }
    for result in ["outcome", "class", "step", "m"] { #expect(try entry(result).role == .result) }
    #expect(try entry("fixed").constant == 0.5)
    #expect(try entry("both").constant == 1)
    #expect(try entry("drawn").constant == nil)
    #expect(try entry("fixed").about == "as agreed")
    #expect(try entry("m").about == "always")
    #expect(try entry("parties.a.no_deal").meaning == "what parties.a.no_deal draws")
  }

  @Test func `a constant is one in all scenarios`() throws {
    let one = try model("parameters: {p: 0.5}").report
    let other = try model("parameters: {p: 0.4}").report
    #expect(TrialTable([one, one]).dictionary.last?.constant == 0.5)
    #expect(TrialTable([one, other]).dictionary.last?.constant == nil)
  }

  @Test func `declared events are dated without being signals`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 5}
      events: {opening: {step: 2}, reply: {after: opening, delay: 2 weeks}, never: {when: "step > 9"}}
      """)
    #expect(play.model.report.milestones == ["opening", "reply", "never"])
    #expect(play.model.report.eventCount == 3)
    #expect(play.trial().milestones == [2, 4, -1])
  }

  @Test func `a truce that cannot come is no milestone`() throws {
    #expect(try model(Self.talks).report.milestones == ["first_halt", "first_settlement"])
  }

  @Test func `which ratifier rejected is dated where there are several`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 6}
      issues: {land: {status_quo: 0.5}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 0, ratifiers: {senate: {slope: 0, needs: 0%}}}
        b: {role: belligerent, ideal: 0, no_deal: 0, ratifiers: {duma: {slope: 0, needs: 1, after: 2 weeks}}}
      talks: {protocol: single_text, opening: {land: 0.5}}
      """)
    let found = Dictionary(
      uniqueKeysWithValues: zip(play.model.report.milestones, play.trial().milestones))
    #expect(found["first_rejection"] == 3)
    #expect(found["first_rejection.a.senate"] == -1)
    #expect(found["first_rejection.b.duma"] == 3)
  }

  @Test func `the timeline follows a definition on request`() throws {
    let body = """
      clock: {step: week, steps: 2}
      issues: {land: {status_quo: 0.5}, arms: {status_quo: 0.25}}
      parties: {a: {ideal: 1}}
      definitions:
        plain: step + 1
        seen: {value: step + 1, follow: true}
        high: {value: step > 1, follow: true}
        gap: {each: issue, value: "1 - a.ideal[issue]", follow: true}
      """
    let quantities = try model(body).report.quantities
    #expect(quantities.map(\.name) == ["seen", "high", "gap[land]", "gap[arms]"])
    #expect(quantities.map(\.isCondition) == [false, true, false, false])
    #expect(
      try modelErrors(
        "clock: {step: week, steps: 2}\ndefinitions: {d: {value: 2 weeks, follow: true}}") == [
          "a.yaml:4:15: error: definitions.d: only a number or a condition can be followed, but this is "
            + "a duration"
        ])
  }

  @Test(arguments: ["0 weeks", "0 days"])
  func `a delay of nothing is refused`(delay: String) throws {
    let body = """
      clock: {step: week, steps: 5}
      events: {a: {step: 3}, e: {after: a, delay: \(delay)}}
      """
    #expect(
      try modelErrors(body) == [
        "a.yaml:4:45: error: events.e.delay: an event comes at the earliest one step after the other: "
          + "leave 'delay' out for that"
      ])
  }
}
