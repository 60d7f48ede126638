import Sim

extension DriverQuestion {
  package static let files = ["drivers.csv"]

  package static func tables(_ answers: [Answer]) -> [AnswerTable] {
    [AnswerTable(.drivers, answers.flatMap(DriverRow.rows))]
  }
}

/// One number about one input, or about what is left.
private struct DriverRow: Sendable {
  let answer: DriverQuestion.Answer
  let input: String
  let unit: String?
  let method: String
  let found: ValueInInterval
  let count: Int
  var at: Double?
  var bins: Int?

  static func rows(_ answer: DriverQuestion.Answer) -> [DriverRow] {
    var rows: [DriverRow] = []
    for influence in answer.influences {
      let row = { (method: String, found: ValueInInterval, count: Int) in
        DriverRow(
          answer: answer, input: influence.input, unit: influence.unit, method: method,
          found: found, count: count)
      }
      if let share = influence.share {
        rows.append(row("anova", share.share, share.count))
        rows[rows.count - 1].bins = share.bins
      }
      if let distance = influence.distance {
        rows.append(row("ks", distance.distance, distance.members + distance.others))
      }
      if let rank = influence.rank { rows.append(row("rank", rank.correlation, rank.count)) }
      for (method, bar) in [("tornado_low", influence.low), ("tornado_high", influence.high)] {
        guard let bar else { continue }
        rows.append(row(method, bar.effect.effect, bar.effect.pairs))
        rows[rows.count - 1].at = bar.value
      }
    }
    let rest = answer.chance == nil ? "interactions and chance" : "interactions"
    for (name, found) in [(rest, answer.rest), ("chance", answer.chance)] {
      guard let found else { continue }
      rows.append(
        DriverRow(
          answer: answer, input: name, unit: nil, method: "anova", found: found,
          count: answer.count))
    }
    return rows
  }
}

extension Table where Row == DriverRow {
  fileprivate static var drivers: Table {
    Table(
      file: "drivers.csv",
      columns: [
        .text("scenario", "name of the scenario or table", role: .key) { $0.answer.scenario },
        .integer("point", nil, "number of the sweep point; 0 without a sweep", role: .key) {
          $0.answer.point
        },
        .text("kind", "outcome, class, measure, or condition: a rule", role: .key) {
          $0.answer.target.kind.rawValue
        },
        .text("target", "what is moved", role: .key) { $0.answer.target.name },
        .text(
          "input",
          "what moves it; interactions: what inputs do together; chance: what is left where all that is "
            + "drawn once is known; interactions and chance: both, where they cannot be told apart",
          role: .key
        ) { $0.input },
        .text(
          "method",
          "anova: share of the variance that goes with it; ks: distance of its distributions in the "
            + "trials that ended so and in the others; rank: rank correlation; tornado_low, "
            + "tornado_high: change of the share or mean where it is held at its 5 % or 95 % quantile",
          role: .key
        ) { $0.method },
        .number(
          "value", nil, "what the method says; a share can come out below 0 where there is little"
        ) { $0.found.value },
        .number("ci_low", nil, "lower 95 % limit; \(limits)") {
          $0.found.interval.low.isFinite ? $0.found.interval.low : nil
        },
        .number("ci_high", nil, "upper 95 % limit; \(limits)") {
          $0.found.interval.high.isFinite ? $0.found.interval.high : nil
        },
        .text("verdict", "told apart, or not told apart from none: what the limits say") {
          $0.found.isToldApart ? "told apart" : "not told apart"
        },
        .integer("n", "trials", "trials, or pairs of trials, that it rests on") { $0.count },
        .integer("bins", nil, "of anova: into how many bins of the input") { $0.bins },
        .number("at", nil, "of a tornado: the value at which the input is held") { $0.at },
        .text("unit", "unit of the input") { $0.unit },
      ])
  }

  private static var limits: String {
    "of all bars of a target's tornado together, else of each row alone; empty for a bar of values that are all "
      + "the same"
  }
}
