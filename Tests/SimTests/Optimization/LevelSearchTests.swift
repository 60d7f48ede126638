import Testing

@testable import Sim

/// Searches over levels against plain enumeration.
@Suite struct LevelSearchTests {
  /// Two sums of four coordinates, and their smaller one, which is no sum.
  private func functions(_ isAdditive: Bool) throws -> GraphFunction {
    var graph = Graph()
    let x = (0..<4).map { graph.argument($0) }
    func sum(_ weights: [Double]) -> NodeID {
      var terms: [NodeID] = []
      for (w, x) in zip(weights, x) {
        let squared = graph.apply(.square, graph.apply(.subtract, x, graph.constant(w)))
        terms.append(graph.apply(.multiply, graph.constant(w), squared))
      }
      return graph.apply(.subtract, graph.constant(1), graph.sum(terms))
    }
    let a = sum([0.9, 0.2, 0.7, 0.4])
    let b = sum([0.1, 0.8, 0.3, 0.6])
    let second = isAdditive ? b : graph.minimum(a, b)
    return try #require(GraphFunction(of: [a, second], in: graph, arguments: x))
  }

  private func program(_ function: GraphFunction) -> ConcaveProgram {
    let levels = (0..<4).map { k in (0...(3 + k)).map { Double($0) / Double(3 + k) } }
    return ConcaveProgram(
      function, parameters: [], low: [0, 0, 0, 0], high: [1, 1, 1, 0.9], levels: levels)
  }

  private func all(_ function: GraphFunction) -> [(point: [Double], values: [Double])] {
    let workspace = function.workspace([])
    var found: [(point: [Double], values: [Double])] = []
    for a in 0...3 {
      for b in 0...4 {
        for c in 0...5 {
          for d in 0...5 {
            let point = [Double(a) / 3, Double(b) / 4, Double(c) / 5, Double(d) / 6]
            function.evaluate(at: point, workspace)
            found.append((point, [function.value(0, workspace), function.value(1, workspace)]))
          }
        }
      }
    }
    return found
  }

  @Test func `sums are seen to be sums`() throws {
    #expect(try functions(true).isAdditive)
    #expect(try !functions(false).isAdditive)
  }

  @Test(arguments: [true, false])
  func `the best under a floor is that of enumeration`(isAdditive: Bool) throws {
    let function = try functions(isAdditive)
    let found = try #require(
      program(function).maximum(of: .value(0), floors: [(function: 1, floor: 0.45)]))
    let right = try #require(
      all(function).filter { $0.values[1] >= 0.45 }.max { $0.values[0] < $1.values[0] })
    #expect(abs(found.value - right.values[0]) < 1e-12)
    #expect(found.point == right.point)
  }

  @Test(arguments: [true, false])
  func `products and least shares too`(isAdditive: Bool) throws {
    let function = try functions(isAdditive)
    let product = try #require(
      program(function).largestProduct(
        [(function: 0, weight: 1), (function: 1, weight: 2)], floors: []))
    let best = all(function).filter { $0.values.allSatisfy { $0 > 0 } }.map {
      Mathematics.log($0.values[0]) + 2 * Mathematics.log($0.values[1])
    }.max()
    #expect(abs(product.solution.value - (best ?? 0)) < 1e-12)
    let fair = try #require(
      program(function).fairest([(0, 0, 1), (1, 0, 0.5)], floors: []))
    let least = all(function).map { min($0.values[0], $0.values[1] / 0.5) }.max()
    #expect(abs(fair.value - (least ?? 0)) < 1e-12)
  }

  @Test func `of equal ones the first counts, and none where nothing reaches the floor`() throws {
    var graph = Graph()
    let x = (0..<2).map { graph.argument($0) }
    let sum = graph.sum(x)
    let function = try #require(GraphFunction(of: [sum], in: graph, arguments: x))
    let program = ConcaveProgram(
      function, parameters: [], low: [0, 0], high: [1, 1],
      levels: [[0, 0.5, 1], [0, 0.5, 1]], always: [])
    let found = program.maximum(of: .smallest([(0, 0, 1)]), floors: [])
    #expect(found?.point == [1, 1])
    #expect(program.maximum(of: .value(0), floors: [(function: 0, floor: 2.5)]) == nil)
    let held = ConcaveProgram(
      function, parameters: [], low: [0, 0], high: [1, 0.6],
      levels: [[0, 0.5, 1], [0, 0.5, 1]], always: [(function: 0, floor: 1.5)])
    #expect(held.maximum(of: .value(0))?.point == [1, 0.5])
  }

  /// 4¹² = 16,777,216 combinations, of which few are visited.
  @Test func `many sums of many levels take no time`() throws {
    var graph = Graph()
    let x = (0..<12).map { graph.argument($0) }
    func sum(_ turn: Int) -> NodeID {
      var terms: [NodeID] = []
      for (k, x) in x.enumerated() {
        let weight = Double((k * 7 + turn * 5) % 13 + 1) / 100
        let level = turn == 0 ? x : graph.apply(.subtract, graph.constant(1), x)
        terms.append(graph.apply(.multiply, graph.constant(weight), level))
      }
      return graph.sum(terms)
    }
    let function = try #require(
      GraphFunction(of: [sum(0), sum(1)], in: graph, arguments: x))
    let program = ConcaveProgram(
      function, parameters: [], low: x.map { _ in 0 }, high: x.map { _ in 1 },
      levels: x.map { _ in [0, 1.0 / 3, 2.0 / 3, 1] })
    let found = try #require(
      program.largestProduct([(function: 0, weight: 1), (function: 1, weight: 1)], floors: []))
    #expect(found.gaining == [0, 1])
  }
}
