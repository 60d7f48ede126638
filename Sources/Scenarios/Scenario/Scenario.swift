public import Sim

/// A scenario as its files say it: typed, checked for shape, every expression with its place.
///
/// What the names inside expressions mean is settled later, by `Compiler`.
public struct Scenario: Sendable {
  public var name: String
  public var title: String
  public var about: String?
  /// `nil`: one look, step 0 only.
  public var clock: Clock?
  public var parameters: [Parameter] = []
  public var correlations: [Correlation] = []
  public var data: [DataColumn] = []
  public var issues: [Issue] = []
  public var parties: [Party] = []
  /// Where the values under `party_defaults` stand: what is drawn there is drawn for each party.
  var partyDefaultPlaces: Set<SourcePosition> = []
  public var definitions: [Definition] = []
  public var states: [StateEntry] = []
  public var events: [EventEntry] = []
  public var plans: [Plan] = []
  public var talks: Talks?
  public var durability: Durability?
  public var outcomes: [OutcomeRule] = []
  public var measures: [Measure] = []
  public var signals: [Signal] = []
  public var verification: Verification?
  /// Every file that was read, in the order of reading: the first file, its parents, data.
  public var inputs: [InputFile] = []

  public init(name: String, title: String) {
    self.name = name
    self.title = title
  }
}

/// One file a scenario was read from.
public struct InputFile: Sendable {
  /// The path as given for the first file, relative to its folder for the others.
  public var path: String
  public var bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// A key and where it stands.
public struct Named: Sendable, Hashable {
  public var name: String
  public var source: SourceText

  public init(_ name: String, _ source: SourceText) {
    self.name = name
    self.source = source
  }

  public func error(_ message: String) -> Diagnostic { Diagnostic(source, at: 0, message) }
  public func error(_ cause: any Cause) -> Diagnostic { Diagnostic(source, at: 0, cause) }

  public static func == (a: Named, b: Named) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// `clock: {start, step, steps}`.
public struct Clock: Sendable {
  public enum Step: Sendable, Hashable {
    case day, week, month, quarter, year
    /// Without a start, any word.
    case word(String)
  }
  public var start: CalendarDate?
  public var step: Step
  public var steps: Int

  public init(start: CalendarDate?, step: Step, steps: Int) {
    self.start = start
    self.step = step
    self.steps = steps
  }
}

/// What we don't know: drawn once per trial.
public struct Parameter: Sendable {
  public var name: Named
  public var value: Expression
  public var unit: String?
  public var about: String?
  public var source: String?
  /// Parties that know its value; empty: all do.
  public var knownTo: [Named] = []
}

/// `between: [a, b]` with `spearman:` or `pearson:`; `shocks:` names processes instead.
public struct Correlation: Sendable {
  public enum Kind: Sendable { case spearman, pearson }
  public var name: Named
  public var between: [Named]
  public var ofShocks: Bool
  public var kind: Kind
  public var value: Expression
}

/// `data: {prices: {file: prices.csv, column: price}}`
public struct DataColumn: Sendable {
  public var name: Named
  public var sample: EmpiricalSample
}

public struct Issue: Sendable {
  public var name: Named
  public var low: String?
  public var high: String?
  public var unit: String?
  public var statusQuo: Expression?
  public var core: Bool
  /// The terms that protocols may choose; `nil`: any in 0 … 1.
  public var levels: [Expression]?
  public var about: String?
  public var source: String?
}

/// One value for every element, or one for each by name.
public enum PerElement: Sendable {
  case all(Expression)
  case each([(name: Named, value: Expression)])
}

public struct Party: Sendable {
  public struct RedLine: Sendable {
    public enum Side: Sendable { case above, below }
    public var issue: Named
    public var side: Side
    public var limit: Expression
    /// `nil` with `hard`: never accepted.
    public var slope: Expression?
    public var hard: Bool
  }
  public enum NoDeal: Sendable {
    case value(Expression)
    case fighting(winChance: Expression, cost: Expression, win: Expression?, lose: Expression?)
    case text(Named)
  }
  public struct Tolerance: Sendable {
    public var sd: Expression
    public var persistence: Expression
    /// `persistence: 90% per year`; `nil`: per step.
    public var per: String?
  }
  public struct Reference: Sendable {
    public var catchesUp: Expression?
    public var lossAversion: Expression?
    public var strength: Expression?
  }
  public var name: Named
  public var role: Named?
  public var ideal: PerElement?
  public var weight: PerElement?
  public var curvature: Expression?
  public var capability: Expression?
  public var redLines: [RedLine] = []
  public var noDeal: NoDeal?
  public var tolerance: Tolerance?
  public var reference: Reference?
  public var delivers: [Named] = []
  /// Replacements of built-in values, which may read `default`.
  public var utility: Expression?
  public var value: Expression?
  public var accepts: Expression?
  /// In the file's order: each is asked after the one before.
  public var ratifiers: [Ratifier] = []
  /// What the party has after a broken deal; `nil`: what no deal is worth.
  public var afterBreach: Expression?
  public var about: String?
  public var source: String?
}

public enum ElementKind: Sendable, Hashable { case issue, party }

public struct Definition: Sendable {
  public var name: Named
  public var value: Expression
  public var each: [ElementKind] = []
  public var about: String?
  public var source: String?
}

public struct StateEntry: Sendable {
  public enum Process: Sendable {
    case constant
    case next(Expression)
    case meanReverting(to: Expression, pull: Expression, sd: Expression)
    case randomWalk(drift: Expression?, sd: Expression)
    case geometric(drift: Expression?, sd: Expression)
    case decay(Expression)
    case jump(rate: RateExpression, size: Expression)
    case markov([(label: Named, leave: [(to: Named, chance: Expression)])])
  }
  public var name: Named
  public var start: Expression
  public var process: Process
  public var within: (low: Expression, high: Expression)?
  public var each: [ElementKind] = []
  public var unit: String?
  public var about: String?
  public var source: String?
}

public struct EventEntry: Sendable {
  public enum Trigger: Sendable {
    case rate(RateExpression)
    case probability(RateExpression)
    case date(CalendarDate, Named)
    case step(Int, Named)
    case after(Named, delay: Expression?)
    case when(Expression)
  }
  public struct Effect: Sendable {
    public var state: Named
    /// `offer[army]`: the element names.
    public var index: [Named]
    public var value: Expression
  }
  public var name: Named
  public var trigger: Trigger
  public var window: Expression?
  public var once: Bool
  public var competes: Named?
  public var effects: [Effect] = []
  public var acts: [(act: Act, name: Named)] = []
  public var about: String?
  public var source: String?
}

public struct OutcomeRule: Sendable {
  public enum Rule: Sendable {
    case asSoonAs(Expression)
    case atEnd(Expression)
    case otherwise
  }
  public var name: Named
  public var rule: Rule
  public var className: String?
  public var about: String?
}

public struct Measure: Sendable {
  public var name: Named
  public var value: Expression
  public var unit: String?
  public var about: String?
}

public struct Signal: Sendable {
  public var name: Named
  public var condition: Expression
  public var about: String?
}
