/// How a distribution is written: a row of the reference, and what editors offer.
package struct DistributionForms: Sendable {
  package let name: String
  /// Each way to write it, as `beta(mean=, sd=)`. The first takes its arguments by position.
  package let calls: [String]

  /// By name: families, and what is made of them or of data.
  package static let all: [DistributionForms] =
    (Family.all.map { DistributionForms($0) } + composite).sorted { $0.name < $1.name }

  private init(_ family: Family) {
    name = family.name
    calls = family.forms.enumerated().map { place, form in
      let arguments = form.parameters.map { place == 0 ? $0 : $0 + "=" }
      return "\(family.name)(\(arguments.joined(separator: ", ")))"
    }
  }

  private init(_ name: String, _ calls: String...) {
    self.name = name
    self.calls = calls
  }

  /// `Distribution.compositeNames`, with their arguments.
  private static let composite = [
    DistributionForms("compound", "compound(count, size)"),
    DistributionForms("discrete", "discrete(value, weight, value, weight, ...)"),
    DistributionForms(
      "elicited", "elicited(p5=, p50=, p95=)", "elicited(p5=, p95=, low=, high=)",
      "elicited(p5=, p50=, p95=, family=metalog)"),
    DistributionForms("empirical", "empirical(data)"),
    DistributionForms("mixture", "mixture(distribution, weight, distribution, weight, ...)"),
    DistributionForms("truncated", "truncated(distribution, low, high)"),
  ]
}
