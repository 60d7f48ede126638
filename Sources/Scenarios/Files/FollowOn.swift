import Sim

/// Errors that are only the consequence of another: what hangs on a clock that is wrong, or on an
/// event that could not be read.
struct FollowOn {
  let clockIsWrong: Bool
  let anEventIsWrong: Bool

  init(scenario: Scenario, root: FileNode, findings: Findings) {
    clockIsWrong = root["clock"] != nil && findings.speakOf("clock")
    anEventIsWrong = scenario.events.count < root["events"]?.entries?.count ?? 0
  }

  func explains(_ problem: Diagnostic) -> Bool {
    let message = problem.message
    let ofClock = ["needs a clock", "has no calendar", "not within the clock"]
    if clockIsWrong, ofClock.contains(where: message.contains) { return true }
    return anEventIsWrong && message.hasSuffix("needs the name of an event")
  }
}
