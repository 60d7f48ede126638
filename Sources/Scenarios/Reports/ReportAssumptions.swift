import Sim

/// What a scenario assumes, and where it is from.
struct ReportAssumptions {
  private let scenario: Scenario

  init(_ scenario: Scenario) { self.scenario = scenario }

  var blocks: [ReportBlock] {
    [drawn, sourced].compactMap { $0.map(ReportBlock.table) }
      + (withoutSource > 0
        ? [
          .words(
            "\(withoutSource) of \(scenario.parameters.count) parameters name no source: they are the "
              + "author's own judgement until somebody gives one.")
        ] : [])
  }

  private var withoutSource: Int { scenario.parameters.count { $0.source == nil } }

  /// A source as it is shown; `coding` and `fitted` are explained.
  private static func source(_ text: String?) -> String {
    switch text {
    case nil: "none given"
    case "coding": "coding (a judgement)"
    case "fitted": "fitted (chosen so that results match)"
    case let text?: text
    }
  }

  private var drawn: ReportTable? {
    guard !scenario.parameters.isEmpty else { return nil }
    return ReportTable(
      caption: "What is not known, drawn once for each trial: \(scenario.name)",
      columns: ["parameter", "value", "unit", "what it is", "source"].map { .init(name: $0) },
      rows: scenario.parameters.map {
        [
          $0.name.name, "\($0.value)", $0.unit ?? "", $0.about ?? "", Self.source($0.source),
        ]
      })
  }

  /// What else says where it is from, or what it is.
  private var sourced: ReportTable? {
    var rows: [[String]] = []
    func add(_ kind: String, _ name: String, _ about: String?, _ source: String?) {
      guard about != nil || source != nil else { return }
      rows.append([name, kind, about ?? "", source.map { Self.source($0) } ?? ""])
    }
    for entry in scenario.issues { add("issue", entry.name.name, entry.about, entry.source) }
    for entry in scenario.parties { add("party", entry.name.name, entry.about, entry.source) }
    for entry in scenario.definitions {
      add("definition", entry.name.name, entry.about, entry.source)
    }
    for entry in scenario.states { add("state", entry.name.name, entry.about, entry.source) }
    for entry in scenario.events { add("event", entry.name.name, entry.about, entry.source) }
    for entry in scenario.outcomes { add("outcome", entry.name.name, entry.about, nil) }
    guard !rows.isEmpty else { return nil }
    return ReportTable(
      caption: "Other entries that say what they are, or where they are from: \(scenario.name)",
      columns: ["entry", "kind", "what it is", "source"].map { .init(name: $0) }, rows: rows,
      isFolded: true)
  }
}
