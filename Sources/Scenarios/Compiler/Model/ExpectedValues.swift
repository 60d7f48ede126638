import Sim

/// What expectations equal: expressions like all others, but nothing drawn may reach them.
extension ModelBuilding {
  func buildExpectedValues() {
    for expectation in scenario.verification?.expectations ?? [] {
      collecting {
        let (value, type) = try atEnd(expectation.equals)
        guard type == .number else {
          throw expectation.equals.error(WorldCause.equalsNeedsNumber(type.described))
        }
        if case .share = expectation.statistic {
          _ = try expressions.within(.unit, value.step, expectation.equals, "'equals' of a share")
        }
        compiler.expectedValues.append(value)
      }
    }
  }

  /// Once memories are complete, chance can be seen through them.
  func checkExpectedValues() {
    for (expectation, value) in zip(
      scenario.verification?.expectations ?? [], compiler.expectedValues)
    {
      let reach = Reach(of: [value.step], in: typed.graph, memories: compiler.memoryQuantities())
      guard let draw = reach.draw else { continue }
      collecting {
        throw expectation.equals.error(WorldCause.equalsDrawn(draw.path))
      }
    }
  }
}

extension Scenario {
  /// The model with what its expectations equal at the last step, in their order.
  func verifiedModel() throws(Diagnostics) -> (model: Model, expected: [Model.Quantity]) {
    try onLargeStack { () throws(Diagnostics) in
      let compiler = Compiler(self, isVerifying: true)
      guard let model = compiler.building.model() else {
        throw Diagnostics(shown: compiler.problems.sorted { $0.position < $1.position })
      }
      return (model, compiler.expectedValues)
    }
  }

  /// Expectations of the scenario and of its variations, all problems together.
  func checkVerification() throws(Diagnostics) {
    guard let verification else { return }
    var problems: [Diagnostic] = []
    for scenario in [self] + verification.variations.map(\.scenario) {
      let found = onLargeStack { Compiler(scenario, isVerifying: true).allProblems() }
      for problem in found where !problems.contains(problem) { problems.append(problem) }
    }
    guard problems.isEmpty else {
      throw Diagnostics(shown: problems.sorted { $0.position < $1.position })
    }
  }
}

extension Model {
  /// The values of quantities that no draw reaches, at the last step. Missing ones are NaN.
  func values(_ quantities: [Quantity]) throws(Diagnostics) -> [Double] {
    var model = self
    let never = model.graph.condition(false)
    let zero = model.graph.constant(0)
    let reach = Reach(of: quantities.map(\.step), in: graph, memories: memories)
    for slot in memories.indices where !reach.memories.contains(slot) {
      model.memories[slot] = Quantity(initial: zero, step: zero)
    }
    model.ends = Quantity(initial: never, step: never)
    model.measures = quantities
    model.signals = []
    model.milestones = []
    model.quantities = []
    model.parameters = []
    model.outcomes = [
      Quantity(initial: model.graph.condition(true), step: model.graph.condition(true))
    ]
    let found = ReferenceEvaluator(model, seed: 1).run(TrialAddress(trial: 0))
    guard let failed = found.failed else { return found.measures }
    let check = graph.checks[failed.check]
    throw Diagnostics([
      Diagnostic(
        check.position ?? SourcePosition(file: "", line: 0, column: 0), path: check.path,
        check.message)
    ])
  }
}
