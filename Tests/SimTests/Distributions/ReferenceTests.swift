import CGSL
import Foundation
import Testing

@testable import Sim

/// Every family at 20 sets of arguments that reach its limits, against probabilities computed
/// elsewhere.
@Suite struct ReferenceTests {
  @Test
  func `Every form of every family has its 20 sets, but for quantiles and landau()`() {
    var sets: [String: Int] = [:]
    for values in ReferenceValues.all {
      sets["\(values.family.name):\(values.form)", default: 0] += 1
      #expect(values.arguments.count == values.family.forms[values.form].parameters.count)
      #expect(values.distribution.violation(values.arguments) == nil, "\(values.testDescription)")
    }
    for family in Family.all {
      for form in family.forms.indices
      where !["p5", nil].contains(family.forms[form].parameters.first) {
        #expect(sets["\(family.name):\(form)"] == 20, "\(family.name):\(form)")
      }
    }
  }

  /// Seed 1; the level is 10⁻⁴ for each of the sets. More draws: `SIM_SWEEP_DRAWS=1000000`.
  @Test(arguments: ReferenceValues.all)
  func `Draws have the probabilities (chi-squared)`(values: ReferenceValues) {
    let count = ProcessInfo.processInfo.environment["SIM_SWEEP_DRAWS"].flatMap(Int.init) ?? 20_000
    let drawn = Drawn(values.testDescription, values.distribution, values.arguments)
    let draws = drawn.draws(count)
    #expect(!draws.contains { $0.isNaN })
    var edges: [ReferenceValues.Point] = []
    var seen = 0.0
    for point in values.points {
      let width = (point.lower - seen) * Double(count)
      guard width >= 10, (1 - point.lower) * Double(count) >= 10 else { continue }
      edges.append(point)
      seen = point.lower
    }
    guard !edges.isEmpty else { return }
    var observed = [Int](repeating: 0, count: edges.count + 1)
    for x in draws { observed[edges.firstIndex { x <= $0.x } ?? edges.count] += 1 }
    var statistic = 0.0
    seen = 0
    for (cell, found) in observed.enumerated() {
      let end = cell < edges.count ? edges[cell].lower : 1
      let expected = (end - seen) * Double(count)
      statistic += (Double(found) - expected) * (Double(found) - expected) / expected
      seen = end
    }
    let p = gsl_cdf_chisq_Q(statistic, Double(edges.count))
    if ProcessInfo.processInfo.environment["SIM_SWEEP_DRAWS"] != nil {
      print("sweep \(values.testDescription): p \(p)")
    }
    #expect(p > 1e-4, "\(values.testDescription): \(observed), p \(p)")
  }

  @Test(arguments: ReferenceValues.all.filter(\.family.hasDistributionFunction))
  func `Distribution functions are right to ten digits in the smaller tail, or to bits of x`(
    values: ReferenceValues
  ) {
    for point in values.points {
      let found = values.distribution.probability(point.x, point.tail, values.arguments)
      let other = values.distribution.probability(
        point.x, point.tail == .lower ? .upper : .lower, values.arguments)
      #expect(
        abs(found - point.probability) <= 1e-10 * point.probability
          + grain(values, point.x, point.tail),
        "\(values.testDescription) at \(point.x): \(found) for \(point.probability)")
      #expect(abs(found + other - 1) < 1e-12)
    }
  }

  @Test(arguments: ReferenceValues.all.filter(\.family.hasDistributionFunction))
  func `Quantiles lead back to the place, or to its probability`(values: ReferenceValues) {
    let (distribution, arguments) = (values.distribution, values.arguments)
    for point in values.points where point.probability > 0 {
      if values.family.isDiscrete {
        let p = point.probability * (point.tail == .lower ? 1 - 1e-9 : 1 + 1e-9)
        let x = distribution.quantile(p, point.tail, arguments)
        #expect(x == point.x, "\(values.testDescription), \(p): \(x)")
      } else {
        let x = distribution.quantile(point.probability, point.tail, arguments)
        let back = distribution.probability(x, point.tail, arguments)
        #expect(
          abs(back - point.probability) <= 1e-10 * point.probability + grain(values, x, point.tail),
          "\(values.testDescription), \(point.probability): \(x), back \(back)")
      }
    }
  }

  /// What a few bits of x are worth; near a cut, what is left of a difference of rounded numbers.
  private func grain(_ values: ReferenceValues, _ x: Double, _ tail: Tail) -> Double {
    if values.family.isDiscrete { return 0 }
    // A bit of its logarithm is more than one of x.
    let bit = values.family === Family.lognormal ? max(1, abs(Mathematics.log(x))) * 0x1p-52 : 0
    let change =
      values.distribution.probability(x.nextUp * (1 + bit), tail, values.arguments)
      - values.distribution.probability(x.nextDown * (1 - bit), tail, values.arguments)
    return 8 * abs(change) + (values.family === Family.gaussianTail ? 1e-15 : 0)
  }

  @Test
  func `Within bounds the probability is spread over what is left, at the largest arguments too`() {
    // By symmetry half lies above the middle, and a binomial's middle number counts to the upper
    // half.
    for (family, arguments, low, high) in [
      (.beta, [1e6, 1e6], 0.4, 0.6), (.beta, [1e12, 1e12], 0.4999999, 0.5000001),
      (.binomial, [3e7, 0.5], 14_997_261, 15_002_738),
      (.binomial, [1e9, 0.5], 499_990_000, 500_010_000),
      (.hypergeometric, [1e9, 1e9, 1e9], 499_990_000, 500_010_000),
      (.studentT, [1e7], -3, 3),
    ] as [(Family, [Double], Double, Double)] {
      let drawn = Drawn.truncated(family, arguments, low, high)
      let middle = (low + high) / 2
      let draws = drawn.draws(400)
      #expect(draws.allSatisfy { $0 >= low && $0 <= high })
      let above = draws.filter { $0 > middle }.count
      // Four standard errors of a half of 400.
      #expect(abs(above - 200) <= 40, "\(family.name): \(above)")
      #expect(Set(draws).count > 300)
    }
  }

  /// mpmath 1.3: quantiles of what is left beyond a far bound.
  @Test
  func `Far tails on either side keep their digits`() {
    for (drawn, p, x) in farTailQuantiles {
      let found = drawn.distribution.quantile(p, drawn.arguments)
      #expect(abs(found - x) <= 1e-9 * abs(x), "\(drawn.testDescription): \(found)")
    }
  }
}

private let farTailQuantiles: [(Drawn, Double, Double)] = [
  (.truncated(.normal, [0, 1], 30, .infinity), 0.5, 30.023070467827311),
  (.truncated(.normal, [0, 1], 37, .infinity), 0.9, 37.062134574979007),
  (.truncated(.normal, [0, 1], -.infinity, -30), 0.25, -30.046123260403524),
  // The probability of what is left is no number any more.
  (.truncated(.normal, [0, 1], 40, .infinity), 0.5, 40.017314126764651),
  (.truncated(.normal, [0, 1], 50, 50.01), 0.3, 50.002512153274359),
  (.truncated(.normal, [5, 2], -.infinity, -1000), 0.25, -1000.0055175525001),
  (.truncated(.normal, [0, 1], 1000, .infinity), 0.9, 1000.0023025801395),
  (.truncated(.lognormal, [0, 1], 1e30, .infinity), 0.5, 1.0100819877431235e+30),
  (.truncated(.gamma, [3, 1], 1000, .infinity), 0.5, 1000.6945343790614),
  (.truncated(.gamma, [50, 2], 2000, .infinity), 0.2, 2000.4692537187519),
  (.truncated(.gumbel1, [1, 1], 900, .infinity), 0.5, 900.69314718055995),
  (.truncated(.weibull, [1, 2], 40, 41), 0.6, 40.011451994796117),
  (.truncated(.skewNormal, [0, 1, -2], 30, .infinity), 0.5, 30.004618574621006),
  (.truncated(.gompertz, [1, 1], 8, .infinity), 0.5, 8.0002324979449719),
  (.truncated(.exponential, [1], 900, .infinity), 0.5, 900.69314718055995),
  (.truncated(.beta, [2, 30], 0.9, 1), 0.5, 0.90229199174832191),
  (.truncated(.gamma, [50, 1], 0, 2), 0.5, 1.9713588610726509),
  (.truncated(.gamma, [50, 1], 400, .infinity), 0.5, 400.78949136655555),
  (.truncated(.studentT, [100], 40, .infinity), 0.5, 40.295367062534223),
  // P(X ≥ 60): .9345 of it at 60, .9958 up to 61.
  (.truncated(.poisson, [4], 59.5, .infinity), 0.93, 60),
  (.truncated(.poisson, [4], 59.5, .infinity), 0.94, 61),
]
