import Testing

@testable import Sim

@Suite struct CholeskyTests {
  /// numpy.linalg.cholesky.
  @Test("The root of a correlation matrix")
  func root() throws {
    let found = try #require(Cholesky([[1, 0.5, -0.3], [0.5, 1, 0.2], [-0.3, 0.2, 1]]))
    let expected = [
      [1], [0.5, 0.8660254037844386], [-0.3, 0.4041451884327381, 0.8640987597877148],
    ]
    for (row, other) in zip(found.rows, expected) {
      #expect(zip(row, other).allSatisfy { abs($0 - $1) < 1e-15 })
    }
  }

  @Test(
    "An indefinite or singular matrix has none",
    arguments: [
      [[1, 0.9, 0], [0.9, 1, 0.9], [0, 0.9, 1]], [[1, 1], [1, 1]],
      [[1, 0.6, 0.8], [0.6, 1, 0], [0.8, 0, 1]],
    ])
  func none(matrix: [[Double]]) { #expect(Cholesky(matrix) == nil) }

  /// Of a Gaussian copula with ρ = .6: 6/π·asin(.3) = .58192.
  @Test("Rank correlations of normal scores")
  func ranks() {
    #expect(abs(RankCorrelation.ofScores(0.6) - 0.5819201) < 1e-7)
    #expect(abs(RankCorrelation.scores(spearman: 0.5) - 0.5176380902) < 1e-7)
    #expect(abs(RankCorrelation.ofScores(RankCorrelation.scores(spearman: -0.7)) + 0.7) < 1e-15)
  }
}
