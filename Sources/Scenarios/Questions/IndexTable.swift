import Sim

extension IndexQuestion {
  package static let files = ["indices.csv"]

  package static func tables(_ answers: [Answer]) -> [AnswerTable] {
    [AnswerTable(.indices, answers.flatMap(IndexRow.rows))]
  }
}

private struct IndexRow: Sendable {
  let answer: IndexQuestion.Answer
  let index: IndexQuestion.Index

  static func rows(_ answer: IndexQuestion.Answer) -> [IndexRow] {
    var indices = answer.indices
    if let parameters = answer.parameters {
      let interval = parameters.interval
      indices += [
        IndexQuestion.Index(input: "parameters", name: .first, found: parameters),
        IndexQuestion.Index(
          input: "chance", name: .total,
          found: ValueInInterval(
            1 - parameters.value, Interval(low: 1 - interval.high, high: 1 - interval.low))),
      ]
    }
    return indices.map { IndexRow(answer: answer, index: $0) }
  }
}

extension Table where Row == IndexRow {
  fileprivate static var indices: Table {
    Table(
      file: "indices.csv",
      columns: [
        .text("scenario", "name of the scenario", role: .key) { $0.answer.scenario },
        .text("kind", "outcome, class, measure, or condition: a rule", role: .key) {
          $0.answer.target.kind.rawValue
        },
        .text("target", "what is moved", role: .key) { $0.answer.target.name },
        .text(
          "input",
          "what moves it; 'a and b': inputs that depend on each other; parameters: all that is drawn "
            + "once; chance: the rest", role: .key
        ) { $0.index.input },
        .text(
          "index",
          "S: share of the variance of the chance given the parameters (of a measure: of its mean) that "
            + "the input explains alone; T: alone and together with others; of parameters and chance: of "
            + "the variance of the target itself; mu, mu_star, sigma: mean, mean size and standard "
            + "deviation of the change from the lowest to the highest level; shapley: share of the "
            + "variance of the target, of inputs that depend on each other", role: .key
        ) { $0.index.name.rawValue },
        .number(
          "value", nil, "the index; a share can come out below 0 or above 1 where it is uncertain"
        ) { $0.index.found.value },
        .number("ci_low", nil, "lower 95 % limit, \(limits)") {
          finite($0.index.found.interval.low)
        },
        .number("ci_high", nil, "upper 95 % limit, \(limits)") {
          finite($0.index.found.interval.high)
        },
        .text("verdict", "told apart, or not told apart from none: what the limits say") {
          $0.index.found.isToldApart ? "told apart" : "not told apart"
        },
      ])
  }

  private static var limits: String {
    "of each row alone; empty where the input changed no trial and nothing bounds what it may change in others"
  }
}
