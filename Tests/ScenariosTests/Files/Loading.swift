import Scenarios
import Sim

/// What loading a text gives: nothing, or the first lines of its errors.
///
/// `body` follows `format: 1` and `scenario: s`, so its first line is line 3.
func errors(
  _ body: String, others: [String: String] = [:], settings: [Setting] = []
) throws -> [String] {
  try errors(whole: "format: 1\nscenario: s\n" + body, others: others, settings: settings)
}

func errors(
  whole text: String, others: [String: String] = [:], settings: [Setting] = []
) throws -> [String] {
  do {
    _ = try ScenarioFile.load(text: text, name: "a.yaml", others: others, settings: settings)
    return []
  } catch let diagnostics as Diagnostics {
    return diagnostics.all.map(\.headline)
  }
}

func scenario(
  _ body: String, others: [String: String] = [:], settings: [Setting] = []
) throws -> Scenario {
  try ScenarioFile.load(
    text: "format: 1\nscenario: s\n" + body, name: "a.yaml", others: others, settings: settings)
}

extension Expression {
  /// The part of the text that was read.
  var written: String { source.text }
}
