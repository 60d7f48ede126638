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
    /// In the trials by which sets were chosen: nearer to the target than the sets are, for those count most
    /// whose trials came out near it.
    package let chosen: Double
    /// In fresh trials of the sets that fit.
    package let after: (mean: Double, deviation: Double)
    package let quantiles: [Double]
    /// Standard error of the mean of fresh trials of these sets, by chance alone.
    package let error: Double
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
    /// Standard error of how far off it lies, in errors of the target.
    package var missError: Double { error / target.known.error }
    /// In errors of the target.
    package var relativeNoise: Double { noise / target.known.error }
  }

  package struct Answer: Sendable {
    package let rounds: [Round]
    /// Sets that were run afresh, and how many trials of them finished or not in all.
    package let fresh: (sets: Int, trials: Int)
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

  /// The sets that fit, to be run on trials that chose nothing: as many as a round has, by their weights.
  package func fitting(_ round: PopulationMonteCarlo.Round) -> [[Double]] {
    round.particles.resampled(sampler.count).map { values(round.particles.scores[$0]) }
  }

  /// From the last round. `first`: what the sets of the first round, which come from the prior, came to;
  /// `fresh`: what the sets that fit came to in fresh trials. `nil`: no set has a fresh trial that finished.
  package func answer(
    _ round: PopulationMonteCarlo.Round, _ found: [[Found]?], first: [[Found]?],
    fresh: [[Found]?], rounds: [Round]
  ) -> Answer? {
    let fresh = fresh.compactMap { $0 }
    guard !fresh.isEmpty else { return nil }
    let particles = round.particles
    let values = particles.scores.map(self.values)
    let posteriors = priors.indices.map { k in
      let column = values.map { $0[k] }
      return Posterior(
        path: priors[k].path, prior: priors[k].text, before: priors[k].marginal.moments,
        after: particles.moments(column), quantiles: Self.quantiles(particles, column),
        distance: particles.distanceFromPrior(k), width: particles.deviationOfScore(k))
    }
    let order = particles.weights.indices.filter { particles.weights[$0] > 1e-9 }.sorted {
      (-particles.weights[$0], $0) < (-particles.weights[$1], $1)
    }
    let sum = order.reduce(0) { $0 + particles.weights[$1] }
    return Answer(
      rounds: rounds, fresh: (fresh.count, fresh.count * (rounds.last?.trials ?? 0)),
      tolerance: round.tolerance, effectiveSize: particles.effectiveSize,
      posteriors: posteriors,
      predictions: file.targets.indices.map { prediction($0, particles, found, first, fresh) },
      paths: priors.map(\.path), sets: order.map { (values[$0], particles.weights[$0] / sum) })
  }

  private func prediction(
    _ k: Int, _ particles: WeightedParticles, _ found: [[Found]?], _ first: [[Found]?],
    _ fresh: [[Found]]
  ) -> Prediction {
    let target = file.targets[k]
    let noise = particles.moments(found.map { $0?[k].variance ?? 0 }).mean
    let after = fresh.map { $0[k].value }
    // All sets have draws of their own, so that their noise averages out.
    let error = (fresh.reduce(0) { $0 + $1[k].variance }).squareRoot() / Double(fresh.count)
    return Prediction(
      target: target, before: Self.moments(first.compactMap { $0?[k].value }),
      chosen: particles.moments(found.map { $0?[k].value ?? 0 }).mean,
      after: Self.moments(after), quantiles: Self.quantiles(after), error: error,
      noise: noise.squareRoot(), isDrowned: target.known.isDrowned(by: noise),
      nearest: found.compactMap { $0?[k].value }.map { value in
        (value - target.known.value).magnitude / target.known.error
      }.min() ?? .infinity)
  }

  private static func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let count = Double(max(1, values.count))
    let mean = values.reduce(0, +) / count
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    return (mean, spread.squareRoot())
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

  /// The least value with at least such a share of them at or below it.
  private static func quantiles(_ values: [Double]) -> [Double] {
    let sorted = values.sorted()
    return [0.05, 0.5, 0.95].map { share in
      let rank = Int((share * Double(sorted.count) - 1e-9).rounded(.up))
      return sorted.isEmpty ? .nan : sorted[min(sorted.count, max(1, rank)) - 1]
    }
  }
}
