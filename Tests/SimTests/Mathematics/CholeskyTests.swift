import Testing

@testable import Sim

@Suite struct CholeskyTests {
  /// numpy.linalg.cholesky.
  @Test
  func `The root of a correlation matrix`() throws {
    let found = try #require(Cholesky([[1, 0.5, -0.3], [0.5, 1, 0.2], [-0.3, 0.2, 1]]))
    let expected = [
      [1], [0.5, 0.8660254037844386], [-0.3, 0.4041451884327381, 0.8640987597877148],
    ]
    for (row, other) in zip(found.rows, expected) {
      #expect(zip(row, other).allSatisfy { abs($0 - $1) < 1e-15 })
    }
  }

  @Test
  func `What is 0 is left out, and the rest has the bits of a root of all entries`() throws {
    let size = 9
    var matrix = (0..<size).map { i in (0..<size).map { i == $0 ? 1.0 : 0 } }
    for (i, j, value) in [(0, 5, 0.4), (1, 4, -0.3), (2, 5, 0.5), (4, 8, 0.6), (5, 7, 0.2)] {
      matrix[i][j] = value
      matrix[j][i] = value
    }
    let full = try #require(Cholesky(matrix)).rows
    let lower = matrix.enumerated().map { i, row in
      (0...i).filter { row[$0] != 0 }.map { SparseCholesky.Entry(column: $0, value: row[$0]) }
    }
    let found = try #require(SparseCholesky(lower: lower))
    for (row, other) in zip(found.rows, full) {
      #expect(row.map(\.value) == other.filter { $0 != 0 })
      #expect(row.map(\.column) == other.indices.filter { other[$0] != 0 })
    }
    #expect(found.rows[7].map(\.column) == [5, 7])
    let never = [[1.0], [0.9, 1], [0, 0.9, 1]].map { row in
      row.enumerated().map { SparseCholesky.Entry(column: $0, value: $1) }
    }
    #expect(SparseCholesky(lower: never) == nil)
  }

  @Test
  func `A long chain has a root of two entries a row`() throws {
    let size = 20_000
    let lower = (0..<size).map { i in
      (i > 0 ? [SparseCholesky.Entry(column: i - 1, value: 0.5)] : [])
        + [.init(column: i, value: 1)]
    }
    let found = try #require(SparseCholesky(lower: lower))
    #expect(found.rows.dropFirst().allSatisfy { $0.count == 2 })
  }

  @Test(arguments: [
    [[1, 0.9, 0], [0.9, 1, 0.9], [0, 0.9, 1]], [[1, 1], [1, 1]],
    [[1, 0.6, 0.8], [0.6, 1, 0], [0.8, 0, 1]],
  ])
  func `An indefinite or singular matrix has none`(matrix: [[Double]]) {
    #expect(Cholesky(matrix) == nil)
  }

  /// Of a Gaussian copula with ρ = .6: 6/π·asin(.3) = .58192.
  @Test
  func `Rank correlations of normal scores`() {
    #expect(abs(RankCorrelation.ofScores(0.6) - 0.5819201) < 1e-7)
    #expect(abs(RankCorrelation.scores(spearman: 0.5) - 0.5176380902) < 1e-7)
    #expect(abs(RankCorrelation.ofScores(RankCorrelation.scores(spearman: -0.7)) + 0.7) < 1e-15)
  }
}
