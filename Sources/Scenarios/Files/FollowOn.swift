import Sim

/// Errors that are only the consequence of another: what hangs on a clock that is wrong, or on
/// an event, a ratifier or a section of data that could not be read.
struct FollowOn {
  let clockIsWrong: Bool
  let anEventIsWrong: Bool
  let dataIsWrong: Bool
  let aRatifierIsWrong: Bool

  init(scenario: Scenario, root: FileNode, findings: Findings) {
    clockIsWrong = root["clock"] != nil && findings.speakOf("clock")
    dataIsWrong = root["data"] != nil && root["data"]?.entries == nil
    aRatifierIsWrong = findings.speakOf(key: "ratifiers")
    anEventIsWrong = scenario.events.count < root["events"]?.entries?.count ?? 0
  }

  func explains(_ problem: Diagnostic) -> Bool {
    let message = problem.message
    let ofClock = ["needs a clock", "has no calendar", "not within the clock"]
    if clockIsWrong, ofClock.contains(where: message.contains) { return true }
    if dataIsWrong, message.hasPrefix("there is no column of data") { return true }
    if aRatifierIsWrong, message.hasSuffix("has no ratifiers") { return true }
    return anEventIsWrong && message.hasSuffix("needs the name of an event")
  }
}
