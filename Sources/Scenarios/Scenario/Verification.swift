public import Sim

/// `verify:` – what a scenario must come to, known from elsewhere.
public struct Verification: Sendable {
  /// The place of the section.
  public var name: Named
  public var about: String?
  public var source: String?
  /// One for what is the same in every trial.
  public var trials: Int = defaultTrials
  public var seed: UInt64 = defaultSeed
  public var expectations: [Expectation] = []
  /// The scenario at other values, each with the same expectations.
  public var variations: [Variation] = []

  public static let defaultTrials = 1
  public static let defaultSeed: UInt64 = 1
}

/// One number that trials must come to.
public struct Expectation: Sendable {
  /// What is taken of the trials. Names are those of outcomes, classes, measures and parameters.
  public enum Statistic: Sendable {
    case share(Named)
    case mean(Named)
    case standardDeviation(Named)
    case variance(Named)
    /// The share of trials below it, and the name.
    case quantile(Double, Named)
    case correlation(Named, Named, ofRanks: Bool)
  }

  /// A number as somebody published it, good to half a unit of its last digit.
  public struct Printed: Sendable {
    public var value: Double
    public var halfUnit: Double
  }

  public var name: Named
  public var statistic: Statistic
  /// Depends on nothing that is drawn.
  public var equals: Expression
  /// How far it may be off beside what chance can do.
  public var tolerance: Double = 0
  /// What `equals` must give at the file's own values.
  public var printed: Printed?
}

/// One entry of `also`.
public struct Variation: Sendable {
  /// As written: `parameters.p: 0.4`.
  public var changes: String
  public var scenario: Scenario
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
