/// Probabilities of successes among draws without replacement, at any size.
struct HypergeometricMass {
  let successes: Double
  let failures: Double
  let draws: Double
  let population: Double
  private let share: Double
  private let otherShare: Double
  private let whole: Double

  init(_ p: Family.Parameters) {
    (successes, failures, draws) = (p[0], p[1], p[2])
    population = successes + failures
    share = draws / population
    otherShare = (population - draws) / population
    whole = SmallDifferences.logBinomial(draws, of: population, share, otherShare)
  }

  var least: Double { max(0, draws - failures) }
  var greatest: Double { min(successes, draws) }

  var spread: Double {
    guard population > 1 else { return 0 }
    let mean = draws * (successes / population)
    return (mean * (failures / population) * ((population - draws) / (population - 1)))
      .squareRoot()
  }

  /// Of x successes, as three binomial probabilities; x need not be whole.
  func logMass(_ x: Double) -> Double {
    SmallDifferences.logBinomial(x, of: successes, share, otherShare)
      + SmallDifferences.logBinomial(draws - x, of: failures, share, otherShare) - whole
  }

  /// P(X ≤ k) or P(X > k), k whole and neither end of the support nor outside.
  func probability(_ k: Double, _ tail: Tail) -> Double {
    let mode = ((draws + 1) * ((successes + 1) / (population + 2))).rounded(.down)
    let isLower = k < mode
    // A spread that is large beside 1 makes the sum an integral.
    let part =
      isLower
      ? (spread > 200 ? integral(k, -1) : sum(k, -1))
      : (spread > 200 ? integral(k, 1) : sum(k + 1, 1))
    return isLower == (tail == .lower) ? min(part, 1) : max(0, 1 - part)
  }

  /// From `first` outwards, by the ratio of neighbours.
  private func sum(_ first: Double, _ direction: Double) -> Double {
    var term = Elementary.exp(logMass(first))
    var (sum, x) = (0.0, first)
    while term > 0, x >= least, x <= greatest {
      sum += term
      if term < 1e-20 * sum { break }
      term *=
        direction > 0
        ? (successes - x) / (x + 1) * ((draws - x) / (failures - draws + x + 1))
        : x / (successes - x + 1) * ((failures - draws + x) / (draws - x + 1))
      x += direction
    }
    return sum
  }

  /// The integral from k + ½ outwards, and the first three terms of Euler and Maclaurin's formula
  /// for midpoints (Abramowitz & Stegun 1964, 23.1.30 at ½).
  private func integral(_ k: Double, _ direction: Double) -> Double {
    let edge = k + 0.5
    let log = logMass(edge)
    let (low, high) = (least, greatest)
    let integral = TailIntegral.value { t in
      let x = edge + direction * t
      return x > low && x < high ? log - logMass(x) : .infinity
    }
    let slope = Elementary.log(
      (successes - k) / (k + 1) * ((draws - k) / (failures - draws + k + 1)))
    let bend =
      -(1 / edge + 1 / (successes - edge) + 1 / (draws - edge)
      + 1 / (failures - draws + edge))
    let third = slope * slope * slope + 3 * slope * bend
    let fifth =
      slope * slope * slope * slope * slope + 10 * slope * slope * slope * bend
      + 15 * slope * bend * bend
    let correction = slope / 24 - third * (7.0 / 5760) + fifth * (31.0 / 967_680)
    return Elementary.exp(log) * (integral + direction * correction)
  }
}
