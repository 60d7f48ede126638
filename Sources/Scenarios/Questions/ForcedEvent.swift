import Sim

/// `EVENT@STEP` or `EVENT@DATE`: an event that is made to happen then, and at no other time.
package struct ForcedEvent: Sendable, Hashable, CustomStringConvertible {
  package let event: String
  private let time: String

  /// `nil` where it is not written so.
  package init?(_ text: String) {
    guard let at = text.lastIndex(of: "@") else { return nil }
    event = String(text[..<at])
    time = String(text[text.index(after: at)...])
    guard !event.isEmpty, !time.isEmpty else { return nil }
  }

  package var description: String { "\(event)@\(time)" }

  /// What is laid over the file: the time in place of the event's own trigger, and nothing that keeps it
  /// from happening then.
  package func settings(in scenario: Scenario) throws(TrialDataError) -> [Setting] {
    guard let entry = scenario.events.first(where: { $0.name.name == event }) else {
      throw .missing(
        ScenarioCause.missing(event, what: "event", among: scenario.events.map(\.name.name)).wording
      )
    }
    let path = "events.\(event)"
    var settings = [
      Setting(path: "\(path).\(try key(scenario))", value: value(scenario), of: .forced)
    ]
    if entry.window != nil {
      settings.append(Setting(path: "\(path).while", value: Merge.remove, of: .forced))
    }
    if entry.competes != nil {
      settings.append(Setting(path: "\(path).competes", value: Merge.remove, of: .forced))
    }
    return settings
  }

  private func key(_ scenario: Scenario) throws(TrialDataError) -> String {
    if value(scenario).allSatisfy({ $0.isASCII && $0.isNumber }) { return "step" }
    guard DateText.date(time) != nil else {
      throw .missing(
        "--do needs a step or a date after '@', as in \(event)@12 or \(event)@2026-03-01")
    }
    return "date"
  }

  /// `week 12` and `week12` are 12 where the clock counts weeks.
  private func value(_ scenario: Scenario) -> String {
    let word = Calendar(scenario.clock).word
    guard time.hasPrefix(word) else { return time }
    return String(time.dropFirst(word.count).drop { $0 == " " })
  }
}
