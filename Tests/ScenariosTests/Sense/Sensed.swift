import Scenarios
import Sim

/// What `simrun check` notes of a scenario, in 1 024 trials of seed 1.
///
/// `body` follows `format: 1` and `scenario: s`, so its first line is line 3.
func sensed(_ body: String, settings: [Setting] = []) throws -> [String] {
  try report(body, settings: settings).notes.map(\.description)
}

func report(_ body: String, settings: [Setting] = [], trials: Int = 1_024) throws -> SenseReport {
  let scenario = try scenario(body, settings: settings)
  return try SenseReport(
    scenario, scenario.model(), RunSettings(trials: trials, seed: 1, jobs: 2))
}

/// What is seen before anything is run.
func seenAtLoad(_ body: String) throws -> [String] {
  let scenario = try scenario(body)
  return Sense.notes(of: scenario, try scenario.model()).map(\.description)
}

/// Two parties that agree at once on the middle. `also` are more lines, at the margin.
func talks(
  a: String = "ideal: 1, no_deal: 0.2", b: String = "ideal: 0, no_deal: 0.2",
  talks: String = "protocol: single_text, opening: paper", also: String = ""
) -> String {
  """
  clock: {step: week, steps: 4}
  issues: {fare: {status_quo: 0.5}, hours: {status_quo: 0.5}}
  parties:
    a: {\(a)}
    b: {\(b)}
  plans: {paper: {terms: {fare: 0.5, hours: 0.5}}}
  talks: {\(talks)}
  outcomes: {deal: {as_soon_as: settled}, none: otherwise}
  \(also)
  """
}
