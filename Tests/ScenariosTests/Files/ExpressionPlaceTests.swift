import Sim
import Testing

@testable import Scenarios

@Suite("Errors inside expressions point at their own line and column")
struct ExpressionPlaceTests {
  @Test(arguments: [
    ("x: 1 + + 2", "4:10"),
    ("x: '1 + + 2'", "4:11"),
    ("x: \"1 + + 2\"", "4:11"),
    ("x: 1\n    + + 2", "5:7"),
    ("x: >-\n    1 +\n      2 +\n    + 3", "7:5"),
    ("x: |\n    1\n    + + 3", "6:7"),
    ("x: \"1\n    + + 3\"", "5:7"),
    ("x: '1\n\n    + + 3'", "6:7"),
    ("x:\n    1 + + 2", "5:9"),
  ])
  func `In every style of scalar`(_ yaml: String, place: String) throws {
    let found = try errors("parameters:\n  \(yaml)\n")
    #expect(found.count == 1)
    #expect(
      found.first == "a.yaml:\(place): error: parameters.x: a value is missing between '+' and '+'")
  }

  @Test
  func `The line stands under the error, with a caret`() throws {
    let text =
      "format: 1\nscenario: s\nparameters:\n  x: >-\n    1 +\n    + 3\n"
      + "outcomes: {done: otherwise}\n"
    let error = #expect(throws: Diagnostics.self) {
      try ScenarioFile.load(text: text, name: "a.yaml")
    }
    #expect(
      error?.description == """
        a.yaml:6:5: error: parameters.x: a value is missing between '+' and '+'
              + 3
              ^
        """)
  }
}

@Suite("Expressions that YAML cuts inside { } and [ ]")
struct CutExpressionTests {
  private let message =
    "YAML cuts this expression at its comma or bracket; quote the expression: "

  @Test
  func `At a comma of a map`() throws {
    #expect(
      try errors("parameters:\n  x: {value: beta(mean=0.5, sd=0.1), source: coding}\n") == [
        "a.yaml:4:14: error: parameters.x.value: \(message)value: \"beta(mean=0.5, sd=0.1)\""
      ])
  }

  @Test
  func `At several commas, nested, and beside other errors`() throws {
    #expect(
      try errors("parameters:\n  x: {value: min(1, max(2, 3), 4), sorce: a, about: b (c, d)}\n")
        == [
          "a.yaml:4:14: error: parameters.x.value: \(message)value: \"min(1, max(2, 3), 4)\"",
          "a.yaml:4:36: error: parameters.x: unknown key 'sorce'; did you mean 'source'?",
          "a.yaml:4:53: error: parameters.x.about: \(message)about: \"b (c, d)\"",
        ])
  }

  @Test
  func `At a comma of a list`() throws {
    #expect(
      try errors("state:\n  x: {start: 0, within: [min(0, 1), 1]}\n") == [
        "a.yaml:4:26: error: state.x.within: \(message)\"min(0, 1)\""
      ])
  }

  @Test
  func `At a bracket, where the file would otherwise not be read at all`() throws {
    #expect(
      try errors("parameters:\n  x: {value: sum(o[i], 1) + o[j], source: c}\n  y: {}\n") == [
        "a.yaml:4:14: error: parameters.x.value: \(message)value: \"sum(o[i], 1) + o[j]\"",
        "a.yaml:5:3: error: parameters.y: 'value' is missing (a number or a distribution)",
      ])
  }

  @Test
  func `In a key`() throws {
    let body = """
      issues: {army: {low: a}}
      state:
        offer: {each: issue, start: 0}
      events:
        e: {when: offer[army] > 1, effects: {offer[army]: 1}}
      clock: {step: week, steps: 3}

      """
    #expect(
      try errors(body) == [
        "a.yaml:7:13: error: events.e.when: \(message)when: \"offer[army] > 1\"",
        "a.yaml:7:40: error: events.e.effects: \(message)\"offer[army]\": …",
      ])
  }

  @Test
  func `What is quoted or in a block of lines is left alone`() throws {
    let body = """
      parameters:
        x: {value: "min(1, 2)", about: one (two) three}
        y: min(1, 2)

      """
    #expect(try errors(body) == [])
  }
}
