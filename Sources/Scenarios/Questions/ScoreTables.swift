import Sim

extension ScoreQuestion {
  private static let own = [
    "scores.csv", "reliability.csv", "recalibration.csv", "comparisons.csv", "point_scores.csv",
  ]

  /// With those of a model.
  package static let files = own + ["model_forecasts.csv"]

  /// `model`: the scenario that is asked too, where there is no answer yet.
  package static func tables(_ answer: Answer?, model: String? = nil) -> [AnswerTable] {
    let scorers = answer?.scorers ?? []
    let tables = [
      AnswerTable(.scores, scorers),
      AnswerTable(.reliability, scorers.flatMap { one in one.bins.map { BinRow(one, $0) } }),
      AnswerTable(
        .recalibration, scorers.flatMap { one in one.fit.blocks.map { BlockRow(one, $0) } }),
      AnswerTable(.comparisons, answer?.pairs ?? []),
      AnswerTable(.points(answer?.within ?? ScoreQuestion().within), answer?.points ?? []),
    ]
    guard let name = answer?.modelName ?? model else { return tables }
    return tables + [AnswerTable(.models(name), answer?.model ?? [])]
  }
}

private struct BinRow: Sendable {
  let scorer: ScoreQuestion.Scorer
  let bin: ReliabilityBin

  init(_ scorer: ScoreQuestion.Scorer, _ bin: ReliabilityBin) {
    (self.scorer, self.bin) = (scorer, bin)
  }
}

private struct BlockRow: Sendable {
  let scorer: ScoreQuestion.Scorer
  let block: IsotonicFit.Block

  init(_ scorer: ScoreQuestion.Scorer, _ block: IsotonicFit.Block) {
    (self.scorer, self.block) = (scorer, block)
  }
}

private let ofQuestions = "counting questions; empty: none can be given"

extension Table where Row == ScoreQuestion.Scorer {
  fileprivate static var scores: Table {
    Table(
      file: "scores.csv",
      columns: [
        .text(
          "forecaster", "who forecast; all: everyone in the file, each forecast once", role: .key
        ) { $0.name },
        .integer("n", "forecasts", "forecasts of resolved questions") { $0.brier.values },
        .number("brier", nil, "mean Brier score, 0 to 1; less is better") { $0.brier.mean },
        .number("log_score", nil, "mean of −log of what came; less is better; empty: infinite") {
          finite($0.log.mean)
        },
        .number("mcb", nil, "miscalibration: what the Brier score loses by it") {
          $0.parts.miscalibration
        },
        .number("dsc", nil, "discrimination: what it gains by telling questions apart") {
          $0.parts.discrimination
        },
        .number(
          "unc", nil, "the Brier score of always saying how often it came; brier = mcb − dsc + unc"
        ) { $0.parts.uncertainty },
        .integer("questions", "questions", "resolved questions among them") { $0.brier.questions },
        .integer("came", "forecasts", "forecasts of something that came") { $0.came },
        .number("brier_low", nil, "lower 95 % limit of brier, \(ofQuestions)") {
          $0.brier.interval?.low
        },
        .number("brier_high", nil, "upper 95 % limit of brier, \(ofQuestions)") {
          $0.brier.interval?.high
        },
        .number("log_score_low", nil, "lower 95 % limit of log_score, \(ofQuestions)") {
          $0.log.interval?.low
        },
        .number("log_score_high", nil, "upper 95 % limit of log_score, \(ofQuestions)") {
          $0.log.interval?.high
        },
        .number("base_rate", "share", "what the reference always says") { $0.baseRate },
        .number("reference", nil, "mean Brier score of the reference") { $0.reference },
        .number("gain", nil, "reference less brier; above 0 is better than the reference") {
          $0.gain.mean
        },
        .number("gain_low", nil, "lower 95 % limit of gain, of pairs, \(ofQuestions)") {
          $0.gain.interval?.low
        },
        .number("gain_high", nil, "upper 95 % limit of gain, of pairs, \(ofQuestions)") {
          $0.gain.interval?.high
        },
        .number("skill", "share", "gain as a share of reference; empty where that is 0") {
          $0.skill
        },
        .number(
          "mcb_usual", nil, "what mcb is below in 95 of 100 cases if the forecasts are calibrated"
        ) { $0.test.usual },
        .number(
          "mcb_p", "probability", "how often calibrated forecasts show as large an mcb, or larger"
        ) { $0.test.pValue },
        .number("log_mcb", nil, "miscalibration of the log score; empty: infinite") {
          finite($0.logParts.miscalibration)
        },
        .number("log_dsc", nil, "discrimination of the log score") { $0.logParts.discrimination },
        .number("log_unc", nil, "the log score of always saying how often it came") {
          $0.logParts.uncertainty
        },
        .integer("refuted", "forecasts", "forecasts of 0 or 1 that were wrong") { $0.refuted },
      ])
  }
}

extension Table where Row == BinRow {
  fileprivate static var reliability: Table {
    Table(
      file: "reliability.csv",
      columns: [
        .text("forecaster", "who forecast", role: .key) { $0.scorer.name },
        .number("low", "share", "least forecast of the bin", role: .key) { $0.bin.low },
        .number("high", "share", "its upper border, which belongs to the next bin", role: .key) {
          $0.bin.high
        },
        .integer("n", "forecasts", "forecasts in the bin") { $0.bin.count },
        .number("mean_forecast", "share", "mean of these forecasts") { $0.bin.meanForecast },
        .integer("came", "forecasts", "of them those of something that came") { $0.bin.came },
        .number("share", "share", "came of n") { $0.bin.share },
        .number("ci_low", "share", "lower 95 % limit of the share, counting questions") {
          $0.bin.interval.low
        },
        .number("ci_high", "share", "upper 95 % limit of the share, counting questions") {
          $0.bin.interval.high
        },
        .integer("questions", "questions", "questions in the bin") { $0.bin.questions },
      ])
  }
}

extension Table where Row == BlockRow {
  fileprivate static var recalibration: Table {
    Table(
      file: "recalibration.csv",
      columns: [
        .text("forecaster", "who forecast", role: .key) { $0.scorer.name },
        .number("low", "share", "least forecast of the step", role: .key) { $0.block.low },
        .number("high", "share", "its largest forecast", role: .key) { $0.block.high },
        .integer("n", "forecasts", "forecasts in the step") { $0.block.count },
        .number("mean_forecast", "share", "mean of these forecasts") { $0.block.meanForecast },
        .integer("came", "forecasts", "of them those of something that came") { $0.block.came },
        .number(
          "recalibrated", "share",
          "what should have been said: how often it came, by the closest rising line of steps"
        ) { $0.block.value },
      ])
  }
}

extension Table where Row == ScoreQuestion.Pair {
  fileprivate static var comparisons: Table {
    Table(
      file: "comparisons.csv",
      columns: [
        .text("forecaster", "who is compared", role: .key) { $0.name },
        .text("other", "with whom, on the questions that both answered", role: .key) { $0.other },
        .text("score", "brier, log or absolute_error; less is better", role: .key) {
          $0.score.rawValue
        },
        .integer("questions", "questions", "that both answered") { $0.difference.questions },
        .number("value", nil, "mean score of the forecaster on them; empty: infinite") {
          finite($0.value)
        },
        .number("other_value", nil, "mean score of the other on them; empty: infinite") {
          finite($0.otherValue)
        },
        .number("difference", nil, "value less other_value; below 0: the forecaster is better") {
          finite($0.difference.mean)
        },
        .number(
          "ci_low", nil, "lower 95 % limit of the difference, all pairs of the score together"
        ) {
          $0.difference.interval?.low
        },
        .number(
          "ci_high", nil, "upper 95 % limit of the difference, all pairs of the score together"
        ) { $0.difference.interval?.high },
        .text("verdict", "better, worse or not told apart; empty without limits") {
          $0.verdict?.rawValue
        },
      ])
  }
}

extension Table where Row == ScoreQuestion.PointScorer {
  fileprivate static func points(_ within: [Double]) -> Table {
    let hits = within.enumerated().map { place, limit in
      let text = "\(limit)"
      let name = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
      return Column<Row>.integer(
        "within_\(name)", "forecasts", "forecasts that are off by no more than \(name)"
      ) { $0.hits[place] }
    }
    return Table(
      file: "point_scores.csv",
      columns: [
        .text("forecaster", "who forecast", role: .key) { $0.name },
        .integer("n", "forecasts", "forecasts of resolved questions") { $0.error.values },
        .number("mae", nil, "mean absolute error, on the scale of the questions") { $0.error.mean },
        .number("rmse", nil, "root of the mean squared error") { $0.rootMeanSquare },
      ] + hits + [
        .number("wins", "questions", "on which it was nearest; one that k share is 1/k") {
          $0.wins
        },
        .integer("contests", "questions", "that others answered too") { $0.contests },
        .integer("questions", "questions", "resolved questions") { $0.error.questions },
        .number("mae_low", nil, "lower 95 % limit of mae, \(ofQuestions)") {
          $0.error.interval?.low
        },
        .number("mae_high", nil, "upper 95 % limit of mae, \(ofQuestions)") {
          $0.error.interval?.high
        },
      ])
  }
}

extension Table where Row == ModelForecasts.Row {
  fileprivate static func models(_ model: String) -> Table {
    Table(
      file: "model_forecasts.csv",
      columns: [
        .text("forecaster", "the model", role: .key) { _ in model },
        .text("question", "what is asked", role: .key) { $0.question.name },
        .date("resolution_date", "by when") { $0.question.resolutionDate.map { "\($0)" } },
        .text("rule", "when the model says that it has come") { $0.question.rule?.text },
        .text("rule_says", "what the question then comes out as") {
          $0.question.rule == nil ? nil : $0.question.ruleSays ? "yes" : "no"
        },
        .text("expressed", "yes, or no: cannot be expressed") { $0.share == nil ? "no" : "yes" },
        .text("reason", "why not") { $0.reason },
        .integer("step", "steps", "by the end of which the rule must have held") { $0.step },
        .date("date", "of that step") { $0.date },
        .integer("trials", "trials", "that finished") { $0.share?.trials },
        .integer("count", "trials", "in which the question came out as yes") { $0.share?.count },
        .number("share", "share", "count of trials: the forecast") { $0.share?.share },
        .number("ci_low", "share", "lower 95 % limit of the share; sampling error only") {
          $0.share?.interval.low
        },
        .number("ci_high", "share", "upper 95 % limit of the share; sampling error only") {
          $0.share?.interval.high
        },
        .number("resolution", nil, "1 if it came, 0 if it did not; empty while it is open") {
          $0.question.resolution
        },
      ])
  }
}
