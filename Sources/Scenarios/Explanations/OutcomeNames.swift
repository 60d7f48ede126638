package import Sim

/// Names of outcomes and classes in messages.
package enum OutcomeNames {
  /// There is no such name, and what was probably meant.
  package static func missing(_ name: String, _ report: Report) -> String {
    ScenarioCause.missing(
      name, what: "outcome", among: report.outcomes.map(\.name) + report.classes
    ).wording
  }
}

extension Report {
  /// By class that has one outcome: that outcome. Where an outcome is called as the class it is left out.
  package var onlyOutcomes: [String: String] {
    let names = outcomes.map(\.name)
    let own = Dictionary(grouping: names.indices) { classes[classOfOutcome[$0]] }
    return own.filter { $1.count == 1 && !names.contains($0) }.mapValues { names[$0[0]] }
  }
}
