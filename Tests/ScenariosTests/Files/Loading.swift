import Scenarios
import Sim

/// What loading a text gives: nothing, or the first lines of its errors.
///
/// `body` follows `format: 1` and `scenario: s`, so its first line is line 3. Where no file has
/// outcomes, the first gets one at its end.
func errors(
  _ body: String, others: [String: String] = [:], settings: [Setting] = []
) throws -> [String] {
  try errors(whole: "format: 1\nscenario: s\n" + body, others: others, settings: settings)
}

func errors(
  whole text: String, others: [String: String] = [:], settings: [Setting] = []
) throws -> [String] {
  do {
    let text = withOutcomes(text, others)
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
    text: withOutcomes("format: 1\nscenario: s\n" + body, others), name: "a.yaml",
    others: others, settings: settings)
}

private func withOutcomes(_ text: String, _ others: [String: String]) -> String {
  guard text.contains("scenario:") else { return text }
  let has = ([text] + others.values).contains { $0.contains("outcomes:") }
  return has ? text : text + "\noutcomes: {done: otherwise}\n"
}

extension Expression {
  /// The part of the text that was read.
  var written: String { source.text }
}
