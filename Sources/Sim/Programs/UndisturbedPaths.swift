/// Quantities as they would have gone on had no trial ended: a model of their own, with the same draws.
extension Model {
  /// The quantities that go on by themselves, by position: they read nothing that an end settles. None
  /// where no trial ends before the last step, for then all is as if undisturbed.
  package var undisturbedQuantities: [Int] {
    guard steps > 0, graph.constantValue(ends.initial) != 0 || graph.constantValue(ends.step) != 0
    else { return [] }
    return quantities.indices.filter { position in
      let quantity = quantities[position]
      return Reach(of: [quantity.initial, quantity.step], in: graph, memories: memories).memories
        .isDisjoint(with: memoriesOfEnds)
    }
  }

  /// What is left to report if only this is recorded, with what is only recorded on request.
  package func recorded(_ recording: Recording) -> Report {
    var report = report.recorded(recording)
    guard recording.contains([.timeline, .undisturbed]) else { return report }
    report.quantities += undisturbedQuantities.map { position in
      var quantity = self.report.quantities[position]
      quantity.isUndisturbed = true
      return quantity
    }
    return report
  }

  /// These quantities in trials that never end before the last step, and nothing else.
  func neverEnding(_ positions: [Int]) -> Model {
    var model = self
    let never = model.graph.condition(false)
    let always = model.graph.condition(true)
    let zero = model.graph.constant(0)
    let followed = positions.map { quantities[$0] }
    let reach = Reach(
      of: followed.flatMap { [$0.initial, $0.step] }, in: graph, memories: memories)
    for slot in memories.indices where !reach.memories.contains(slot) {
      model.memories[slot] = Quantity(initial: zero, step: zero)
    }
    model.ends = Quantity(initial: never, step: never)
    model.outcomes = [Quantity(initial: always, step: always)]
    model.measures = []
    model.signals = []
    model.milestones = []
    model.parameters = []
    model.quantities = followed
    model.report = Report(
      steps: report.steps, outcomes: [.init(name: "never")],
      quantities: positions.map { report.quantities[$0] })
    model.moderation = nil
    return model
  }
}
