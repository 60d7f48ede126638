/// What words and functions mean, in a line each, for the reference.

extension TextName {
  var meaning: String {
    switch self {
    case .draft: "the text on the table"
    case .agreed: "the text in force; missing while there is none"
    case .statusQuo: "what holds without an agreement"
    case .judged: "the text that a party judges, where it judges one"
    }
  }
}

extension TextFunction {
  /// `t` and `u` are texts, `p` is a party.
  var usage: String { self == .distance ? "distance(t, u)" : "\(rawValue)(p, t)" }

  var meaning: String {
    switch self {
    case .distance: "the mean difference of the terms of two texts"
    case .utility: "what the terms of a text are worth to a party"
    case .value: "the same with gains, losses, red lines and authorship"
    case .margin: "value and tolerance, less no deal"
    case .accepts: "whether the party would sign the text"
    }
  }
}

extension MemoryFunction {
  /// `e` is an event, `c` a condition, `x` a number.
  var usage: String {
    switch self {
    case .fires, .happened, .since, .count, .first, .dateOf: "\(rawValue)(e)"
    case .ever, .heldFor, .longest: "\(rawValue)(c)"
    case .previous, .highest, .lowest, .total, .average: "\(rawValue)(x)"
    }
  }

  var meaning: String {
    switch self {
    case .previous: "x one step ago; previous(x, 4): four steps ago"
    case .fires: "the event fires in this step"
    case .happened: "it fired in this step or before"
    case .count: "in how many steps it fired, or of count(c) the condition held"
    case .first: "the step in which it first fired, or of first(c) the condition held"
    case .dateOf: "the date of that step; the clock needs a start"
    case .since: "the time since it last fired; 0 in that step"
    case .ever: "whether the condition has ever held, or the event fired"
    case .heldFor: "how long the condition has held without a break"
    case .longest: "the longest time for which it held without a break"
    case .highest: "the largest value so far"
    case .lowest: "the smallest value so far"
    case .average: "the mean of its values so far"
    case .total: "their sum, from step 1 on"
    }
  }
}
