import Sim

/// Errors that are only the consequence of another: of an entry that could not be read, of a clock
/// that is wrong, or of talks, a ratifier or a section of data that could not be read.
struct FollowOn {
  private let scenario: Scenario
  private let clockIsWrong: Bool
  private let issuesAreWrong: Bool
  /// The first words of the units that stand in issues.
  private let unitsOfIssues: Set<String>
  private let talksAreUnread: Bool
  private let dataIsWrong: Bool
  private let aRatifierIsWrong: Bool
  /// What a step may be called, were the clock read.
  private let clockWords: [String]
  /// Every name that the files declare, whether or not its entry could be read.
  private let written: Set<String>

  init(scenario: Scenario, root: FileNode, findings: Findings) {
    self.scenario = scenario
    clockIsWrong = root["clock"] != nil && findings.speakOf("clock")
    issuesAreWrong = findings.speakOf("issues")
    unitsOfIssues = Set(
      (root["issues"]?.entries ?? []).flatMap { $0.value.entries ?? [] }.compactMap { entry in
        entry.value.text.flatMap(Amount.init)?.written.split(separator: " ").first.map(String.init)
      })
    clockWords = ClockFormat.steps + [root["clock"]?["step"]?.text].compactMap { $0 }
    talksAreUnread = root["talks"] != nil && scenario.talks == nil
    dataIsWrong = root["data"] != nil && root["data"]?.entries == nil
    aRatifierIsWrong = findings.speakOf(key: "ratifiers")
    var names = findings.entries.union(findings.causes.compactMap(Self.entryWithoutValue))
    for entry in (root.entries ?? []).flatMap({ $0.value.entries ?? [] }) {
      names.insert(entry.name)
      if let meant = NameRule.meant(by: entry.name) { names.insert(meant) }
    }
    written = names
  }

  /// What has no value is not among the entries, as what has an anchor or a tag.
  private static func entryWithoutValue(_ cause: any Cause) -> String? {
    if case .noValue(let name)? = cause as? FileCause { name } else { nil }
  }

  func explains(_ problem: Diagnostic) -> Bool {
    switch problem.cause {
    case let cause as ScenarioCause: explains(cause) || isOfUnreadEntry(problem)
    case LanguageCause.noCalendar: clockIsWrong || isOfUnreadEntry(problem)
    // `20 km3` where the ends of the issue could not be read.
    case LanguageCause.notAUnit(let word, _):
      issuesAreWrong && unitsOfIssues.contains(word) || isOfUnreadEntry(problem)
    case LanguageCause.foreignValue(let name): isWritten(name)
    default: isOfUnreadEntry(problem)
    }
  }

  private func explains(_ cause: ScenarioCause) -> Bool {
    switch cause {
    case .needsStart, .outsideClock: clockIsWrong
    case .unknownName(let name, _): clockIsWrong && clockWords.contains(name) || isWritten(name)
    case .notAnElement(let name, _), .missing("event", let name, _), .missing("text", let name, _),
      .missing("party", let name, _):
      isWritten(name)
    case .missing("column of data", _, _): dataIsWrong
    // What was meant as a duration is one of an issue where the clock could not be read.
    case .amountInExpression: clockIsWrong || issuesAreWrong
    case .missing, .notAName, .nameTooLong, .reservedName, .more, .unknownMeans, .amountOfResults,
      .amountWithoutUnit:
      false
    case .withoutTalks, .notOfTalks: talksAreUnread
    case .noRatifiers: aRatifierIsWrong
    // The structure of groups is checked where the file is read.
    case .cannotCompete, .mixedGroup: true
    }
  }

  private func isWritten(_ name: String) -> Bool {
    written.contains(name) || ReservedWords.talkEvents.contains(name)
  }

  /// About an entry as a whole, which may lack what could not be read.
  private func isOfUnreadEntry(_ problem: Diagnostic) -> Bool {
    let places =
      scenario.issues.map(\.name) + scenario.parties.map(\.name) + scenario.plans.map(\.name)
    return places.contains { $0.source.position(of: 0) == problem.position }
  }
}
