public import Sim

/// What happens at and after a signature: who must still agree at home, how a halt ends, what a
/// broken deal is worth. Each is off unless a scenario writes it.

/// One link of a party's chain of ratifiers.
public struct Ratifier: Sendable {
  public var name: Named
  /// How steeply the share in favour rises with what the text is worth.
  public var slope: Expression?
  /// How much more than no deal the text must be worth for half of the votes.
  public var margin: Expression?
  /// The share that is needed.
  public var needs: Expression?
  /// How long after the signature, or after the link before it.
  public var after: Expression?
  /// Until when the question stays open, counted as `after`.
  public var deadline: Expression?
  /// In place of the built-in share in favour, `default`.
  public var support: Expression?
}

/// How settlements and truces break.
public struct Durability: Sendable {
  public struct Covariate: Sendable {
    public var name: Named
    public var value: Expression
    public var effect: Expression
  }

  public struct Dissatisfaction: Sendable {
    public var name: Named
    /// `nil`: the strongest.
    public var party: Named?
    public var effect: Expression
  }

  public struct Hazard: Sendable {
    public var name: Named
    public var rate: RateExpression
    /// The factor on the rate for each step, or unit of time, of age.
    public var ageing: RateExpression?
    public var sham: Expression?
    public var shamHalfLife: Expression?
    /// Effects of the means of enforcement, by their names.
    public var enforcement: [(name: Named, effect: Expression)] = []
    public var dissatisfaction: Dissatisfaction?
    /// Taken when the halt began.
    public var pressure: Covariate?
    public var covariates: [Covariate] = []
    public var violations: RateExpression?
  }

  public var name: Named
  public var settlement: Hazard?
  public var truce: Hazard?
}

/// The chance that a deal would be broken.
public enum Breach: Sendable {
  case chance(Expression)
  /// base − Σ effect·means of enforcement + Σ effect·term, held within 0 and 1.
  case composed(
    base: Expression, enforcement: [(name: Named, effect: Expression)],
    terms: [(issue: Named, effect: Expression)])
}

/// The means of enforcement that durability and breach know by name.
enum Enforcement {
  static let means = ["monitoring", "guarantees", "peacekeepers", "snap_back"]
}

extension Scenario {
  /// What was given in place of a known means of enforcement that is not given: an error at the
  /// first name that is nearly it.
  func misspeltMeans(_ known: String) -> Diagnostic? {
    let given = (plans.flatMap(\.enforcement) + (talks?.enforcement ?? [])).map(\.name)
    guard Enforcement.means.contains(known),
      let name = given.first(where: { nearest($0.name, in: [known]) != nil })
    else { return nil }
    return name.error(ScenarioCause.unknownMeans(name.name, meant: known))
  }
}

extension Scenario {
  /// By a truce track or by an event.
  var bringsTruce: Bool {
    talks?.truceDiscount != nil
      || events.contains { event in
        event.acts.contains { if case .beginTruce = $0.act { true } else { false } }
      }
  }
}
