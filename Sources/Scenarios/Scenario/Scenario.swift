package import Sim

/// A scenario as its files say it: typed, checked for shape, every expression with its place.
///
/// What the names inside expressions mean is settled later, by `Compiler`.
package struct Scenario: Sendable {
  package var name: String
  package var title: String
  package var about: String?
  /// `nil`: one look, step 0 only.
  package var clock: Clock?
  package var parameters: [Parameter] = []
  package var correlations: [Correlation] = []
  package var data: [DataEntry] = []
  package var issues: [Issue] = []
  package var parties: [Party] = []
  package var constraints: [Constraint] = []
  /// Where the values under `party_defaults` stand: what is drawn there is drawn for each party.
  var partyDefaultPlaces: Set<SourcePosition> = []
  package var definitions: [Definition] = []
  package var states: [StateEntry] = []
  package var events: [EventEntry] = []
  package var plans: [Plan] = []
  package var talks: Talks?
  package var durability: Durability?
  package var outcomes: [OutcomeRule] = []
  package var measures: [Measure] = []
  package var signals: [Signal] = []
  package var levers: [Lever] = []
  package var verification: Verification?
  /// Notes of sense that are not wanted where they stand.
  package var expected: [ExpectedNote] = []
  /// Percentages where terms stand of issues whose ends are percentages.
  package var percentTerms: [PercentTerm] = []
  /// By path of the entry, as `events.strike` or `talks`: every word in it that could be a name.
  var mentioned: @Sendable () -> [String: Set<String>] = { [:] }
  /// Every file that was read, in the order of reading: the first file, its parents, data.
  package var inputs: [InputFile] = []

  package init(name: String, title: String) {
    self.name = name
    self.title = title
  }
}

/// One file a scenario was read from.
package struct InputFile: Sendable {
  /// The path as given for the first file, relative to its folder for the others.
  package var path: String
  package var bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// A key and where it stands.
package struct Named: Sendable, Hashable {
  package var name: String
  package var source: SourceText

  package init(_ name: String, _ source: SourceText) {
    self.name = name
    self.source = source
  }

  package func error(_ message: String) -> Diagnostic { Diagnostic(source, at: 0, message) }
  package func error(_ cause: any Cause) -> Diagnostic { Diagnostic(source, at: 0, cause) }

  /// The name alone, as an expression that stands where it does.
  var expression: Expression { Expression(.name(name), in: source, at: 0..<name.count) }

  package static func == (a: Named, b: Named) -> Bool { a.name == b.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// `clock: {start, step, steps}`.
package struct Clock: Sendable {
  package enum Step: Sendable, Hashable {
    case day, week, month, quarter, year
    /// Without a start, any word.
    case word(String)
  }
  package var start: CalendarDate?
  package var step: Step
  package var steps: Int

  package init(start: CalendarDate?, step: Step, steps: Int) {
    self.start = start
    self.step = step
    self.steps = steps
  }
}

/// What we don't know: drawn once per trial.
package struct Parameter: Sendable {
  package var name: Named
  package var value: Expression
  package var unit: String?
  package var about: String?
  package var source: String?
  /// Parties that know its value; empty: all do.
  package var knownTo: [Named] = []
  package var each: [ElementKind] = []
  /// One of a family, as `skill[union]` of `skill`: which of them.
  var member: (of: String, elements: [String])?
}

/// `between: [a, b]` with `spearman:` or `pearson:`; `shocks:` names processes instead.
package struct Correlation: Sendable {
  package enum Kind: Sendable { case spearman, pearson }
  package var name: Named
  package var between: [Named]
  package var ofShocks: Bool
  package var kind: Kind
  package var value: Expression
}

package struct Issue: Sendable {
  package var name: Named
  package var low: String?
  package var high: String?
  package var unit: String?
  package var statusQuo: Expression?
  package var core: Bool
  /// The terms that protocols may choose; `nil`: any in 0 … 1.
  package var levels: [Expression]?
  /// What it can be, by names; empty: a scale. They lie on it in equal steps.
  package var values: [Named] = []
  /// Whether the values have an order, so that some are nearer to each other.
  package var ordered = false
  /// Numbers of the analyst's own.
  package var own: [NumberOfOwn] = []
  package var about: String?
  package var source: String?
}

/// A number of the analyst's own, as `seats: 12`.
package struct NumberOfOwn: Sendable {
  package var name: Named
  package var value: Expression
}

/// What every text must keep to: a condition on its terms.
package struct Constraint: Sendable {
  package var name: Named
  package var condition: Expression
}

/// One value for every element, or one for each by name.
package enum PerElement: Sendable {
  case all(Expression)
  case each([(name: Named, value: Expression)])
}

package struct Party: Sendable {
  package struct RedLine: Sendable {
    package enum Side: Sendable { case above, below }
    package var issue: Named
    package var side: Side
    package var limit: Expression
    /// `nil` with `hard`: never accepted.
    package var slope: Expression?
    package var hard: Bool
  }
  package enum NoDeal: Sendable {
    case value(Expression)
    case fighting(winChance: Expression, cost: Expression, win: Expression?, lose: Expression?)
    case text(Named)
  }
  package struct Tolerance: Sendable {
    package var sd: Expression
    package var persistence: Expression
    /// `persistence: 90% per year`; `nil`: per step.
    package var per: String?
  }
  package struct Reference: Sendable {
    package var catchesUp: Expression?
    package var lossAversion: Expression?
    package var strength: Expression?
  }
  /// What the values of an issue are worth.
  package struct Worth: Sendable {
    package var issue: Named
    package var values: [NumberOfOwn]
  }
  package var name: Named
  package var role: Named?
  package var worth: [Worth] = []
  /// Numbers of the analyst's own.
  package var own: [NumberOfOwn] = []
  package var ideal: PerElement?
  package var weight: PerElement?
  package var curvature: Expression?
  package var capability: Expression?
  package var redLines: [RedLine] = []
  package var noDeal: NoDeal?
  package var tolerance: Tolerance?
  package var reference: Reference?
  package var delivers: [Named] = []
  /// Replacements of built-in values, which may read `default`.
  package var utility: Expression?
  package var value: Expression?
  package var accepts: Expression?
  /// In the file's order: each is asked after the one before.
  package var ratifiers: [Ratifier] = []
  /// What the party has after a broken deal; `nil`: what no deal is worth.
  package var afterBreach: Expression?
  package var about: String?
  package var source: String?

  /// Whether what texts are worth to it is made by the file, and may be of any size.
  package var makesItsValues: Bool { utility != nil || value != nil }
}

/// What there is one of for each; `other` is a second party.
package enum ElementKind: String, Sendable, Hashable { case issue, party, other }

package struct Definition: Sendable {
  package var name: Named
  package var value: Expression
  package var each: [ElementKind] = []
  /// The timeline has it.
  package var follow = false
  package var about: String?
  package var source: String?
}

package struct EventEntry: Sendable {
  package enum Trigger: Sendable {
    case rate(RateExpression)
    case probability(RateExpression)
    case date(CalendarDate, Named)
    case step(Int, Named)
    case after(Named, delay: Expression?)
    case when(Expression)
  }
  package struct Effect: Sendable {
    package var state: Named
    /// `offer[army]`: the element names.
    package var index: [Named]
    package var value: Expression
  }
  package var name: Named
  package var trigger: Trigger
  package var window: Expression?
  package var once: Bool
  package var competes: Named?
  package var effects: [Effect] = []
  package var acts: [(act: Act, name: Named)] = []
  package var about: String?
  package var source: String?
}

package struct OutcomeRule: Sendable {
  package enum Rule: Sendable {
    case asSoonAs(Expression)
    case atEnd(Expression)
    case otherwise
  }
  package var name: Named
  package var rule: Rule
  package var className: String?
  package var about: String?
}

package struct Measure: Sendable {
  package var name: Named
  package var value: Expression
  package var unit: String?
  /// Shown on the screen after a run.
  package var headline = false
  package var about: String?
}

package struct Signal: Sendable {
  package var name: Named
  package var condition: Expression
  package var about: String?
}
