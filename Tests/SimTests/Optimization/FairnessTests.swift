import Testing

@testable import Sim

/// The lexicographic maximin against every point of small games.
@Suite struct FairnessTests {
  @Test func `the first share that differs decides`() {
    #expect(Fairness.best(of: [[0.2, 0.9], [0.5, 0.3], [0.3, 0.6]])?.place == 2)
    #expect(Fairness.best(of: [[0.2, 0.9], [0.9, 0.2], [0.2, 0.9 + 1e-13]])?.place == 0)
    #expect(Fairness.best(of: []) == nil)
  }

  /// 1 − Σ w·|x − θ| of three parties over two terms. Weights of 0 make ties.
  private func game(_ random: inout SplitMix) throws -> GraphFunction {
    var graph = Graph()
    let x = (0..<2).map { graph.argument($0) }
    let values = (0..<3).map { _ in
      let w = [0, 0.25, 0.5, 1][random.below(4)]
      let losses = zip(x, [w, 1 - w]).map { x, w in
        let ideal = graph.constant(Double(random.below(5)) / 4)
        let distance = graph.apply(.absolute, graph.apply(.subtract, x, ideal))
        return graph.apply(.multiply, graph.constant(w), distance)
      }
      return graph.apply(.subtract, graph.constant(1), graph.sum(losses))
    }
    return try #require(GraphFunction(of: values, in: graph, arguments: x))
  }

  /// Seeds 300 to 339. No point of a grid of 41 × 41 gives one party more and nobody less, and none
  /// is fairer.
  @Test(arguments: 300..<340) func `no text is better for one and worse for none`(
    seed: Int
  ) throws {
    var random = SplitMix(seed: UInt64(seed))
    let function = try game(&random)
    let program = ConcaveProgram(
      function, parameters: [], low: [0, 0], high: [1, 1], levels: [nil, nil])
    let shares: [ConcaveProgram.Share] = (0..<3).map { ($0, 0, 1) }
    let start = try #require(program.maximum(of: .smallest(shares)))
    let found = program.values(at: program.raised(start, shares, floors: []).point)
    for i in 0...40 {
      for j in 0...40 {
        let other = program.values(at: [Double(i) / 40, Double(j) / 40])
        #expect(!Fairness.isBetter(other.sorted(), than: found.sorted(), by: 1e-6))
        let isDominated =
          zip(other, found).allSatisfy { $0 > $1 - 1e-9 }
          && zip(other, found).contains { $0 > $1 + 1e-6 }
        #expect(!isDominated, "\(found) at \(i), \(j): \(other)")
      }
    }
  }
}
