package import Sim

extension Scenario {
  /// The scenario as a model the engine runs.
  ///
  /// Throws `Diagnostics` with all that is wrong with its names, types and values.
  package func model() throws(Diagnostics) -> Model { try lowered().model }

  /// The same with what there is to know about it.
  ///
  /// `isChecked`: its expectations were looked at before.
  package func lowered(isChecked: Bool = false) throws(Diagnostics) -> (model: Model, notes: [Note])
  {
    if !isChecked { try checkVerification() }
    return try plainlyLowered()
  }

  /// The model whatever it must come to.
  func plainModel() throws(Diagnostics) -> Model { try plainlyLowered().model }

  private func plainlyLowered() throws(Diagnostics) -> (model: Model, notes: [Note]) {
    try onLargeStack { () throws(Diagnostics) in
      let compiler = Compiler(self)
      guard let model = compiler.building.model() else {
        throw Diagnostics(shown: compiler.problems.sorted { $0.position < $1.position })
      }
      return (model, compiler.notes.sorted { $0.position < $1.position })
    }
  }
}

extension Scenario {
  /// The model with what is asked of it besides. What is asked is built once all that a run needs is
  /// there, so that the run's own values, draws and memories are those of the plain model; memories
  /// that only it needs come after them.
  ///
  /// `ask` adds to the probes what can be built and keeps where it is. What cannot be built is left out.
  func probed<Asked: Sendable>(
    _ ask: @escaping @Sendable (Compiler, ProbeList) -> Asked
  ) throws(Diagnostics) -> (model: Model, probes: Probes, asked: Asked) {
    try onLargeStack { () throws(Diagnostics) in
      let compiler = Compiler(self)
      let list = ProbeList()
      var asked: Asked?
      var first = Int.max
      let model = compiler.building.model {
        first = compiler.memoryQuantities().count
        asked = ask(compiler, list)
      }
      guard let model, let asked, model.memories.count == compiler.slotEntities.count else {
        throw Diagnostics(shown: compiler.problems.sorted { $0.position < $1.position })
      }
      return (model, Probes(list.quantities, firstMemory: first), asked)
    }
  }
}

/// Values that are asked of a model besides what it records, in the order in which they were added.
final class ProbeList {
  private(set) var quantities: [Model.Quantity] = []

  /// Where a value stands among the probes; `nil` if it cannot be built.
  func add(_ make: (Phase) throws -> NodeID) -> Int? {
    guard let initial = try? make(.initial), let step = try? make(.step) else { return nil }
    quantities.append(Model.Quantity(initial: initial, step: step))
    return quantities.count - 1
  }
}

/// The values of probes; missing is `nil`.
struct ProbeReading: Sendable {
  let values: [Double?]

  subscript(_ place: Int?) -> Double? {
    guard let place, let value = values[place], !value.isNaN else { return nil }
    return value
  }
}
