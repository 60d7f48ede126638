import Sim

/// Whatever an expression says.
enum Next: StateProcess {
  static let format = ProcessFormat(
    "next", Form.expression.map(StateEntry.Process.Value.expression), shown: "in the next step",
    "its value in the next step")
  static let isOfNumbers = false

  static func moved(_ step: StateStep) throws -> NodeID {
    let e = try step.expression("next")
    var each = step.scope
    each.drawing = step.draws.drawing(step.path, eachStep: true, in: e)
    return try step.world.ofStateType(e, step.state, each)
  }
}
