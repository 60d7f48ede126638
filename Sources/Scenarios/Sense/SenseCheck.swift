import Sim

/// One thing that is looked for. A new check is a file in `Checks` and a line in `Sense.checks`.
///
/// A check finds what it finds from the file and its model, from the results of a run, or from
/// questions that only `simrun check` asks of each trial.
protocol SenseCheck: Sendable {
  /// From the file and the compiled model.
  func notes(of loaded: LoadedScenario) -> [SenseNote]
  /// From what any run counts.
  func notes(of loaded: LoadedScenario, counted: Counted) -> [SenseNote]
  /// What is asked of each trial, to be answered below.
  func ask(_ questions: inout Questions, of loaded: LoadedScenario)
  func notes(of loaded: LoadedScenario, answers: Answers) -> [SenseNote]
}

extension SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] { [] }
  func notes(of loaded: LoadedScenario, counted: Counted) -> [SenseNote] { [] }
  func ask(_ questions: inout Questions, of loaded: LoadedScenario) {}
  func notes(of loaded: LoadedScenario, answers: Answers) -> [SenseNote] { [] }
}

/// What there is before anything is run.
struct LoadedScenario {
  let scenario: Scenario
  let model: Model
  let calendar: Calendar
  /// By path of the entry: the words that it mentions.
  let mentioned: [String: Set<String>]
  let ranges: RangesOfExpressions
  /// By word: how many entries mention it, besides levers.
  private let mentions: [String: Int]

  init(_ scenario: Scenario, _ model: Model) {
    self.scenario = scenario
    self.model = model
    calendar = Calendar(scenario.clock)
    mentioned = scenario.mentioned()
    mentions = mentioned.reduce(into: [:]) { counts, entry in
      // A lever sets an entry, and reads none.
      guard entry.key != "levers" else { return }
      for word in entry.value { counts[word, default: 0] += 1 }
    }
    ranges = RangesOfExpressions(scenario, model, calendar)
  }

  /// Whether an entry other than its own mentions a name.
  func mentions(_ name: String, outside path: String) -> Bool {
    let own = mentioned[path]?.contains(name) ?? false
    return mentions[name, default: 0] > (own ? 1 : 0)
  }

  /// Whether any entry mentions a name.
  func mentions(_ name: String) -> Bool { mentions[name, default: 0] > 0 }

  /// The parties without whose consent no text is agreed; empty where a rule of its own says so.
  var neededParties: [Party] {
    guard scenario.talks?.carriedWhen == nil, scenario.talks?.expression("quota") == nil else {
      return []
    }
    guard scenario.parties.contains(where: \.isBelligerent) else { return scenario.parties }
    return scenario.parties.filter { $0.isBelligerent || scenario.deliversAlone($0) }
  }
}

/// What a run has counted.
struct Counted {
  /// Finished trials.
  let trials: Int
  let failed: Int
  /// By outcome.
  let outcomes: [Int]
  /// By signal: in how many trials it was seen; `nil` where signals are not recorded.
  let signals: [Int]?
  /// Whether a text was ever in force; `nil` where that is not recorded.
  let wasAgreed: Bool?
  /// The first trial that failed.
  let failure: Failure?

  /// Fewer trials than this say nothing of what never came.
  static let fewest = Block.size

  init(_ summary: Summary, _ report: Report) {
    trials = summary.trials
    failed = summary.failureCount
    outcomes = summary.outcomes.map(\.share.count)
    failure = summary.failures.first
    let milestone = ["first_signature", "first_settlement"].first(where: report.milestones.contains)
    let reached = summary.incidence.last { $0.kind == .milestone && $0.event == milestone }
    wasAgreed = reached.map { $0.share.count > 0 }
    guard !report.signals.isEmpty, !summary.signals.isEmpty else {
      signals = nil
      return
    }
    var seen = Array(repeating: 0, count: report.signals.count)
    for row in summary.signals where row.outcome == nil {
      seen[row.signal] = max(seen[row.signal], row.share.count)
    }
    signals = seen
  }
}
