package import Sim

/// What happens at and after a signature: who must still agree at home, how a halt ends, what a
/// broken deal is worth. Each is off unless a scenario writes it.

/// One link of a party's chain of ratifiers.
package struct Ratifier: Sendable {
  package var name: Named
  /// How steeply the share in favour rises with what the text is worth.
  package var slope: Expression?
  /// How much more than no deal the text must be worth for half of the votes.
  package var margin: Expression?
  /// The share that is needed.
  package var needs: Expression?
  /// How long after the signature, or after the link before it.
  package var after: Expression?
  /// Until when the question stays open, counted as `after`.
  package var deadline: Expression?
  /// In place of the built-in share in favour, `default`.
  package var support: Expression?
}

/// How settlements and truces break.
package struct Durability: Sendable {
  package struct Covariate: Sendable {
    package var name: Named
    package var value: Expression
    package var effect: Expression
  }

  package struct Dissatisfaction: Sendable {
    package var name: Named
    /// `nil`: the strongest.
    package var party: Named?
    package var effect: Expression
  }

  package struct Hazard: Sendable {
    package var name: Named
    package var rate: RateExpression
    /// The factor on the rate for each step, or unit of time, of age.
    package var ageing: RateExpression?
    package var sham: Expression?
    package var shamHalfLife: Expression?
    /// Effects of the means of enforcement, by their names.
    package var enforcement: [(name: Named, effect: Expression)] = []
    package var dissatisfaction: Dissatisfaction?
    /// Taken when the halt began.
    package var pressure: Covariate?
    package var covariates: [Covariate] = []
    package var violations: RateExpression?
  }

  package var name: Named
  package var settlement: Hazard?
  package var truce: Hazard?
}

/// The chance that a deal would be broken.
package enum Breach: Sendable {
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
