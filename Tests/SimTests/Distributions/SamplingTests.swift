import CGSL
import Testing

@testable import Sim

/// 10⁵ draws of each, 20,000 of truncated families and 5,000 where one takes long, seed 1; each test at level
/// 10⁻⁴, moments within four standard errors.
@Suite struct SamplingTests {
  @Test(arguments: continuousCases)
  func `Draws follow their distribution function (Kolmogorov–Smirnov)`(drawn: Drawn) {
    let draws = drawn.draws(drawn.count)
    let n = Double(drawn.count)
    var distance = 0.0
    let units = draws.map { drawn.distribution.cdf($0, drawn.arguments) }.sorted()
    for (rank, u) in units.enumerated() {
      distance = max(distance, u - Double(rank) / n, Double(rank + 1) / n - u)
    }
    // P(√n·D > 2.2253) = 10⁻⁴ (Kolmogorov 1933).
    #expect(distance * n.squareRoot() < 2.2253)
    expectMoments(of: drawn, draws)
  }

  @Test(arguments: discreteCases)
  func `Draws have their probabilities (chi-squared, 10 expected or more)`(drawn: Drawn) {
    let count = drawn.count
    let draws = drawn.draws(count)
    let ordered = draws.sorted()
    var statistic = 0.0
    var cells = 0
    var (observed, expected, seen) = (0.0, 0.0, 0.0)
    var position = 0
    for value in Set(draws).sorted() {
      while position < count, ordered[position] <= value {
        position += 1
        observed += 1
      }
      let upTo = drawn.distribution.cdf(value, drawn.arguments) * Double(count)
      expected = upTo - seen
      let rest = Double(count) - upTo
      if expected >= 10, rest >= 10 || position == count {
        statistic += (observed - expected) * (observed - expected) / expected
        cells += 1
        seen = upTo
        observed = 0
      }
    }
    let rest = Double(count) - seen
    if rest >= 10 {
      statistic += (observed - rest) * (observed - rest) / rest
      cells += 1
    }
    #expect(cells > 1)
    #expect(gsl_cdf_chisq_Q(statistic, Double(cells - 1)) > 1e-4)
    expectMoments(of: drawn, draws)
  }

  /// The smallest k with P(X ≤ k) > u, for the uniform value of the same words: 20 000 draws, means
  /// from 10⁻⁶ to 9.99.
  @Test func `a poisson number is inverted from one uniform`() {
    let distribution = Distribution.family(.poisson, form: 0, at: 0)
    let generator = CursorGenerator()
    for index in 0..<UInt64(20_000) {
      let mean = 9.99 * Mathematics.exp(-Double(index % 500) / 31)
      generator.reset(key: 9, step: 4, index: index, layout: .block)
      let u = generator.uniform()
      generator.reset(key: 9, step: 4, index: index, layout: .block)
      let k = withUnsafePointer(to: mean) { distribution.sample($0, generator: generator) }
      #expect(gsl_cdf_poisson_P(UInt32(k), mean) > u - 1e-12)
      if k > 0 { #expect(gsl_cdf_poisson_P(UInt32(k) - 1, mean) <= u + 1e-12) }
    }
  }

  private func expectMoments(of drawn: Drawn, _ draws: [Double]) {
    guard drawn.hasLightTails else { return }
    let n = Double(draws.count)
    let mean = drawn.distribution.mean(drawn.arguments)
    let variance = drawn.distribution.variance(drawn.arguments)
    var (sum, squares, fourths) = (0.0, 0.0, 0.0)
    for x in draws {
      let square = (x - mean) * (x - mean)
      sum += x - mean
      squares += square
      fourths += square * square
    }
    #expect(abs(sum / n) < 4 * (variance / n).squareRoot(), "mean \(mean)")
    let spread = (fourths / n - (squares / n) * (squares / n)) / n
    #expect(
      abs(squares / n - variance) < 4 * spread.squareRoot() + 1e-12 * variance,
      "variance \(variance)")
  }

  @Test
  func `The same address gives the same bits, another index or step does not`() {
    for drawn in continuousCases {
      let first = drawn.draws(4)
      #expect(first == drawn.draws(4))
      #expect(Set(first).count == 4, "\(drawn.testDescription)")
      #expect(first != drawn.draws(4, step: 1))
    }
  }

  @Test
  func `A row's arithmetic gives the sample's bits`() {
    let generator = CursorGenerator()
    let arguments = [2.0, 0.7]
    for index in 0..<UInt64(1000) {
      generator.reset(key: 11, step: 6, index: index, layout: .word32)
      let z = generator.normal()
      generator.reset(key: 11, step: 6, index: index, layout: .word32)
      let normal = Distribution.family(.normal, form: 0, at: 0)
      #expect(normal.sample(arguments, generator: generator) == 2 + 0.7 * z)
      let block = Philox.block(key: 11, word0: 3, attempt: 0, index: index)
      generator.reset(key: 11, step: 6, index: index, layout: .word52)
      let uniform = Distribution.family(.uniform, form: 0, at: 0)
      #expect(
        uniform.sample([2, 5], generator: generator)
          == 2 + 3 * UniformValue.value(block.0, block.1))
      let word = Philox.block(key: 11, word0: 1, attempt: 0, index: index).2
      generator.reset(key: 11, step: 6, index: index, layout: .word32)
      let chance = Distribution.family(.chance, form: 0, at: 0)
      #expect(
        chance.sample([0.3], generator: generator) == (UniformValue.value(word) < 0.3 ? 1 : 0))
    }
  }

  @Test
  func `Small Poisson counts share their random numbers: a larger mean never gives fewer`() {
    var before = [Double](repeating: 0, count: 1000)
    for mean in stride(from: 0.0, to: 10, by: 0.5) {
      let draws = Drawn(.poisson, mean).draws(1000)
      #expect(zip(before, draws).allSatisfy { $0 <= $1 })
      before = draws
    }
  }

  @Test
  func `Point masses, certain and impossible events`() {
    #expect(Set(Drawn(.normal, 3, 0).draws(100)) == [3])
    #expect(Set(Drawn(.lognormal, 0, 0).draws(100)) == [1])
    #expect(Set(Drawn(.bernoulli, 0).draws(100)) == [0])
    #expect(Set(Drawn(.chance, 1).draws(100)) == [1])
    #expect(Set(Drawn(.binomial, 0, 0.5).draws(100)) == [0])
    #expect(Set(Drawn(.poisson, 0).draws(100)) == [0])
    #expect(Set(Drawn(.geometric, 1).draws(100)) == [1])
    #expect(Set(Drawn.truncated(.normal, [3, 0], 3, 4).draws(100)) == [3])
  }
}
