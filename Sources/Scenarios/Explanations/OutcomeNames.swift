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
