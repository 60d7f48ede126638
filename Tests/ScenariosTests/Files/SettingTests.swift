import Sim
import Testing

@testable import Scenarios

@Suite("--set")
struct SettingTests {
  private let body = """
    clock: {step: week, steps: 5}
    parameters:
      foot: 1
      y: {value: 2, source: coding}
    state:
      s: {start: 0, mean_reverting: {to: 0, pull: 0.1, sd: 1}}
    events:
      e: {when: true}
    talks: {protocol: single_text}

    """

  private func set(_ settings: (String, String)...) throws -> Scenario {
    try scenario(body, settings: settings.map { Setting(path: $0.0, value: $0.1) })
  }

  private func settingErrors(_ settings: (String, String)...) throws -> [String] {
    try errors(body, settings: settings.map { Setting(path: $0.0, value: $0.1) })
  }

  @Test
  func `Numbers, also of parameters written as a map, and the last one wins`() throws {
    let read = try set(
      ("parameters.foot", "3"), ("parameters.y", "beta(2, 3)"), ("clock.steps", "7"),
      ("clock.steps", "8"))
    #expect(read.parameters.map(\.value.written) == ["3", "beta(2, 3)"])
    #expect(read.parameters[1].source == "coding")
    #expect(read.clock?.steps == 8)
  }

  @Test
  func `Keys that the format has, lists, and removal`() throws {
    let read = try set(
      ("talks.secrecy", "0.5"), ("state.s.within", "[0, 1]"), ("events.e", "remove"),
      ("state.s.decay", "5%"))
    #expect(read.talks?.secrecy?.written == "0.5")
    #expect(read.states[0].within?.high.written == "1")
    #expect(read.events.isEmpty)
    #expect(read.states[0].process.word == "decay")
  }

  @Test
  func `A path that is not there`() throws {
    #expect(
      try settingErrors(("parameters.foo", "1"), ("parametrs.y", "1")) == [
        "--set parameters.foo=1: there is no 'parameters.foo'; did you mean 'parameters.foot'?",
        "--set parametrs.y=1: there is no 'parametrs.y'; did you mean 'parameters.y'?",
      ])
    #expect(
      try settingErrors(("parameters.zzz", "1")) == [
        "--set parameters.zzz=1: there is no 'parameters.zzz'; 'parameters' has foot, y"
      ])
  }

  @Test(arguments: ["format", "scenario", "extends"])
  func `What is read before settings cannot be set`(key: String) throws {
    #expect(
      try settingErrors((key, "b")) == [
        "--set \(key)=b: '\(key)' cannot be set here: change it in the file"
      ])
  }

  @Test
  func `Errors in values name the setting`() throws {
    #expect(
      try settingErrors(("parameters.y", "1 +"), ("clock.steps", "many"), ("parameters.foot", ""))
        == [
          "--set clock.steps=many: expected a whole number, but this is 'many'",
          "--set parameters.foot=: a value is missing after '='",
          "--set parameters.y=1 +: a value is missing after '+'",
        ])
  }

  @Test
  func `Changing the step asks for every number per step`() throws {
    #expect(
      try settingErrors(("clock.step", "day"), ("state.s.mean_reverting.sd", "0.1")) == [
        "a.yaml:8:47: error: state.s.mean_reverting.pull: this is per step, and "
          + "--set clock.step=day changes the step from week to day: give it again there"
      ])
  }
}
