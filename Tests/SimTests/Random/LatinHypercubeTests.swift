import Testing

@testable import Sim

@Suite("Latin hypercubes")
struct LatinHypercubeTests {
  @Test func `each interval has one value`() {
    let cube = LatinHypercube(count: 100, seed: 3)
    for dimension in 0..<4 {
      let column = cube.column(dimension)
      #expect(Set(column.map { Int($0 * 100) }) == Set(0..<100))
    }
  }

  @Test func `dimensions replicates and seeds are in other orders`() {
    let one = LatinHypercube(count: 50, seed: 3).column(0)
    #expect(one == LatinHypercube(count: 50, seed: 3).column(0))
    #expect(one != LatinHypercube(count: 50, seed: 3).column(1))
    #expect(one != LatinHypercube(count: 50, seed: 3, replicate: 1).column(0))
    #expect(one != LatinHypercube(count: 50, seed: 4).column(0))
    #expect(
      LatinHypercube(count: 50, seed: 3, replicate: 1).column(0)
        != LatinHypercube(count: 50, seed: 4).column(0))
  }

  @Test func `no points are no values`() {
    #expect(LatinHypercube(count: 0, seed: 1).column(0).isEmpty)
  }

  /// Two coordinates of 400 points are uncorrelated: seed 1, four standard errors of 1/√400.
  @Test func `coordinates are independent`() throws {
    let cube = LatinHypercube(count: 400, seed: 1)
    let found = try #require(Correlation.pearson(cube.column(0)[...], cube.column(1)[...]))
    #expect(found.magnitude < 4.0 / 20)
  }
}
