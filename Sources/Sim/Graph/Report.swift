/// What a program reports, by position. The tallies index by these positions.
package struct Report: Sendable {
  package struct Outcome: Sendable, Hashable {
    package var name: String
    /// `nil`: the outcome is a class of its own.
    package var className: String?

    package init(name: String, className: String? = nil) {
      self.name = name
      self.className = className
    }
  }

  /// Taken once, at the end of a trial. A condition is 0 or 1.
  package struct Measure: Sendable, Hashable {
    package var name: String
    package var unit: String?
    package var isCondition: Bool
    /// What the file says of it.
    package var about: String?

    package init(
      name: String, unit: String? = nil, isCondition: Bool = false, about: String? = nil
    ) {
      self.name = name
      self.unit = unit
      self.isCondition = isCondition
      self.about = about
    }
  }

  /// Followed step by step. `low` and `high` are declared bounds.
  package struct Quantity: Sendable, Hashable {
    package var name: String
    package var unit: String?
    package var isCondition: Bool
    package var low: Double?
    package var high: Double?
    /// As if no trial had ended; it stands behind those that are followed to the end of each.
    package internal(set) var isUndisturbed = false

    package init(
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

  /// Known once per trial: a declared parameter, or what another entry draws.
  package struct Parameter: Sendable, Hashable {
    package var name: String
    package var unit: String?
    package var about: String?
    /// The same in all trials.
    package var constant: Double?
    /// Drawn in an entry of the parties or plans.
    package var isOfEntry: Bool

    package init(
      name: String, unit: String? = nil, about: String? = nil, constant: Double? = nil,
      isOfEntry: Bool = false
    ) {
      self.name = name
      self.unit = unit
      self.about = about
      self.constant = constant
      self.isOfEntry = isOfEntry
    }
  }

  /// The last step; steps run from 0 to `steps`.
  package var steps: Int
  package let outcomes: [Outcome]
  package var measures: [Measure]
  package var signals: [String]
  package var quantities: [Quantity]
  /// What is dated once per trial, such as the first halt.
  package var milestones: [String]
  /// How many of the milestones, from the last, are declared events.
  package var eventCount: Int
  package var parameters: [Parameter]
  /// In the order in which the outcomes first name them.
  package let classes: [String]
  /// By outcome: its position in `classes`.
  package let classOfOutcome: [Int]
  /// What is kept of all that could be.
  package internal(set) var recording = Recording.all

  package init(
    steps: Int, outcomes: [Outcome], measures: [Measure] = [], signals: [String] = [],
    quantities: [Quantity] = [], milestones: [String] = [], eventCount: Int = 0,
    parameters: [Parameter] = []
  ) {
    self.steps = steps
    self.outcomes = outcomes
    self.measures = measures
    self.signals = signals
    self.quantities = quantities
    self.milestones = milestones
    self.eventCount = eventCount
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

  /// Whether any outcome belongs to a class that is named.
  package var declaresClasses: Bool { outcomes.contains { $0.className != nil } }

  /// Step 0 counts.
  package var stepCount: Int { steps + 1 }
}
