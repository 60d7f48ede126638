import Testing

@testable import Sim

/// Values of a graph as functions of some of its nodes.
@Suite struct GraphFunctionTests {
  /// Every operator with a derivative, at a point away from kinks.
  private static let smooth: [Arithmetic] = [
    .negate, .absolute, .exp, .log, .squareRoot, .logistic, .rateChance, .square, .cube, .add,
    .subtract, .multiply, .divide, .minimum, .maximum, .power, .sine, .cosine, .errorFunction,
    .normalProbability, .normalQuantile, .modulo,
  ]

  @Test(arguments: smooth) func `a gradient agrees with central differences`(
    _ operation: Arithmetic
  )
    throws
  {
    var graph = Graph()
    let (x, y) = (graph.argument(0), graph.argument(1))
    let once = graph.apply(operation, operation.operandCount == 1 ? [x] : [x, y])
    // Read twice, so that adjoints add up.
    let twice = graph.apply(.add, graph.apply(.multiply, once, x), once)
    let function = try #require(GraphFunction(of: [twice], in: graph, arguments: [x, y]))
    let workspace = function.workspace([])
    let point = [0.7, 1.3]
    func value(_ point: [Double]) -> Double {
      function.evaluate(at: point, workspace)
      return function.value(0, workspace)
    }
    let h = 1e-6
    let expected = [
      (value([point[0] + h, point[1]]) - value([point[0] - h, point[1]])) / (2 * h),
      (value([point[0], point[1] + h]) - value([point[0], point[1] - h])) / (2 * h),
    ]
    _ = value(point)
    let found = function.gradient(0, workspace)
    for k in 0..<2 { #expect(abs(found[k] - expected[k]) < 1e-8 * max(1, abs(expected[k]))) }
  }

  @Test func `what does not depend on the arguments is a parameter, in the order of nodes`() throws
  {
    var graph = Graph()
    let step = graph.step()
    let memory = graph.memory(graph.newMemory(mayBeMissing: false))
    let outside = graph.apply(.multiply, memory, step)
    let x = graph.argument(0)
    let value = graph.apply(.add, graph.apply(.multiply, x, outside), memory)
    let function = try #require(GraphFunction(of: [value, x], in: graph, arguments: [x]))
    #expect(function.parameters == [memory, outside])
    let workspace = function.workspace([2, 10])
    function.evaluate(at: [0.5], workspace)
    #expect(function.value(0, workspace) == 7)
    #expect(function.value(1, workspace) == 0.5)
  }

  @Test func `a node of the graph can be an argument`() throws {
    var graph = Graph()
    let memory = graph.memory(graph.newMemory(mayBeMissing: false))
    let value = graph.apply(.square, memory)
    let function = try #require(GraphFunction(of: [value], in: graph, arguments: [memory]))
    #expect(function.parameters.isEmpty)
    let workspace = function.workspace([])
    function.evaluate(at: [3], workspace)
    #expect(function.value(0, workspace) == 9)
  }

  @Test func `a draw that depends on an argument cannot be searched over`() {
    var graph = Graph()
    let x = graph.argument(0)
    let site = DrawSite(path: "a:normal#1", kind: .standardNormal, eachStep: false)
    let draw = graph.draw(site, [x])
    #expect(GraphFunction(of: [draw], in: graph, arguments: [x]) == nil)
  }
}
