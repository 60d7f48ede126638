import Testing

@testable import Sim

/// Values of scipy 1.x: truncnorm, gennorm, rayleigh, f, invweibull, logser, nbinom, gamma.
@Suite struct FamilyReferenceTests {
  private func distribution(_ family: Family) -> Distribution { .family(family, form: 0, at: 0) }

  private func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-11 * max(abs(b), 1e-9) }

  @Test(
    arguments: [
      (.gaussianTail, [1, 2], 2.5, 0.657578866730109),
      (.gaussianTail, [-1, 1], 0.2, 0.4999192750332812),
      (.exponentialPower, [2, 0.7], 1.5, 0.6875953362772724),
      (.exponentialPower, [2, 0.7], -3, 0.21087253498860697),
      (.exponentialPower, [1, 3], 1.1, 0.9697727778811294),
      (.fisherF, [5, 20], 2.7, 0.9493263059605968),
      (.fisherF, [0.8, 3], 1e-4, 0.01810726418805521),
      (.gumbel2, [5, 2], 1.2, 0.44764483319489834),
      (.logarithmic, [0.7], 3, 0.8798648354241012),
      (.pascal, [3, 0.4], 4, 0.580096),
      (.erlang, [3, 2], 5, 0.45618688411667035),
    ] as [(Family, [Double], Double, Double)])
  func `Lower probabilities`(family: Family, arguments: [Double], x: Double, probability: Double) {
    let found = distribution(family).probability(x, .lower, arguments)
    #expect(isClose(found, probability), "\(found)")
  }

  @Test(
    arguments: [
      (.gaussianTail, [1, 2], 6, 0.004375150061817736),
      (.rayleighTail, [2, 1.5], 3, 0.3291929878079056),
      (.fisherF, [5, 20], 8, 0.0002796963848881375),
      (.logarithmic, [0.7], 10, 0.004246704291370953),
    ] as [(Family, [Double], Double, Double)])
  func `Upper probabilities`(family: Family, arguments: [Double], x: Double, probability: Double) {
    let found = distribution(family).probability(x, .upper, arguments)
    #expect(isClose(found, probability), "\(found)")
  }

  @Test(
    arguments: [
      (.gaussianTail, [1, 2], 0.3, 1.5717096115300506),
      (.gaussianTail, [-1, 1], 0.9, 1.3777873615993075),
      (.exponentialPower, [2, 0.7], 0.95, 9.665431526344307),
      (.exponentialPower, [1, 3], 0.05, -0.9897481873496703),
      (.rayleighTail, [2, 1.5], 0.75, 3.199738211954145),
      (.fisherF, [5, 20], 0.95, 2.7108898372096912),
      (.fisherF, [0.8, 3], 0.99, 35.456304257163445),
      (.gumbel2, [5, 2], 0.9, 1.8016499817817266),
      (.logarithmic, [0.7], 0.9, 4),
      (.pascal, [3, 0.4], 0.9, 9),
      (.erlang, [3, 2], 0.9, 10.644640675668422),
    ] as [(Family, [Double], Double, Double)])
  func `Quantiles`(family: Family, arguments: [Double], p: Double, x: Double) {
    let found = distribution(family).quantile(p, arguments)
    #expect(isClose(found, x), "\(found)")
  }

  @Test(
    arguments: [
      (.gaussianTail, [1, 2], 2.2821555407361296, 1.0739216286235136),
      (.gaussianTail, [-1, 1], 0.2875999709391784, 0.6296862857766055),
      (.exponentialPower, [2, 0.7], 0, 39.219810928867645),
      (.exponentialPower, [1, 3], 0, 0.3732821739073952),
      (.fisherF, [5, 20], 10.0 / 9, 0.7098765432098766),
      (.gumbel2, [5, 2], 1.3373487569949247, 0.17649925513431874),
      (.logarithmic, [0.7], 1.9380282718592539, 2.7041406570050777),
      (.pascal, [3, 0.4], 4.5, 11.25),
      (.erlang, [3, 2], 6, 12),
    ] as [(Family, [Double], Double, Double)])
  func `Means and variances`(family: Family, arguments: [Double], mean: Double, variance: Double) {
    let found = distribution(family)
    #expect(isClose(found.mean(arguments), mean), "\(found.mean(arguments))")
    #expect(isClose(found.variance(arguments), variance), "\(found.variance(arguments))")
  }

  @Test
  func `Moments that do not exist`() {
    #expect(distribution(.fisherF).mean([5, 2]) == .infinity)
    #expect(distribution(.fisherF).variance([5, 4]) == .infinity)
    #expect(distribution(.gumbel2).mean([1, 2]) == .infinity)
    #expect(distribution(.gumbel2).variance([2, 2]) == .infinity)
  }

  /// PERT: mean (a + 4m + b)/6; triangular: (a + m + b)/3 and (a² + m² + b² − am − ab − mb)/18.
  @Test
  func `Guesses of 2, 5 and 14`() {
    let guess = [2.0, 5, 14]
    #expect(distribution(.pert).mean(guess) == 6)
    #expect(abs(distribution(.pert).variance(guess).squareRoot() - 2.13809) < 5e-6)
    #expect(distribution(.triangular).mean(guess) == 7)
    #expect(abs(distribution(.triangular).variance(guess).squareRoot() - 2.54951) < 5e-6)
  }
}
