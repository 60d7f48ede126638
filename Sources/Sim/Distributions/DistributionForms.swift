/// How a distribution is written: a row of the reference, and what editors offer.
package struct DistributionForms: Sendable {
  package let name: String
  /// Each way to write it, as `beta(mean=, sd=)`. The first takes its arguments by position.
  package let calls: [String]
  /// What must hold of the arguments, each once.
  package let limits: [String]
  /// `numbers`, `whole numbers`, `true or false`, or what it is made of.
  package let draws: String
  /// Whether it can be truncated and correlated.
  package let hasDistributionFunction: Bool

  /// By name: families, and what is made of them or of data.
  package static let all: [DistributionForms] =
    (Family.all.map { DistributionForms($0) } + composite).sorted { $0.name < $1.name }

  private init(_ family: Family) {
    name = family.name
    calls = family.forms.enumerated().map { place, form in
      let arguments = form.parameters.map { place == 0 ? $0 : $0 + "=" }
      return "\(family.name)(\(arguments.joined(separator: ", ")))"
    }
    var seen: Set<String> = []
    limits = family.forms.flatMap(\.domain).filter { seen.insert($0).inserted }
    draws = family.isCondition ? "true or false" : family.isDiscrete ? "whole numbers" : "numbers"
    hasDistributionFunction = family.hasDistributionFunction
  }

  private init(
    _ calls: String..., limits: String, draws: String, hasDistributionFunction: Bool = true
  ) {
    name = String((calls.first ?? "").prefix { $0 != "(" })
    self.calls = calls
    self.limits = [limits]
    self.draws = draws
    self.hasDistributionFunction = hasDistributionFunction
  }

  /// `Distribution.compositeNames`, with their arguments.
  private static let composite = [
    DistributionForms(
      "compound(count, size)", limits: "up to 1,000,000 draws", draws: "a sum of draws",
      hasDistributionFunction: false),
    DistributionForms(
      "discrete(value, weight, value, weight, ...)", limits: "weights ≥ 0",
      draws: "one of the values"),
    DistributionForms(
      "elicited(p5=, p50=, p95=)", "elicited(p5=, p95=, low=, high=)",
      "elicited(p5=, p50=, p95=, family=metalog)", "elicited(p5=, p25=, p75=, p95=, terms=3)",
      limits:
        "2 to \(ElicitedQuantiles.mostPoints) quantiles, as p5 or p2_5 (2.5 %), rising; terms from 2 to "
        + "their number",
      draws: "numbers with these quantiles"),
    DistributionForms(
      "empirical(data)", limits: "a column of 'data'", draws: "one of the values seen"),
    DistributionForms(
      "mixture(distribution, weight, distribution, weight, ...)", limits: "weights ≥ 0",
      draws: "from one of the distributions"),
    DistributionForms(
      "truncated(distribution, low, high)", "truncated(distribution, low=)",
      "truncated(distribution, high=)", limits: "some probability between low and high",
      draws: "the same, between low and high"),
  ]
}
