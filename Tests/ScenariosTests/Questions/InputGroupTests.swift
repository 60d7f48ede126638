import Sim
import Testing

@testable import Scenarios

@Suite("Inputs that draw for themselves")
struct InputGroupTests {
  private func groups(_ parameters: String, more: String = "") throws -> [[String]] {
    let model = try scenario("parameters:\n\(parameters)\n\(more)").lowered().model
    return InputGroup.all(of: model).map(\.inputs)
  }

  @Test
  func `Each parameter that is drawn is one`() throws {
    #expect(
      try groups("  x: uniform(0, 1)\n  fixed: 3\n  y: normal(0, 1)") == [["x"], ["y"]])
  }

  @Test
  func `What follows from others is none`() throws {
    #expect(
      try groups("  sum: x + y\n  x: uniform(0, 1)\n  y: uniform(0, 1)\n  twice: 2 * x")
        == [["x"], ["y"]])
  }

  @Test
  func `What is drawn from another depends on it`() throws {
    #expect(
      try groups("  x: uniform(0, 1)\n  z: uniform(0, 1)\n  y: normal(x, 1)")
        == [["x", "y"], ["z"]])
  }

  @Test
  func `Correlated ones depend on each other`() throws {
    let found = try groups(
      "  x: normal(0, 1)\n  y: normal(0, 1)\n  z: normal(0, 1)",
      more: "correlations:\n  pair: {between: [x, z], spearman: 0.5}\n")
    #expect(found == [["x", "z"], ["y"]])
  }
}
