import Sim
import Testing

@testable import Scenarios

@Suite("In which corner an outcome is common") struct BoxQuestionTests {
  private static let text = """
    format: 1
    scenario: corner
    title: A corner
    parameters:
      x: uniform(0, 1)
      y: normal(0, 1)
      idle: uniform(0, 1)
      u: uniform(0, 1)
    definitions:
      chance: if(x < 0.4 and y > 0, 0.9, 0.05)
    outcomes:
      yes: {at_end: u < chance}
      no: otherwise
    """

  private func trials(_ text: String = text, count: Int = 4000) throws -> TrialData {
    let scenario = try ScenarioFile.load(text: text, name: "s.yaml")
    let run = try PointRun(
      try scenario.lowered().0, RunSettings(trials: count, seed: 1, jobs: 1, keepsTrialRows: true))
    let columns = try #require(try run.columns())
    return TrialData(scenario: "corner", point: 0, columns)
  }

  @Test
  func `the planted corner is found, with a rule and settings that run it again`() throws {
    var question = BoxQuestion()
    question.targets = ["yes"]
    let trials = try trials().withInputs(["x", "y", "idle"])
    let answer = try #require(try question.answers(trials).first)
    #expect(answer.discovery.isFound)
    #expect(answer.chosen.limits.map { answer.inputs[$0.input].name } == ["x", "y"])
    let rule = try #require(answer.rule())
    // Within the box nine of ten, less what lies outside the corner.
    let inside = trials.filtered(try TrialRule(rule, option: "--given").holds(in: trials))
    let hits = try #require(inside.column("outcome")?.values.count { $0 == 0 })
    #expect(Double(hits) > 0.8 * Double(inside.count))
    let parameters = try ScenarioFile.load(text: Self.text, name: "s.yaml").drawnParameters
    #expect(parameters["y"]?.distribution == "normal(0, 1)")
    let cut = try ScenarioFile.load(
      text: Self.text.replacing(
        "uniform(0, 1)\n  y", with: "truncated(uniform(0, 1), 0.1, 1)\n  y"),
      name: "s.yaml"
    ).drawnParameters["x"]
    #expect(cut?.distribution == "uniform(0, 1)")
    #expect(cut?.low == 0.1 && cut?.high == 1)
    let settings = answer.chosen.limits.compactMap { answer.setting($0, parameters) }
    #expect(settings.count == 2)
    let again = try ScenarioFile.load(
      text: Self.text, name: "s.yaml",
      settings: settings.map { text in
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        return Setting(path: parts[0], value: parts[1])
      })
    #expect(try again.lowered().0.report.parameters.count == 4)
  }

  @Test
  func `each class is looked for unless others are named; rules and labels are taken too`() throws {
    let trials = TrialData(
      name: "t", numbers: [0, 1, 2],
      columns: [
        TrialData.Column("outcome", kind: .labels(["a", "b", "c"]), values: [0, 1, 1]),
        TrialData.Column("class", kind: .labels(["ab", "c"]), values: [0, 0, 0]),
        TrialData.Column("cost", values: [1, 2, 3]),
        TrialData.Column("result", kind: .labels(["no deal", "deal"]), values: [0, 1, 0]),
      ])
    let found = { (names: [String]) in try BoxQuestion.targets(names, in: trials) }
    #expect(try found([]).map(\.name) == ["ab"])
    #expect(try found(["b"]).map(\.holds) == [[false, true, true]])
    #expect(try found(["cost > 1.5"]).map(\.holds) == [[false, true, true]])
    #expect(try found(["result=no deal"]).map(\.holds) == [[true, false, true]])
    let error = #expect(throws: TrialDataError.self) { try found(["d"]) }
    #expect(error?.description == "there is no outcome 'd'; known: a, b, c, ab")
  }

  @Test
  func `trials without inputs that vary are refused`() throws {
    let trials = TrialData(
      name: "t", numbers: [0, 1],
      columns: [TrialData.Column("x", values: [1, 1], isInput: true)])
    let error = #expect(throws: TrialDataError.self) { try BoxQuestion().answers(trials) }
    #expect(
      error?.description
        == "t has no inputs that vary between trials: there is nothing to look for")
  }

  @Test
  func `turned, the components and what they are made of are tables`() throws {
    var question = BoxQuestion()
    question.targets = ["yes"]
    question.rotates = true
    let answers = try question.answers(try trials().withInputs(["x", "y", "idle"]))
    let answer = try #require(answers.first)
    #expect(answer.inputs.map(\.name) == ["component 1", "component 2", "component 3"])
    #expect(answer.rule() == nil)
    let tables = BoxQuestion.tables(answers, rotates: true)
    #expect(tables.map(\.file) == ["boxes.csv", "rotations.csv"])
    #expect(tables[1].rowCount == 9)
  }

  @Test
  func `boxes.csv begins with what other tools read`() {
    let table = BoxQuestion.tables([], rotates: false)[0]
    let header = String(decoding: table.text.bytes, as: UTF8.self)
    #expect(
      header.hasPrefix(
        "scenario,box,input,low,high,quasi_p,coverage,density,trials,chosen,point,outcome,found,"))
  }
}
