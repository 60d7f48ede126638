package import Sim

/// `verify:` – what a scenario must come to, known from elsewhere.
package struct Verification: Sendable {
  /// The place of the section.
  package var name: Named
  package var about: String?
  package var source: String?
  /// One for what is the same in every trial.
  package var trials: Int = defaultTrials
  package var seed: UInt64 = defaultSeed
  package var expectations: [Expectation] = []
  /// The scenario at other values, each with the same expectations.
  package var variations: [Variation] = []

  package static let defaultTrials = 1
  package static let defaultSeed: UInt64 = 1
}

/// One number that trials must come to.
package struct Expectation: Sendable {
  /// What is taken of the trials. Names are those of outcomes, classes, measures and parameters.
  package enum Statistic: Sendable {
    case share(Named)
    case mean(Named)
    case standardDeviation(Named)
    case variance(Named)
    /// The share of trials below it, and the name.
    case quantile(Double, Named)
    case correlation(Named, Named, ofRanks: Bool)
  }

  /// A number as somebody published it, good to half a unit of its last digit.
  package struct Printed: Sendable {
    package var value: Double
    package var halfUnit: Double
  }

  package var name: Named
  package var statistic: Statistic
  /// Depends on nothing that is drawn.
  package var equals: Expression
  /// How far it may be off beside what chance can do.
  package var tolerance: Double = 0
  /// What `equals` must give at the file's own values.
  package var printed: Printed?
}

/// One entry of `also`.
package struct Variation: Sendable {
  /// As written: `parameters.p: 0.4`.
  package var changes: String
  package var scenario: Scenario
}

extension Expectation.Statistic {
  /// The trial columns it is taken of.
  var columns: [Named] {
    switch self {
    case .share: []
    case .mean(let name), .standardDeviation(let name), .variance(let name),
      .quantile(_, let name):
      [name]
    case .correlation(let a, let b, _): [a, b]
    }
  }
}
