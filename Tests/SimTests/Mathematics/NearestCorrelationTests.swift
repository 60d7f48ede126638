import Testing

@testable import Sim

@Suite struct NearestCorrelationTests {
  /// Higham (2002), section 4: the tridiagonal matrix (1 1 0; 1 1 1; 0 1 1) is nearest to .7607 and
  /// .1573.
  @Test
  func `Higham's own example`() {
    let nearest = NearestCorrelation.matrix([[1, 1, 0], [1, 1, 1], [0, 1, 1]], floor: 0)
    #expect(abs(nearest[0][1] - 0.7607) < 5e-5)
    #expect(abs(nearest[1][2] - 0.7607) < 5e-5)
    #expect(abs(nearest[0][2] - 0.1573) < 5e-5)
    #expect(nearest[0][0] == 1)
  }

  /// Higham (2002), section 4: the second difference matrix, whose diagonal is 2.
  @Test
  func `Higham's second example`() {
    let nearest = NearestCorrelation.matrix(
      [[2, -1, 0, 0], [-1, 2, -1, 0], [0, -1, 2, -1], [0, 0, -1, 2]], floor: 0)
    let published = [
      [1, -0.8084, 0.1916, 0.1068], [-0.8084, 1, -0.6562, 0.1916],
      [0.1916, -0.6562, 1, -0.8084], [0.1068, 0.1916, -0.8084, 1],
    ]
    for i in 0..<4 {
      for j in 0..<4 { #expect(abs(nearest[i][j] - published[i][j]) < 5e-5) }
    }
  }

  /// 1 + (n − 1)ρ and 1 − ρ.
  @Test
  func `Eigenvalues of equal correlations`() {
    let matrix = (0..<5).map { i in (0..<5).map { $0 == i ? 1 : 0.3 } }
    let eigen = SymmetricEigen(matrix)
    #expect(abs((eigen.values.max() ?? 0) - 2.2) < 1e-13)
    #expect(abs((eigen.values.min() ?? 0) - 0.7) < 1e-13)
    for (value, vector) in zip(eigen.values, eigen.vectors) {
      for i in 0..<5 {
        let image = (0..<5).reduce(0) { $0 + matrix[i][$1] * vector[$1] }
        #expect(abs(image - value * vector[i]) < 1e-13)
      }
    }
  }

  @Test
  func `A floor keeps eigenvalues away from 0`() throws {
    let nearest = NearestCorrelation.matrix(
      [[1, -0.9, -0.9], [-0.9, 1, -0.9], [-0.9, -0.9, 1]], floor: 0.01)
    let least = try #require(SymmetricEigen(nearest).values.min())
    #expect(abs(least - 0.01) < 1e-6)
  }
}
