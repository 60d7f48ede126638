import Sim

/// Format 1: `levers`.
enum LeverFormat {
  static let section = Field<Scenario>.section(
    "levers", lever, { $0.levers = $1 }, "what can be chosen, for `simrun search`")

  private static let number = Form<Double>(.text) { cursor in
    guard let value = cursor.text.flatMap(StudyInput.number), value.isFinite else {
      cursor.error(LeverCause.noNumber(cursor.node.described))
      return nil
    }
    return value
  }

  private static let range = Form<Lever.Choice>(.list(of: .text, count: 2)) { cursor in
    var ends: [WrittenNumber] = []
    for end in cursor.items {
      guard let found = end.text.flatMap(WrittenNumber.init) else {
        end.error(LeverCause.noNumber(end.node.described))
        return nil
      }
      ends.append(found)
    }
    guard ends.count == 2 else { return nil }
    guard ends[0].number < ends[1].number, ends[0].isOfUnit(of: ends[1]) else {
      cursor.error(LeverCause.emptyRange)
      return nil
    }
    guard ends.allSatisfy(\.isEndOfRange) else {
      cursor.error(LeverCause.rangeTooLarge)
      return nil
    }
    return .range(ends[0].number...ends[1].number, unit: ends[1].unit)
  }

  private static let values = Form<Lever.Choice>(.list(of: .text, count: nil)) { cursor in
    let values = cursor.items.compactMap(\.text)
    guard values.count > 1, Set(values).count == values.count else {
      cursor.error(LeverCause.tooFewValues)
      return nil
    }
    return .values(values)
  }

  private static let choices: [Part<Lever.Choice>] = [
    .key("range", range, "the least and the largest value, as [low, high]"),
    .key("values", values, "instead: what can be chosen, in its order"),
  ]

  private static let lever = Form<Lever>.record(
    Part<(Named, Lever.Choice)>.all(
      .key(
        "path", Form(.text) { $0.scalar },
        "what is changed, as `--set` names it"),
      .one(of: choices, "choice")
    ) { ($0, $1) },
    [
      Field("whole", .flag, { $0.isWhole = $1 }, "true: whole numbers only"),
      Field("by", .word, { $0.by = $1 }, "the party that can choose it"),
      Field("cost", number, { $0.cost = $1 }, "what one more of the value costs"),
      Field("unit", .text, { $0.unit = $1 }, "the unit of the cost, as results print it"),
      .about { $0.about = $1 }, .source { $0.source = $1 },
    ]
  ) { place, parts in Lever(name: place.named, path: parts.0, choice: parts.1) }
}

/// What can be wrong with a lever besides its format.
enum LeverCause: Cause {
  case noNumber(String)
  case emptyRange
  case rangeTooLarge
  case tooFewValues
  case wholeWithoutRange
  case wholeEnds
  case wholeTooLarge

  /// Beyond it not every whole number is a number.
  static let mostWhole = 9_007_199_254_740_992.0

  var wording: String {
    switch self {
    case .noNumber(let found): "a number is needed, not \(found)"
    case .emptyRange: "a range is two numbers of one unit, the lower one first: [0.2, 0.8]"
    case .rangeTooLarge: WrittenNumber.rangeLimit
    case .tooFewValues: "a choice needs two different values or more"
    case .wholeWithoutRange: "'whole' goes with 'range'"
    case .wholeEnds: "the ends of a range of whole numbers are whole numbers"
    case .wholeTooLarge:
      "the ends of a range of whole numbers lie between -9007199254740992 and 9007199254740992"
    }
  }
}
