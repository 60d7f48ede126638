import Sim

/// Actors with their positions, as they were read.
struct ImportedActors {
  struct Actor {
    var name: String
    var capability: Double
    var positions: [Double] = []
    var saliences: [Double] = []
  }

  var issues: [String]
  var actors: [Actor] = []

  /// Positions from the lowest to the highest, which are 0 and 1; saliences above 1 are percent.
  func scenario(title: String, file: String, protocol word: String) -> ImportedScenario {
    var names = ImportedNames()
    let issueNames = issues.map { names.entry($0, else: "issue") }
    let actorNames = actors.map { names.entry($0.name, else: "actor") }
    let name = ImportedNames.scenario(title)
    let isPercent = actors.contains { $0.saliences.contains { $0 > 1 } }
    let unit = isPercent ? 100.0 : 1
    var notes: [String] = []
    var lines = [
      "# \(actors.count) actors, imported from \(ImportedNames.line(file)).", "format: 1",
      "scenario: \(name)", "title: \(ImportedNames.quoted(title))",
      "clock: {step: \(ImportedNames.step), steps: 1}", "issues:",
    ]
    let ranges = issues.indices.map { k -> (low: Double, high: Double) in
      let positions = actors.map { $0.positions[k] }
      return (positions.min() ?? 0, positions.max() ?? 1)
    }
    for (k, range) in ranges.enumerated() {
      lines.append(
        "  \(issueNames[k]): {low: \"\(range.low)\", high: \"\(range.high)\"}"
          + "  # \(ImportedNames.line(issues[k]))")
      if range.low == range.high { notes.append("all stand at \(range.low) on '\(issues[k])'") }
    }
    lines += ["party_defaults: {no_deal: 0}", "parties:"]
    for (p, actor) in actors.enumerated() {
      let ideals = zip(actor.positions, ranges).map { position, range in
        range.high > range.low ? (position - range.low) / (range.high - range.low) : 0
      }
      let total = actor.saliences.reduce(0, +)
      lines.append("  \(actorNames[p]):  # \(ImportedNames.line(actor.name))")
      lines.append("    capability: \(actor.capability)")
      lines.append("    ideal: {\(Self.map(issueNames, ideals))}")
      if total > 0 {
        lines.append("    weight: {\(Self.map(issueNames, actor.saliences.map { $0 / total }))}")
      }
    }
    let saliences = actors.map { ($0.saliences.max() ?? 0) / unit }
    lines += ["talks:", "  protocol: \(word)", "  carried_when: false"]
    // In an election it matters only who does not care at all.
    let told = zip(actorNames, saliences).filter { word != "pce" || $1 == 0 }
    if !told.isEmpty { lines.append("  salience:") }
    lines += told.map { "    \($0): \($1)" }
    lines += ["outcomes: {done: otherwise}", "measures:"]
    for (k, issue) in issueNames.enumerated() {
      let (low, high) = ranges[k]
      lines.append("  \(issue): \(low) + \(high - low) * draft.\(issue)")
    }
    if !notes.isEmpty {
      lines.insert(
        contentsOf: notes.map { "# Not carried over: \(ImportedNames.line($0))." }, at: 1)
    }
    return ImportedScenario(
      name: name, text: lines.joined(separator: "\n") + "\n", notes: notes)
  }

  private static func map(_ names: [String], _ values: [Double]) -> String {
    zip(names, values).map { "\($0): \($1)" }.joined(separator: ", ")
  }
}
