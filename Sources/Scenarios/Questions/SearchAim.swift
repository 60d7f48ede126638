package import Sim

/// What a search is to make large, or what it is to keep to: a sum of shares of outcomes or classes and of means
/// of measures, each times a number, as `0.6*compromise - 0.1*mean(casualties)`.
///
/// It is linear, so that it has a value in each trial, and differences are judged by pairs of trials.
package struct SearchAim: Sendable, CustomStringConvertible {
  package enum Quantity: Hashable, Sendable {
    /// Of an outcome or a class.
    case share(String)
    case mean(String)
  }

  package let text: String
  package private(set) var weights: [Quantity: Double] = [:]
  package private(set) var constant = 0.0
  private let expression: Expression

  package var description: String { text }

  /// Whether it is made of shares alone, and so needs no unit.
  package var isOfShares: Bool {
    weights.keys.allSatisfy { if case .share = $0 { true } else { false } }
  }

  /// Whether it is made of means alone.
  package var isOfMeasures: Bool {
    weights.keys.allSatisfy { if case .mean = $0 { true } else { false } }
  }

  /// Whether it is the share of one outcome or class, and so 0 or 1 in each trial.
  package var isShare: Bool { if case .share = single { true } else { false } }

  /// Of what must not be above 0 and has one share alone: what the share is held against.
  fileprivate var boundOfShare: Double? {
    guard weights.count == 1, let only = weights.first, only.value != 0, case .share = only.key
    else { return nil }
    return -constant / only.value
  }

  /// The measures whose means it has.
  package var measures: [String] {
    weights.keys.compactMap { if case .mean(let name) = $0 { name } else { nil } }.sorted()
  }

  /// The name of the outcome, class or measure that it is, if it is one alone.
  package var single: Quantity? {
    guard constant == 0, weights.count == 1, let only = weights.first, only.value == 1 else {
      return nil
    }
    return only.key
  }

  /// `option`: where it was written, for messages.
  package init(_ text: String, option: String) throws(TrialDataError) {
    do throws(Diagnostics) {
      try self.init(EndingNames.expression(text, option: option), text)
    } catch {
      throw .wrong(error.all)
    }
  }

  fileprivate init(_ expression: Expression, _ text: String) throws(Diagnostics) {
    self.text = text
    self.expression = expression
    do throws(Diagnostic) { try add(expression, 1) } catch { throw Diagnostics([error]) }
  }

  private mutating func add(_ e: Expression, _ factor: Double) throws(Diagnostic) {
    switch e.kind {
    case .binary(.add, let a, let b):
      try add(a, factor)
      try add(b, factor)
    case .binary(.subtract, let a, let b):
      try add(a, factor)
      try add(b, -factor)
    case .negate(let inner): try add(inner, -factor)
    case .binary(.multiply, let a, let b):
      if let number = Self.number(a) {
        try add(b, factor * number)
      } else if let number = Self.number(b) {
        try add(a, factor * number)
      } else {
        throw e.error(SearchCause.notLinear)
      }
    case .binary(.divide, let a, let b):
      guard let number = Self.number(b), number != 0 else { throw e.error(SearchCause.notLinear) }
      try add(a, factor / number)
    case .name(let name): weights[.share(name), default: 0] += factor
    case .call("mean", let arguments):
      guard arguments.count == 1, arguments[0].label == nil,
        case .name(let name) = arguments[0].value.kind
      else { throw e.error(SearchCause.meanOfMeasure) }
      weights[.mean(name), default: 0] += factor
    default:
      guard let number = Self.number(e) else { throw e.error(SearchCause.notLinear) }
      constant += factor * number
    }
  }

  private static func number(_ e: Expression) -> Double? {
    switch e.kind {
    case .number(let value): value
    case .negate(let inner): number(inner).map { -$0 }
    default: nil
    }
  }

  // MARK: Of trials

  /// By quantity: where it stands in a report.
  private enum Place {
    /// By outcome.
    case ends([Double])
    case measure(Int, Double)
  }

  /// Throws the name that a scenario does not have.
  package func check(_ report: Report) throws(TrialDataError) {
    do throws(Diagnostic) { _ = try places(report) } catch { throw .wrong([error]) }
  }

  private func places(_ report: Report) throws(Diagnostic) -> [Place] {
    var worth = report.outcomes.map { _ in 0.0 }
    var places: [Place] = []
    for (quantity, weight) in weights {
      switch quantity {
      case .share(let name):
        let ends = report.outcomes.indices.filter { place in
          let ofClass = report.classes[report.classOfOutcome[place]]
          return [report.outcomes[place].name, ofClass].contains { EndingNames.plain($0) == name }
        }
        guard !ends.isEmpty else {
          let known = (report.outcomes.map(\.name) + report.classes).map(EndingNames.plain)
          throw expression.error(ScenarioCause.missing(name, what: "outcome", among: known))
        }
        for end in ends { worth[end] += weight }
      case .mean(let name):
        guard let place = report.measures.firstIndex(where: { $0.name == name }) else {
          throw expression.error(
            ScenarioCause.missing(name, what: "measure", among: report.measures.map(\.name)))
        }
        places.append(.measure(place, weight))
      }
    }
    return places + [.ends(worth)]
  }

  /// By trial; NaN of one that failed, or that has no value of a measure.
  func values(_ trials: TrialColumns) -> [Double] {
    guard let places = try? places(trials.report) else { return [] }
    var values = trials.outcomes.map { $0 < 0 ? Double.nan : constant }
    for place in places {
      switch place {
      case .ends(let worth):
        for k in values.indices where trials.outcomes[k] >= 0 {
          values[k] += worth[Int(trials.outcomes[k])]
        }
      case .measure(let number, let weight):
        for k in values.indices { values[k] += weight * trials.measures[number][k] }
      }
    }
    return values
  }
}

/// What a choice must keep to: an aim and a bound, as `collapse <= 8%`.
package struct SearchLimit: Sendable, CustomStringConvertible {
  /// What must not be above 0.
  package let excess: SearchAim
  package let text: String

  package var description: String { text }

  package init(_ text: String, option: String) throws(TrialDataError) {
    self.text = text
    do throws(Diagnostics) {
      let whole = try EndingNames.expression(text, option: option)
      switch whole.kind {
      case .binary(.less, let a, let b), .binary(.lessOrEqual, let a, let b):
        excess = try SearchAim(Self.difference(a, b, whole), text)
      case .binary(.greater, let a, let b), .binary(.greaterOrEqual, let a, let b):
        excess = try SearchAim(Self.difference(b, a, whole), text)
      default: throw Diagnostics([whole.error(SearchCause.noBound)])
      }
      if let bound = excess.boundOfShare, !(0...1).contains(bound) {
        throw Diagnostics([whole.error(SearchCause.noShare)])
      }
    } catch {
      throw .wrong(error.all)
    }
  }

  private static func difference(_ a: Expression, _ b: Expression, _ whole: Expression)
    -> Expression
  {
    Expression(.binary(.subtract, a, b), in: whole.source, at: whole.range)
  }
}

/// What can be wrong with what a search is asked.
enum SearchCause: Cause {
  case notLinear
  case meanOfMeasure
  case noBound
  case noShare

  var wording: String {
    switch self {
    case .notLinear:
      "an aim is a sum of shares and means, each times a number, as in 0.6*compromise - 0.1*mean(losses)"
    case .meanOfMeasure: "mean() takes the name of a measure"
    case .noBound: "a bound is needed, as in collapse <= 8%"
    case .noShare: "a share lies between 0 and 1"
    }
  }
}
