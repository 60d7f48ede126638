internal import CGSL

/// A search for the largest value of a function on the unit cube that is only known with noise and has no
/// gradient: evolution by a normal distribution whose mean, covariance and size are learnt from the better half
/// of each generation (CMA-ES; Hansen 2016, "The CMA Evolution Strategy: A Tutorial", table 1).
package struct EvolutionStrategy: Sendable {
  package let dimensions: Int
  /// Candidates of a generation.
  package let population: Int
  package private(set) var mean: [Double]
  /// Standard deviation, in units of the cube, before the covariance.
  package private(set) var size: Double
  package private(set) var generation = 0
  private var covariance: [[Double]]
  private var sizePath: [Double]
  private var covariancePath: [Double]
  /// Recombination weights of the better half.
  private let weights: [Double]
  private let effective: Double
  private let choice: AddressedChoice

  /// `start`: in the cube. `name`: of the search, of which one seed may have several.
  package init(start: [Double], size: Double, population: Int? = nil, seed: UInt64, name: String) {
    dimensions = start.count
    let n = Double(start.count)
    let count = max(4, population ?? 4 + Int(3 * Mathematics.log(max(1, n))))
    self.population = count
    mean = start
    self.size = size
    covariance = (0..<start.count).map { i in (0..<start.count).map { $0 == i ? 1 : 0 } }
    sizePath = Array(repeating: 0, count: start.count)
    covariancePath = sizePath
    let half = count / 2
    let raw = (1...half).map {
      Mathematics.log(Double(count + 1) / 2) - Mathematics.log(Double($0))
    }
    let sum = raw.reduce(0, +)
    weights = raw.map { $0 / sum }
    effective = 1 / weights.reduce(0) { $0 + $1 * $1 }
    choice = AddressedChoice(seed: seed, name)
  }

  /// The candidates of this generation, in the cube: what is drawn beyond a wall lies on it, so that ends of a range
  /// are tried as such.
  package func candidates() -> [[Double]] { drawn().map { $0.map { min(1, max(0, $0)) } } }

  /// The points of this generation, beyond the walls too.
  private func drawn() -> [[Double]] {
    let eigen = SymmetricEigen(covariance)
    return (0..<population).map { k in
      var point = mean
      for axis in 0..<dimensions {
        let place = (generation * population + k) * dimensions + axis
        let score = gsl_cdf_ugaussian_Pinv(choice.uniform(place))
        let length = size * max(0, eigen.values[axis]).squareRoot() * score
        for i in 0..<dimensions { point[i] += length * eigen.vectors[axis][i] }
      }
      return point
    }
  }

  /// Learns from the candidates of this generation. `order`: their places, the best first. It is learnt from where
  /// they were drawn, beyond walls too: from where they lie, the mean would never reach a wall.
  package mutating func learn(_ order: [Int]) {
    let n = Double(dimensions)
    let old = mean
    let points = drawn()
    let steps = order.prefix(weights.count).map { place in
      zip(points[place], old).map { ($0 - $1) / size }
    }
    var step = Array(repeating: 0.0, count: dimensions)
    for (weight, own) in zip(weights, steps) {
      for i in 0..<dimensions { step[i] += weight * own[i] }
    }
    mean = zip(old, step).map { min(1, max(0, $0 + size * $1)) }
    // Where a wall stops the mean it has not moved: what lies beyond is no reason for larger steps.
    step = zip(mean, old).map { ($0 - $1) / size }
    // Rates of learning.
    let cSize = (effective + 2) / (n + effective + 5)
    let damping = 1 + 2 * max(0, ((effective - 1) / (n + 1)).squareRoot() - 1) + cSize
    let cPath = (4 + effective / n) / (n + 4 + 2 * effective / n)
    let c1 = 2 / ((n + 1.3) * (n + 1.3) + effective)
    let cMu = min(
      1 - c1, 2 * (0.25 + effective + 1 / effective - 2) / ((n + 2) * (n + 2) + effective))
    // The path of the size, in coordinates in which the covariance is the identity.
    let eigen = SymmetricEigen(covariance)
    var whitened = Array(repeating: 0.0, count: dimensions)
    for (value, vector) in zip(eigen.values, eigen.vectors) where value > 1e-14 {
      let along = zip(vector, step).reduce(0) { $0 + $1.0 * $1.1 } / value.squareRoot()
      for i in 0..<dimensions { whitened[i] += along * vector[i] }
    }
    let push = (cSize * (2 - cSize) * effective).squareRoot()
    for i in 0..<dimensions { sizePath[i] = (1 - cSize) * sizePath[i] + push * whitened[i] }
    let length = sizePath.reduce(0) { $0 + $1 * $1 }.squareRoot()
    // The mean length of a standard normal vector.
    let expected = n.squareRoot() * (1 - 1 / (4 * n) + 1 / (21 * n * n))
    generation += 1
    let fading = 1 - Mathematics.pow(1 - cSize, 2 * Double(generation))
    let isShort = length / fading.squareRoot() < (1.4 + 2 / (n + 1)) * expected
    let pull = isShort ? (cPath * (2 - cPath) * effective).squareRoot() : 0
    for i in 0..<dimensions {
      covariancePath[i] = (1 - cPath) * covariancePath[i] + pull * step[i]
    }
    let lost = isShort ? 0 : c1 * cPath * (2 - cPath)
    for i in 0..<dimensions {
      for j in 0..<dimensions {
        var value = (1 - c1 - cMu + lost) * covariance[i][j]
        value += c1 * covariancePath[i] * covariancePath[j]
        for (weight, own) in zip(weights, steps) { value += cMu * weight * own[i] * own[j] }
        covariance[i][j] = value
      }
    }
    size = min(0.5, max(1e-4, size * Mathematics.exp(cSize / damping * (length / expected - 1))))
  }
}
