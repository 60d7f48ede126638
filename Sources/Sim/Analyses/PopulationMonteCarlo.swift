internal import CGSL

/// Which sets of parameters fit what is known: approximate Bayesian computation by population Monte Carlo
/// (Beaumont, Cornuet, Marin & Robert 2009), with a tolerance that comes down as fast as enough particles stay
/// effective (Del Moral, Doucet & Jasra 2012).
///
/// Each round proposes particles from a normal distribution about those so far that weigh most; a tenth comes
/// from the prior, so that no weight can be large where the proposals have not looked (Hesterberg 1995). Those
/// of all rounds are weighed against all proposals together (Cornuet, Marin, Mira & Robert 2012), so that
/// nothing that was run is thrown away.
package struct PopulationMonteCarlo: Sendable {
  package let parameters: Int
  /// Particles in each round.
  package let count: Int
  package let seed: UInt64

  /// As many particles are to be effective as this part of a round.
  package static let kept = 0.5
  /// One particle of so many comes from the prior.
  private static let defensive = 10
  private static let mostTolerance = 1e6

  package init(parameters: Int, count: Int, seed: UInt64) {
    self.parameters = parameters
    self.count = count
    self.seed = seed
  }

  /// Where a round's particles come from.
  package struct Proposal: Sendable {
    /// `nil`: the prior alone.
    fileprivate var normal: NormalProposal?

    package static let prior = Proposal(normal: nil)

    /// About the mean of particles, somewhat wider than they spread.
    package init(around particles: WeightedParticles) { normal = NormalProposal(particles) }

    private init(normal: NormalProposal?) { self.normal = normal }
  }

  // MARK: A round

  /// Normal scores, by particle and then by parameter; the same for the same seed and round.
  package func proposed(_ proposal: Proposal, round: Int) -> [[Double]] {
    let choices = (0..<parameters).map { AddressedChoice(seed: seed, "calibrate \($0)") }
    return (0..<count).map { particle in
      let normals = choices.map { gsl_cdf_ugaussian_Pinv($0.uniform(particle, round: round)) }
      guard let normal = proposal.normal, particle % Self.defensive != Self.defensive - 1 else {
        return normals
      }
      return normal.moved(by: normals)
    }
  }

  /// By particle: log of how likely it is under the proposals of all rounds together, less log of the prior.
  private func logProposalOverPrior(_ scores: [[Double]], _ proposals: [Proposal]) -> [Double] {
    let ofPrior = Double(count / Self.defensive) / Double(count)
    return scores.map { score in
      let prior = -0.5 * score.reduce(0) { $0 + $1 * $1 }
      let sum = proposals.reduce(0.0) { sum, proposal in
        guard let normal = proposal.normal else { return sum + 1 }
        // A number holds it everywhere but past e⁷⁰⁰ times the prior.
        return sum + ofPrior + (1 - ofPrior) * exp(min(700, normal.logDensity(score) - prior))
      }
      return log(sum / Double(max(1, proposals.count)))
    }
  }

  /// The particles of all rounds at the least tolerance at which enough of them are effective.
  package struct Round: Sendable {
    package let particles: WeightedParticles
    /// 1: that of what is known.
    package let tolerance: Double
    /// Whether enough of them are effective at a tolerance of 1.
    package var isDone: Bool { tolerance <= 1 }
  }

  /// `scores`: of all rounds, one after the other; `proposals`: of each. `logKernel`: by particle, how well it
  /// fits at a tolerance; −∞ not at all. `before`: the tolerance of the round before, above which it does not
  /// rise. `nil` where none fits.
  package func weighed(
    _ scores: [[Double]], _ proposals: [Proposal], before: Double? = nil,
    logKernel: (_ particle: Int, _ tolerance: Double) -> Double
  ) -> Round? {
    let base = logProposalOverPrior(scores, proposals).map { -$0 }
    func logWeights(_ tolerance: Double) -> [Double] {
      base.indices.map { base[$0] + logKernel($0, tolerance) }
    }
    func effective(_ tolerance: Double) -> Double {
      WeightedParticles.normalized(logWeights(tolerance)).map(WeightedParticles.effectiveSize) ?? 0
    }
    let most = before ?? Self.mostTolerance
    // Where no tolerance makes more of them effective, as of matches that are exact, 1 is as good.
    let wanted = min(Self.kept * Double(count), 0.999 * effective(most))
    var (low, high) = (1.0, most)
    if effective(1) >= wanted {
      high = 1
    } else {
      for _ in 0..<60 {
        let middle = (low * high).squareRoot()
        if effective(middle) >= wanted { high = middle } else { low = middle }
      }
    }
    return WeightedParticles(scores: scores, logWeights: logWeights(high)).map {
      Round(particles: $0, tolerance: high)
    }
  }
}

/// A normal distribution about weighted particles.
private struct NormalProposal: Sendable {
  private let means: [Double]
  private let root: Cholesky
  private let logScale: Double

  /// Wider than the particles: tails that are too light cost more than tails that are too heavy.
  private static let widening = 1.3

  init(_ particles: WeightedParticles) {
    let count = particles.scores.first?.count ?? 0
    let size = max(1, particles.effectiveSize)
    let means = (0..<count).map { k in particles.moments(particles.scores.map { $0[k] }).mean }
    // Few particles say little of how parameters go together, and of how far they spread.
    let together = size / (size + Double(count))
    let wider = Self.widening * (1 + 2 / size)
    let matrix = (0..<count).map { a in
      (0..<count).map { b in
        let covariance = zip(particles.weights, particles.scores).reduce(0.0) {
          $0 + $1.0 * ($1.1[a] - means[a]) * ($1.1[b] - means[b])
        }
        return wider * (a == b ? covariance + 1e-6 : together * covariance)
      }
    }
    let plain = (0..<count).map { a in (0..<count).map { $0 == a ? matrix[a][a] : 0 } }
    let unit = Cholesky(rows: (0..<count).map { a in (0...a).map { $0 == a ? 1 : 0 } })
    self.means = means
    root = Cholesky(matrix) ?? Cholesky(plain) ?? unit
    logScale = root.rows.reduce(0) { $0 + log($1[$1.count - 1]) }
  }

  func moved(by normals: [Double]) -> [Double] {
    root.rows.enumerated().map { k, row in
      means[k] + zip(row, normals).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// But for (2π)^(d/2), which the prior has too.
  func logDensity(_ score: [Double]) -> Double {
    var solved: [Double] = []
    var sum = 0.0
    for (k, row) in root.rows.enumerated() {
      var rest = score[k] - means[k]
      for j in 0..<k { rest -= row[j] * solved[j] }
      solved.append(rest / row[k])
      sum += solved[k] * solved[k]
    }
    return -0.5 * sum - logScale
  }
}

/// How well what a model comes to fits a number that is known up to an error.
package struct CalibrationTarget: Sendable, Hashable {
  package let value: Double
  /// Its standard error; above 0.
  package let error: Double

  package init(value: Double, error: Double) {
    self.value = value
    self.error = error
  }

  /// Log of a normal density about the target with the error times the tolerance as its standard deviation.
  ///
  /// `variance`: of `found` by chance alone. What chance spreads by itself the kernel leaves out, so that both
  /// together are as wide as the target says: the expectation over chance of N(y; found, w²) is N(y; truth,
  /// w² + variance). No more than three quarters of the width are left to chance.
  package func logKernel(_ found: Double, variance: Double, tolerance: Double) -> Double {
    guard found.isFinite, variance.isFinite else { return -.infinity }
    let whole = tolerance * error * tolerance * error
    let own = max(whole - variance, whole / 4)
    let miss = value - found
    return -0.5 * (miss * miss / own + log(own))
  }

  /// Whether chance moves what is found by more than the kernel can leave out.
  package func isDrowned(by variance: Double) -> Bool { variance > 0.75 * error * error }
}
