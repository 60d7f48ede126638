import Sim

/// x ← (1 − decay)·x.
enum Decay: StateProcess {
  static let format = ProcessFormat(
    "decay", Form.expression.map(StateEntry.Process.Value.expression), perStep: .always,
    shown: "decays by", "the share lost in each step")

  static func moved(_ step: StateStep) throws -> NodeID {
    let one = step.graph.constant(1)
    let left = step.graph.apply(.subtract, one, try step.share("decay"))
    return step.graph.apply(.multiply, left, step.old)
  }
}
