package import Sim

extension Calibration {
  /// A round, as it came out.
  package struct Round: Sendable {
    package let number: Int
    package let tolerance: Double
    package let effectiveSize: Double
    /// Sets that some trial of which finished.
    package let sets: Int
    package let trials: Int

    package init(
      _ number: Int, _ round: PopulationMonteCarlo.Round, _ found: some Collection<[Found]?>,
      trials: Int
    ) {
      self.number = number
      self.trials = trials
      tolerance = round.tolerance
      effectiveSize = round.particles.effectiveSize
      sets = found.filter { $0 != nil }.count
    }
  }

  /// What is known of a parameter before and after.
  package struct Posterior: Sendable {
    package let path: String
    package let prior: String
    package let before: (mean: Double, deviation: Double)
    package let after: (mean: Double, deviation: Double)
    /// 5 %, median, 95 %.
    package let quantiles: [Double]
    /// How far the two distributions lie apart, with the band within which they are not told apart.
    package let distance: (value: Double, interval: Interval)
    /// Standard deviation of the normal scores: 1 before anything is known.
    package let width: Double

    package var isSettled: Bool { distance.interval.low > 0 }
  }

  /// How the sets that fit meet a target.
  package struct Prediction: Sendable {
    package let target: TargetFile.Target
    package let before: (mean: Double, deviation: Double)
    package let after: (mean: Double, deviation: Double)
    package let quantiles: [Double]
    /// Standard error of what one set comes to, by chance alone, on average.
    package let noise: Double
    package let isDrowned: Bool
    /// How many errors of the target off the nearest of all sets is that were tried.
    package let nearest: Double

    /// How many errors of the target it lies off.
    package var miss: Double { (after.mean - target.known.value) / target.known.error }
    /// Within two errors.
    package var isMet: Bool { miss.magnitude <= 2 }
    /// No set that was tried comes within two errors.
    package var isOutOfReach: Bool { nearest > 2 }
    /// In errors of the target.
    package var relativeNoise: Double { noise / target.known.error }
  }

  package struct Answer: Sendable {
    package let rounds: [Round]
    package let tolerance: Double
    package let effectiveSize: Double
    package let posteriors: [Posterior]
    package let predictions: [Prediction]
    package let paths: [String]
    /// Sets with some weight, by weight: the values by path, and the weight.
    package let sets: [(values: [Double], weight: Double)]

    package var isDone: Bool { tolerance <= 1 }
    /// The last round brought the tolerance down by less than a tenth.
    package var isStalled: Bool {
      guard rounds.count > 1 else { return false }
      return tolerance > 0.9 * rounds[rounds.count - 2].tolerance
    }
  }

  /// From the last round; `first`: what the sets of the first round, which come from the prior, came to.
  package func answer(
    _ round: PopulationMonteCarlo.Round, _ found: [[Found]?], first: [[Found]?], rounds: [Round]
  ) -> Answer {
    let particles = round.particles
    let values = particles.scores.map(self.values)
    let posteriors = priors.indices.map { k in
      let column = values.map { $0[k] }
      return Posterior(
        path: priors[k].path, prior: priors[k].text, before: priors[k].marginal.moments,
        after: particles.moments(column), quantiles: Self.quantiles(particles, column),
        distance: particles.distanceFromPrior(k), width: particles.deviationOfScore(k))
    }
    let predictions = file.targets.indices.map { k in
      let column = found.map { $0?[k].value ?? 0 }
      let noise = particles.moments(found.map { $0?[k].variance ?? 0 }).mean
      let before = first.compactMap { $0?[k].value }
      let mean = before.reduce(0, +) / Double(max(1, before.count))
      let spread =
        before.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, before.count))
      let target = file.targets[k]
      return Prediction(
        target: target, before: (mean, spread.squareRoot()), after: particles.moments(column),
        quantiles: Self.quantiles(particles, column), noise: noise.squareRoot(),
        isDrowned: target.known.isDrowned(by: noise),
        nearest: found.compactMap { $0?[k].value }.map { value in
          (value - target.known.value).magnitude / target.known.error
        }.min() ?? .infinity)
    }
    let order = particles.weights.indices.filter { particles.weights[$0] > 1e-9 }.sorted {
      (-particles.weights[$0], $0) < (-particles.weights[$1], $1)
    }
    let sum = order.reduce(0) { $0 + particles.weights[$1] }
    return Answer(
      rounds: rounds, tolerance: round.tolerance, effectiveSize: particles.effectiveSize,
      posteriors: posteriors, predictions: predictions, paths: priors.map(\.path),
      sets: order.map { (values[$0], particles.weights[$0] / sum) })
  }

  /// The target that weighted sets miss by most, and by how many of its errors. `found`: of all sets.
  package func furthest(
    _ particles: WeightedParticles, _ found: [[Found]?]
  ) -> (name: String, miss: Double)? {
    file.targets.indices.map { k in
      let known = file.targets[k].known
      let mean = particles.moments(found.map { $0?[k].value ?? 0 }).mean
      return (file.targets[k].name, (mean - known.value) / known.error)
    }.max { $0.1.magnitude < $1.1.magnitude }
  }

  private static func quantiles(_ particles: WeightedParticles, _ values: [Double]) -> [Double] {
    [0.05, 0.5, 0.95].map { particles.quantile($0, values) ?? .nan }
  }
}

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
        .number("posterior_mean", nil, "mean of what the sets that fit come to") { $0.after.mean },
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
        .text("verdict", "met: within two errors; else missed") { $0.isMet ? "met" : "missed" },
        .text("source", "where the target is known from") { $0.target.source },
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
