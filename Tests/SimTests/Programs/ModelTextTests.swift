import Testing

@testable import Sim

/// A model as text, of which digests are made: where it changes, results of other builds no longer go on.
@Suite struct ModelTextTests {
  private func model(
    _ graph: Graph, memories: [Model.Quantity] = [], measure: Model.Quantity,
    quantity: Model.Quantity? = nil, parameters: [NodeID] = []
  ) -> Model {
    var graph = graph
    let never = graph.condition(false)
    let always = graph.condition(true)
    return Model(
      graph: graph, steps: 2, memories: memories, ends: .init(initial: never, step: never),
      outcomes: [.init(initial: always, step: always)], measures: [measure],
      signals: [.init(initial: never, step: never)], milestones: [],
      quantities: quantity.map { [$0] } ?? [], parameters: parameters,
      report: Report(
        steps: 2, outcomes: [.init(name: "only")], measures: [.init(name: "value")],
        signals: ["s"], quantities: quantity == nil ? [] : [.init(name: "q")],
        parameters: parameters.isEmpty ? [] : [.init(name: "p")]))
  }

  @Test func `a model is written node by node, then what its values mean`() {
    var graph = Graph()
    let two = graph.constant(2)
    let u = graph.draw(DrawSite(path: "u", kind: .uniform, eachStep: false), [])
    _ = graph.memory(graph.newMemory(mayBeMissing: false))
    let step = graph.step()
    let table = graph.table([0.5, -1, 3])
    let sum = graph.apply(.add, u, table)
    let bad = graph.apply(.less, sum, two)
    let checked = graph.checked(sum, bad: bad, "small", at: nil, path: "state.x")
    let input = graph.input(0, in: 0...1)
    let product = graph.apply(.multiply, input, step)
    let written = model(
      graph, memories: [.init(initial: two, step: u)], measure: .init(initial: two, step: checked),
      quantity: .init(initial: two, step: product), parameters: [u]
    )
    let text = """
      steps 2
      0 constant 4611686018427387904
      1 draw 0
      2 memory 0
      3 step
      4 table 0
      5 add 1 4
      6 less 5 0
      7 checked 0 5
      8 input 0
      9 multiply 8 3
      10 constant 0
      11 constant 4607182418800017408
      draw u uniform false
      check 6 state.x
      table 4602678819172646912 13830554455654793216 4613937818241073152
      memory 0 1
      ends 10 10
      outcome 11 11 only only
      measure 0 7 value
      signal 10 10 s
      quantity 0 9 q
      parameter 1 p

      """
    #expect(written.text == text)
    #expect(written.textBytes == Array(text.utf8))
  }

  @Test func `a value that is looked at has a line with its check`() {
    var graph = Graph()
    let u = graph.draw(DrawSite(path: "u", kind: .uniform, eachStep: false), [])
    let square = graph.apply(.square, graph.apply(.multiply, u, graph.constant(1e308)))
    let text = model(graph, measure: .init(initial: square, step: square)).text
    #expect(text.contains("\nguard \(square.index) 0\n"))
  }

  @Test(arguments: [(0, "0"), (7, "7"), (1_234, "1234"), (-10, "-10"), (Int.min, "\(Int.min)")])
  func `numbers are written digit by digit`(number: Int, text: String) {
    var lines = TextLines(bytes: 0)
    lines.append(number)
    #expect(String(decoding: lines.bytes, as: UTF8.self) == text)
  }
}
