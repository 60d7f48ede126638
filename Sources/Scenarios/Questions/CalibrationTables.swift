import Sim

extension Calibration {
  package static func tables(_ answer: Answer) -> [AnswerTable] {
    [
      AnswerTable(
        .ensemble(answer.paths), answer.sets.map { SetRow(values: $0.values, weight: $0.weight) }),
      AnswerTable(.posterior, answer.posteriors), AnswerTable(.predictive, answer.predictions),
      AnswerTable(.rounds, answer.rounds),
    ]
  }
}

private struct SetRow: Sendable {
  let values: [Double]
  let weight: Double
}

extension Table where Row == SetRow {
  fileprivate static func ensemble(_ paths: [String]) -> Table {
    Table(
      file: EnsembleFile.name,
      columns: paths.enumerated().map { place, path in
        .number(path, nil, "value of the parameter in this set", role: .input) { $0.values[place] }
      } + [
        .number("weight", "share", "how much the set counts; all together are 1") { $0.weight }
      ])
  }
}

extension Table where Row == Calibration.Posterior {
  fileprivate static var posterior: Table {
    Table(
      file: "posterior.csv",
      columns: [
        .text("parameter", "path of the parameter", role: .key) { $0.path },
        .number("prior_mean", nil, "mean before anything is known") { $0.before.mean },
        .number("prior_sd", nil, "standard deviation before anything is known") {
          $0.before.deviation
        },
        .number("posterior_mean", nil, "mean of the sets that fit") { $0.after.mean },
        .number("posterior_sd", nil, "their standard deviation") { $0.after.deviation },
        .number("posterior_p5", nil, "their 5 % quantile") { $0.quantiles[0] },
        .number("posterior_p50", nil, "their median") { $0.quantiles[1] },
        .number("posterior_p95", nil, "their 95 % quantile") { $0.quantiles[2] },
        .number(
          "distance", "share", "largest difference of the two distribution functions; 0: the same"
        ) { $0.distance.value },
        .number("distance_low", "share", "lower 95 % limit of the distance; 0: not told apart") {
          $0.distance.interval.low
        },
        .number("distance_high", "share", "upper 95 % limit of the distance") {
          $0.distance.interval.high
        },
        .number("width", "ratio", "spread over that of the prior, both as normal scores") {
          $0.width
        },
        .text("verdict", "moved, or not settled: not told apart from the prior") {
          $0.isSettled ? "moved" : "not settled"
        },
        .text("prior", "what it was drawn from before anything is known") { $0.prior },
      ])
  }
}

extension Table where Row == Calibration.Prediction {
  fileprivate static var predictive: Table {
    Table(
      file: "predictive.csv",
      columns: [
        .text("target", "name of the target", role: .key) { $0.target.name },
        .number("value", nil, "what is known") { $0.target.known.value },
        .number("error", nil, "its standard error") { $0.target.known.error },
        .number("posterior_mean", nil, "mean of what the sets that fit come to in fresh trials") {
          $0.after.mean
        },
        .number("posterior_sd", nil, "its standard deviation over sets; chance has a part") {
          $0.after.deviation
        },
        .number("posterior_p5", nil, "its 5 % quantile over sets") { $0.quantiles[0] },
        .number("posterior_p50", nil, "its median over sets") { $0.quantiles[1] },
        .number("posterior_p95", nil, "its 95 % quantile over sets") { $0.quantiles[2] },
        .number("prior_mean", nil, "mean of what the sets of the first round come to") {
          $0.before.mean
        },
        .number("prior_sd", nil, "its standard deviation over these") { $0.before.deviation },
        .number("miss", "errors", "posterior_mean less value, in errors of the target") { $0.miss },
        .number("noise", nil, "standard error of what one set comes to, by chance alone") {
          $0.noise
        },
        .text("verdict", "met: posterior_mean is within two errors; else missed") {
          $0.isMet ? "met" : "missed"
        },
        .text("source", "where the target is known from") { $0.target.source },
        .number("mean_error", nil, "standard error of posterior_mean, by chance alone") {
          $0.error
        },
        .number(
          "chosen_mean", nil,
          "the mean in the trials by which sets were chosen, which lies nearer to the target"
        ) { $0.chosen },
      ])
  }
}

extension Table where Row == Calibration.Round {
  fileprivate static var rounds: Table {
    Table(
      file: "rounds.csv",
      columns: [
        .integer("round", nil, "number of the round", role: .key) { $0.number },
        .integer("sets", "sets", "sets of parameters some trial of which finished") { $0.sets },
        .integer("trials", "trials", "of each") { $0.trials },
        .number(
          "tolerance", "errors",
          "width of the density about each target by which sets are told apart, in errors of the target"
        ) { $0.tolerance },
        .number(
          "effective_size", "sets", "how many sets of equal weight those of all rounds are worth"
        ) {
          $0.effectiveSize
        },
      ])
  }
}
