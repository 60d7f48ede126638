import Sim

/// Errors that are only the consequence of another: what hangs on a clock that is wrong, or on
/// talks, a ratifier or a section of data that could not be read.
struct FollowOn {
  let clockIsWrong: Bool
  let talksAreUnread: Bool
  let dataIsWrong: Bool
  let aRatifierIsWrong: Bool
  /// What a step may be called, were the clock read.
  let clockWords: [String]

  init(scenario: Scenario, root: FileNode, findings: Findings) {
    clockIsWrong = root["clock"] != nil && findings.speakOf("clock")
    clockWords = Format.steps + [root["clock"]?["step"]?.text].compactMap { $0 }
    talksAreUnread = root["talks"] != nil && scenario.talks == nil
    dataIsWrong = root["data"] != nil && root["data"]?.entries == nil
    aRatifierIsWrong = findings.speakOf(key: "ratifiers")
  }

  func explains(_ problem: Diagnostic) -> Bool {
    let message = problem.message
    let ofClock = ["needs a clock", "has no calendar", "not within the clock"]
    if clockIsWrong, ofClock.contains(where: message.contains) { return true }
    if clockIsWrong, clockWords.contains(where: { message.hasPrefix("unknown name '\($0)'") }) {
      return true
    }
    if talksAreUnread, message.hasPrefix("of the talks, expressions can read") { return true }
    if dataIsWrong, message.hasPrefix("there is no column of data") { return true }
    return aRatifierIsWrong && message.hasSuffix("has no ratifiers")
  }
}
