import Testing

@testable import Sim

/// 10⁵ draws, seed 1; moments within four standard errors of Wald's.
@Suite struct CompoundTests {
  private let poissonExponential = Drawn(
    "compound(poisson(3), exponential(2))",
    .compound(
      .drawn(.family(.poisson, form: 0, at: 0)), size: .family(.exponential, form: 0, at: 1)),
    [3, 2])

  /// E = 3 · 2, Var = 3 · (2² + 2²): a compound Poisson's is λ·E X².
  @Test
  func `A Poisson number of exponentials`() {
    let compound = poissonExponential.distribution
    #expect(abs(compound.mean([3, 2]) - 6) < 1e-12)
    #expect(abs(compound.variance([3, 2]) - 24) < 1e-12)
    let draws = poissonExponential.draws(100_000)
    let n = 100_000.0
    let mean = draws.reduce(0, +) / n
    #expect(abs(mean - 6) < 4 * (24 / n).squareRoot())
    let squares = draws.map { ($0 - 6) * ($0 - 6) }
    let variance = squares.reduce(0, +) / n
    // The fourth central moment is 3·24² + λ·E X⁴ = 1728 + 3 · 24 · 2⁴.
    let error = ((1728.0 + 1152 - 576) / n).squareRoot()
    #expect(abs(variance - 24) < 4 * error)
    // P(0) = e⁻³.
    let none = Double(draws.count { $0 == 0 }) / n
    let shareError = (0.0498 * 0.9502 / n).squareRoot()
    #expect(abs(none - 0.049787068367863944) < 4 * shareError)
  }

  @Test
  func `A given number of draws: the sum of n exponentials is a gamma`() {
    let drawn = Drawn(
      "compound(4, exponential(2))",
      .compound(.given(at: 1), size: .family(.exponential, form: 0, at: 0)), [2, 4])
    let gamma = Distribution.family(.gamma, form: 0, at: 0)
    let units = drawn.draws(100_000).map { gamma.cdf($0, [4, 2]) }.sorted()
    var distance = 0.0
    for (rank, u) in units.enumerated() {
      distance = max(distance, u - Double(rank) / 1e5, Double(rank + 1) / 1e5 - u)
    }
    // P(√n·D > 2.2253) = 10⁻⁴ (Kolmogorov 1933).
    #expect(distance * 100_000.0.squareRoot() < 2.2253)
  }

  @Test
  func `One more draw leaves the others as they were`() {
    func sums(_ n: Double) -> [Double] {
      Drawn(
        "", .compound(.given(at: 2), size: .family(.gamma, form: 0, at: 0)), [0.7, 1, n]
      ).draws(50)
    }
    let (two, three) = (sums(2), sums(3))
    #expect(zip(two, three).allSatisfy { $0 < $1 })
    let third = zip(two, three).map { $1 - $0 }
    #expect(Set(third).count == 50)
  }

  @Test
  func `None is 0, and a count that is none is no number`() {
    let size = Distribution.family(.exponential, form: 0, at: 0)
    #expect(Drawn("", .compound(.given(at: 1), size: size), [1, 0]).draws(3) == [0, 0, 0])
    let half = Drawn(
      "", .compound(.drawn(.discrete(count: 1, at: 1)), size: size), [1, 0.5, 1])
    #expect(half.draws(1)[0].isNaN)
  }

  @Test
  func `Counts within counts are drawn anew each time`() {
    let inner = Distribution.compound(
      .drawn(.family(.poisson, form: 0, at: 0)), size: .discrete(count: 1, at: 1))
    let drawn = Drawn("", .compound(.given(at: 3), size: inner), [2, 1, 1, 3])
    // Three Poisson numbers of mean 2 are one of mean 6; a shared one would have variance 18.
    let draws = drawn.draws(100_000)
    let mean = draws.reduce(0, +) / 1e5
    let variance = draws.reduce(0) { $0 + ($1 - 6) * ($1 - 6) } / 1e5
    #expect(abs(mean - 6) < 4 * (6.0 / 1e5).squareRoot())
    // A Poisson's fourth central moment is λ + 3λ², so the variance of (X − λ)² is λ + 2λ² = 78.
    let error = (78.0 / 1e5).squareRoot()
    #expect(abs(variance - 6) < 4 * error)
  }
}
