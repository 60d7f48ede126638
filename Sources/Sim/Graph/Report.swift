/// What a program reports, by position. The tallies index by these positions.
public struct Report: Sendable {
  public struct Outcome: Sendable, Hashable {
    public var name: String
    /// `nil`: the outcome is a class of its own.
    public var className: String?

    public init(name: String, className: String? = nil) {
      self.name = name
      self.className = className
    }
  }

  /// Taken once, at the end of a trial. A condition is 0 or 1.
  public struct Measure: Sendable, Hashable {
    public var name: String
    public var unit: String?
    public var isCondition: Bool

    public init(name: String, unit: String? = nil, isCondition: Bool = false) {
      self.name = name
      self.unit = unit
      self.isCondition = isCondition
    }
  }

  /// Followed step by step. `low` and `high` are declared bounds.
  public struct Quantity: Sendable, Hashable {
    public var name: String
    public var unit: String?
    public var isCondition: Bool
    public var low: Double?
    public var high: Double?

    public init(
      name: String, unit: String? = nil, isCondition: Bool = false, low: Double? = nil,
      high: Double? = nil
    ) {
      self.name = name
      self.unit = unit
      self.isCondition = isCondition
      self.low = low
      self.high = high
    }
  }

  public struct Parameter: Sendable, Hashable {
    public var name: String
    public var unit: String?

    public init(name: String, unit: String? = nil) {
      self.name = name
      self.unit = unit
    }
  }

  /// The last step; steps run from 0 to `steps`.
  public var steps: Int
  public let outcomes: [Outcome]
  public var measures: [Measure]
  public var signals: [String]
  public var quantities: [Quantity]
  /// What is dated once per trial, such as the first halt.
  public var milestones: [String]
  public var parameters: [Parameter]
  /// In the order in which the outcomes first name them.
  public let classes: [String]
  /// By outcome: its position in `classes`.
  public let classOfOutcome: [Int]
  /// What is kept of all that could be.
  public internal(set) var recording = Recording.all

  public init(
    steps: Int, outcomes: [Outcome], measures: [Measure] = [], signals: [String] = [],
    quantities: [Quantity] = [], milestones: [String] = [], parameters: [Parameter] = []
  ) {
    self.steps = steps
    self.outcomes = outcomes
    self.measures = measures
    self.signals = signals
    self.quantities = quantities
    self.milestones = milestones
    self.parameters = parameters
    var classes: [String] = []
    classOfOutcome = outcomes.map { outcome in
      let name = outcome.className ?? outcome.name
      if let known = classes.firstIndex(of: name) { return known }
      classes.append(name)
      return classes.count - 1
    }
    self.classes = classes
  }

  /// Step 0 counts.
  public var stepCount: Int { steps + 1 }
}
