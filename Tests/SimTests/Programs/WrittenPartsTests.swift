import Testing

@testable import Sim

@Suite("Where a value comes from")
struct WrittenPartsTests {
  @Test
  func `the nearest part that somebody wrote, the first of several as near`() throws {
    var graph = Graph()
    let a = graph.input(0, in: 0...1)
    let b = graph.input(1, in: 0...1)
    let unwritten = graph.input(2, in: 0...1)
    let one = graph.constant(1)
    for (value, text) in [(a, "a"), (b, "b"), (one, "1")] {
      graph.note(value, from: try ExpressionParser.parse(SourceText(text)))
    }
    let sum = graph.apply(.add, a, b)
    let far = graph.apply(.multiply, graph.apply(.floor, a), b)
    let deep = graph.apply(.divide, graph.apply(.floor, far), graph.apply(.floor, sum))
    // What is written as a number says nothing of a value.
    let bare = graph.apply(.add, unwritten, one)
    let written = WrittenParts(graph)
    #expect(written.nearest(to: a) == a)
    #expect(written.nearest(to: sum) == a)
    #expect(written.nearest(to: far) == b)
    #expect(written.nearest(to: deep) == b)
    #expect(written.nearest(to: bare) == nil)
  }
}
