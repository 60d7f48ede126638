import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("One scenario extends another")
struct ExtendsTests {
  private let base = """
    format: 1
    scenario: base
    title: The base
    about: kept
    clock: {step: week, steps: 5}
    parameters:
      x: 1
      y: {value: 2, source: coding}
    state:
      s: {start: 0, mean_reverting: {to: 0, pull: 0.1, sd: 1}}
      d: {start: 1, decay: 10%}
    events:
      e: {after: f, delay: 2 weeks}
      f: {probability: 0.1}
      g: {probability: 0.1 per week}
    parties:
      p: {no_deal: {win_chance: 0.5, cost: 0.1}, tolerance: {sd: 0.1, persistence: 0.9}, reference: {catches_up: 0.1}}
    outcomes:
      one: {at_end: true, class: c}
      two: {at_end: true}
      rest: otherwise

    """

  private func child(_ body: String) throws -> Scenario {
    try scenario("extends: base.yaml\n" + body, others: ["base.yaml": base])
  }

  private func childErrors(_ body: String) throws -> [String] {
    try errors("extends: base.yaml\n" + body, others: ["base.yaml": base])
  }

  @Test
  func `Maps merge, scalars replace, names and titles are not inherited`() throws {
    let read = try child("parameters: {y: {value: 3}, z: 4}\nclock: {steps: 9}\n")
    #expect(read.name == "s")
    #expect(read.title == "s")
    #expect(read.about == "kept")
    #expect(read.clock?.steps == 9)
    #expect(read.clock?.step == .week)
    #expect(read.parameters.map(\.name.name) == ["x", "y", "z"])
    #expect(read.parameters.map(\.value.written) == ["1", "3", "4"])
    #expect(read.parameters[1].source == "coding")
    #expect(read.parameters.map(\.value.source.file) == ["base.yaml", "a.yaml", "a.yaml"])
    #expect(read.inputs.map(\.path) == ["a.yaml", "base.yaml"])
  }

  @Test
  func `'remove' deletes what is there`() throws {
    #expect(try child("parameters: {x: remove}\n").parameters.map(\.name.name) == ["y"])
    #expect(
      try childErrors("parameters: {z: remove, w: {value: 1, about: remove}}\n") == [
        "a.yaml:4:17: error: parameters.z: there is no 'z' to remove in what this file extends",
        "a.yaml:4:46: error: parameters.w.about: there is no 'about' to remove in what this file "
          + "extends",
      ])
    #expect(
      try errors("parameters: {x: remove}\n") == [
        "a.yaml:3:17: error: parameters.x: there is no 'x' to remove in what this file extends"
      ])
  }

  @Test
  func `A use left behind is an error in its own file`() throws {
    #expect(
      try childErrors("events: {f: remove}\n") == [
        "base.yaml:13:14: error: events.e.after: there is no event 'f'; known: e, g, signed, "
          + "ratified, rejected, truce_begins, truce_breaks, settlement_breaks"
      ])
  }

  @Test
  func `Naming an alternative drops the parent's`() throws {
    let read = try child(
      """
      state: {s: {random_walk: {sd: 2}}}
      events: {e: {when: true}}
      outcomes: {one: {as_soon_as: false}}
      parties: {p: {no_deal: {text: status_quo}}}

      """)
    #expect(read.states[0].process.word == "random_walk")
    #expect(read.states[0].process.expression("sd")?.written == "2")
    #expect(read.states[0].process.expression("drift") == nil)
    guard case .when = read.events[0].trigger else {
      Issue.record("the trigger is not replaced")
      return
    }
    guard case .asSoonAs = read.outcomes[0].rule else {
      Issue.record("the outcome word is not replaced")
      return
    }
    #expect(read.outcomes[0].className == "c")
    guard case .text(let plan) = read.parties[0].noDeal else {
      Issue.record("the form of no_deal is not replaced")
      return
    }
    #expect(plan.name == "status_quo")
  }

  @Test
  func `New outcomes go before 'otherwise', or where 'before' says`() throws {
    let read = try child(
      "outcomes: {new: {at_end: true}, early: {at_end: true, before: two}, two: {class: d}}\n")
    #expect(read.outcomes.map(\.name.name) == ["one", "early", "two", "new", "rest"])
    #expect(
      try childErrors("outcomes: {new: {at_end: true, before: tow}}\n") == [
        "a.yaml:4:40: error: outcomes.new.before: there is no outcome 'tow'; did you mean 'two'?"
      ])
    #expect(
      try childErrors("outcomes: {new: {at_end: true, before: new}}\n") == [
        "a.yaml:4:40: error: outcomes.new.before: 'new' cannot come before itself"
      ])
  }

  @Test
  func `A new 'otherwise' replaces the parent's`() throws {
    let read = try child("outcomes: {nothing: otherwise, new: {at_end: true}}\n")
    #expect(read.outcomes.map(\.name.name) == ["one", "two", "new", "nothing"])
  }

  @Test
  func `A file that changes the step must restate every number per step`() throws {
    let message =
      "this is per step, and a.yaml changes the step from week to day: give it again there"
    #expect(
      try childErrors("clock: {step: day}\nstate: {d: {decay: 2%}}\n") == [
        "base.yaml:10:47: error: state.s.mean_reverting.pull: \(message)",
        "base.yaml:10:56: error: state.s.mean_reverting.sd: \(message)",
        "base.yaml:14:20: error: events.f.probability: \(message)",
        "base.yaml:17:80: error: parties.p.tolerance.persistence: \(message)",
        "base.yaml:17:110: error: parties.p.reference.catches_up: \(message)",
      ])
    #expect(try childErrors("clock: {step: week}\n") == [])
  }

  @Test
  func `Formats must agree, and every file says its own`() throws {
    #expect(
      try errors("extends: b.yaml\n", others: ["b.yaml": "format: 2\n"]) == [
        "b.yaml:1:9: error: format: format '2' is not known; this program reads format 1"
      ])
  }

  @Test
  func `Errors of the parent come after those of the child`() throws {
    #expect(
      try errors(
        "extends: b.yaml\nparameters: {x: 1 +}\n",
        others: ["b.yaml": "format: 1\nparameters: {y: 1 +}\n"]) == [
          "a.yaml:4:19: error: parameters.x: a value is missing after '+'",
          "b.yaml:2:19: error: parameters.y: a value is missing after '+'",
        ])
  }

  @Test
  func `Files that are missing or extend each other`() throws {
    #expect(
      try errors("extends: b.yaml\n") == [
        "a.yaml:3:10: error: extends: cannot read b.yaml: no such file"
      ])
    #expect(
      try errors(
        "extends: b.yaml\n", others: ["b.yaml": "format: 1\nextends: a.yaml\n"]) == [
          "b.yaml:2:10: error: extends: files extend each other in a circle: "
            + "a.yaml extends b.yaml extends a.yaml"
        ])
    var others: [String: String] = [:]
    for depth in 1...9 { others["\(depth)"] = "format: 1\nextends: '\(depth + 1)'\n" }
    #expect(
      try errors("extends: '1'\n", others: others) == [
        "8:2:10: error: extends: 'extends' goes deeper than 8 files, which is the limit"
      ])
  }

  @Test
  func `Defaults of parties fill what a party leaves out`() throws {
    let read = try scenario(
      """
      issues: {i: {low: a}, j: {low: b}}
      party_defaults: {weight: {i: 0.5, j: 0.5}, no_deal: {text: status_quo}, capability: 1}
      parties:
        p: {weight: {i: 0.9}, no_deal: 0.3}
        q: {capability: 2}

      """)
    let weights = read.parties.map { party -> [String] in
      guard case .each(let values) = party.weight else { return [] }
      return values.map { "\($0.name.name) \($0.value.written)" }
    }
    #expect(weights == [["i 0.9", "j 0.5"], ["i 0.5", "j 0.5"]])
    #expect(read.parties.map { $0.capability?.written } == ["1", "2"])
    guard case .value = read.parties[0].noDeal, case .text = read.parties[1].noDeal else {
      Issue.record("no_deal is not the party's own, or not the default")
      return
    }
  }

  @Test
  func `A wrong default is reported once`() throws {
    #expect(
      try errors("party_defaults: {capability: 1 +}\nparties: {p: {ideal: 1}, q: {ideal: 0}}\n")
        .count == 1)
  }
}
