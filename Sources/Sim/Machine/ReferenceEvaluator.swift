/// Runs one trial by walking the graph, value by value, only what is asked for.
///
/// Slow and plain: the machine must give the same bits. What no branch taken asks for is never
/// computed and so cannot fail.
package struct ReferenceEvaluator {
  struct Fails: Error { let check: Int }

  private var model: Model
  private let keys: [UInt64]
  /// By draw site.
  private let shifts: [UInt64]
  private let generator = CursorGenerator()
  /// Whether every draw is the median of what it is drawn from.
  private let drawsMedians: Bool

  package init(
    _ model: Model, seed: UInt64, design: Design = .plain, drawsMedians: Bool = false
  ) {
    self.model = model
    self.drawsMedians = drawsMedians
    shifts = model.graph.draws.map { design.shift(of: $0.path) }
    keys = model.graph.draws.map { siteKey(seed: seed, path: $0.path) }
  }

  /// The same at a point of a study, with a number for each input.
  package func given(_ inputs: [Double]) -> ReferenceEvaluator {
    var copy = self
    copy.model = model.given(inputs)
    return copy
  }

  /// One trial; `follow` receives every followed quantity at the end of each step.
  package func run(
    _ address: TrialAddress, follow: (_ step: Int, _ quantities: [Double]) -> Void = { _, _ in }
  ) -> TrialResult {
    run(address, Probes()) { step, quantities, _ in follow(step, quantities) }
  }

  /// Values at step 0 that nothing that moves reaches; `nil` for one that fails.
  package func start(_ values: [NodeID], _ address: TrialAddress) -> [Double?] {
    var trial = Trial(of: self, at: address)
    trial.begin(0)
    return values.map { trial.probed($0) }
  }

  /// The same trial, and what is asked of it besides. `follow` receives the probes too, and those of a
  /// step in which the trial fails without its quantities.
  package func run(
    _ address: TrialAddress, _ probes: Probes,
    follow: (_ step: Int, _ quantities: [Double], _ probes: [Double?]) -> Void
  ) -> TrialResult {
    var trial = Trial(of: self, at: address)
    var result = TrialResult(
      outcome: -1, endStep: 0, measures: [], signals: model.signals.map { _ in -1 },
      milestones: model.milestones.map { _ in -1 }, parameters: [], failed: nil)
    do throws(Fails) {
      result.parameters = try trial.values(model.parameters)
      for step in 0...model.steps {
        trial.begin(step)
        result.endStep = step
        let own = model.memories.prefix(probes.firstMemory)
        var next = try trial.values(Array(own), at: step)
        let ends = try trial.value(model.ends, at: step) != 0 || step == model.steps
        for (k, signal) in model.signals.enumerated() {
          let seen = try trial.value(signal, at: step) != 0
          if seen, result.signals[k] < 0 { result.signals[k] = step }
        }
        for (k, milestone) in model.milestones.enumerated() {
          let seen = try trial.value(milestone, at: step) != 0
          if seen, result.milestones[k] < 0 { result.milestones[k] = step }
        }
        let quantities = try trial.values(model.quantities, at: step)
        if ends {
          for (k, rule) in model.outcomes.enumerated() {
            if try trial.value(rule, at: step) != 0 {
              result.outcome = k
              break
            }
          }
          result.measures = try trial.values(model.measures, at: step)
          follow(step, quantities, trial.probed(probes, at: step))
          return result
        }
        follow(step, quantities, trial.probed(probes, at: step))
        // A probe that fails fails alone.
        next += model.memories.dropFirst(own.count).map {
          trial.probed(step == 0 ? $0.initial : $0.step) ?? .nan
        }
        trial.memory = next
      }
    } catch {
      result.failed = .init(check: error.check, step: result.endStep)
      follow(result.endStep, [], trial.probed(probes, at: result.endStep))
      result.outcome = -1
    }
    return result
  }

  /// What is wrong with the parameters of a distribution at the step where a trial failed; `nil`
  /// for another kind of check.
  func violation(of check: Check, _ address: TrialAddress, step: Int) -> String? {
    guard case .outOfDomain(let index) = model.graph[check.bad].operation else { return nil }
    var trial = Trial(of: self, at: address)
    do throws(Fails) {
      for n in 0..<step {
        trial.begin(n)
        trial.memory = try trial.values(model.memories, at: n)
      }
      trial.begin(step)
      let operands = try trial.values(model.graph[check.bad].operands)
      return model.graph.domains[index].violation(operands)
    } catch {
      return nil
    }
  }

  struct Trial {
    let evaluator: ReferenceEvaluator
    let address: TrialAddress
    var inputs: [Double]
    var memory: [Double] = []
    var step = 0
    var known: [Double]
    /// The step at which a value was computed; −1 for never, and for good if once per trial.
    var knownAt: [Int]
    /// Results of kernels, by node.
    var results: [Int: [Double]] = [:]
    /// What was computed and is to be forgotten, where that is kept.
    private var computedNodes: [Int]?

    init(of evaluator: ReferenceEvaluator, at address: TrialAddress) {
      self.evaluator = evaluator
      self.address = address
      inputs = evaluator.model.inputs
      let count = evaluator.model.graph.nodes.count
      known = Array(repeating: 0, count: count)
      knownAt = Array(repeating: -1, count: count)
    }

    mutating func begin(_ step: Int) { self.step = step }

    /// Starts over with other inputs.
    mutating func beginAgain(with inputs: [Double]) {
      for index in computedNodes ?? Array(knownAt.indices) { knownAt[index] = -1 }
      computedNodes = []
      results = [:]
      self.inputs = inputs
      begin(0)
    }

    mutating func value(_ quantity: Model.Quantity, at step: Int) throws(Fails) -> Double {
      try value(step == 0 ? quantity.initial : quantity.step)
    }

    mutating func values(
      _ quantities: [Model.Quantity], at step: Int
    ) throws(Fails) -> [Double] {
      var values: [Double] = []
      for quantity in quantities { values.append(try value(quantity, at: step)) }
      return values
    }

    mutating func probed(_ id: NodeID) -> Double? {
      do throws(Fails) { return try value(id) } catch { return nil }
    }

    mutating func probed(_ probes: Probes, at step: Int) -> [Double?] {
      var values: [Double?] = []
      for quantity in probes.quantities {
        values.append(probed(step == 0 ? quantity.initial : quantity.step))
      }
      return values
    }

    mutating func values(_ ids: [NodeID]) throws(Fails) -> [Double] {
      var values: [Double] = []
      for id in ids { values.append(try value(id)) }
      return values
    }

    /// What is under way: a value, or whether a check of one that is not finite fails.
    private enum Task {
      case value(NodeID)
      case check(Int)
    }

    /// Values within values are kept on a list, for they may be nested as deep as a scenario is
    /// long.
    mutating func value(_ id: NodeID) throws(Fails) -> Double {
      var pending = [Task.value(id)]
      while let task = pending.popLast() {
        switch task {
        case .check(let index):
          let bad = evaluator.model.graph.checks[index].bad
          if !isKnown(bad) {
            pending += [task, .value(bad)]
          } else if known[bad.index] != 0 {
            throw Fails(check: index)
          }
        case .value(let id):
          if isKnown(id) { continue }
          let node = evaluator.model.graph[id]
          if let first = firstUnknown(of: node) {
            pending += [task, .value(first)]
            continue
          }
          let result = try computed(node, id)
          known[id.index] = result
          knownAt[id.index] = step
          computedNodes?.append(id.index)
          if !result.isFinite, let index = evaluator.model.graph.guards[id] {
            pending.append(.check(index))
          }
        }
      }
      return known[id.index]
    }

    private func isKnown(_ id: NodeID) -> Bool {
      knownAt[id.index] == step
        || (knownAt[id.index] >= 0 && evaluator.model.graph[id].tier == .trial)
    }

    /// What must be known next before a node can be computed: only what it asks for.
    private func firstUnknown(of node: Graph.Node) -> NodeID? {
      let x = node.operands
      switch node.operation {
      case .checked(let index):
        let bad = evaluator.model.graph.checks[index].bad
        if !isKnown(bad) { return bad }
        return known[bad.index] != 0 || isKnown(x[0]) ? nil : x[0]
      case .apply(.select), .apply(.and), .apply(.or):
        if !isKnown(x[0]) { return x[0] }
        return asked(of: node).flatMap { isKnown($0) ? nil : $0 }
      default: return x.first { !isKnown($0) }
      }
    }

    /// The operand that is asked for after the first; `nil` if that decides.
    private func asked(of node: Graph.Node) -> NodeID? {
      let holds = known[node.operands[0].index] != 0
      switch node.operation {
      case .apply(.select): return node.operands[holds ? 1 : 2]
      case .apply(.and): return holds ? node.operands[1] : nil
      default: return holds ? nil : node.operands[1]
      }
    }

    /// Once all that a node asks for is known.
    private mutating func computed(_ node: Graph.Node, _ id: NodeID) throws(Fails) -> Double {
      let graph = evaluator.model.graph
      let x = node.operands
      func operands() -> [Double] { x.map { known[$0.index] } }
      switch node.operation {
      case .constant(let bits): return Double(bitPattern: bits)
      case .step: return Double(step)
      case .table(let index): return graph.tables[index][step]
      case .memory(let slot): return memory[slot]
      case .checked(let index):
        if known[graph.checks[index].bad.index] != 0 { throw Fails(check: index) }
        return known[x[0].index]
      case .outOfDomain(let index): return graph.domains[index].isInDomain(operands()) ? 0 : 1
      case .transformed(let index): return graph.transforms[index](operands())
      case .draw(let index): return drawn(index, operands())
      case .kernel(let index):
        let found = graph.kernels[index](operands())
        results[id.index] = found
        return found[0]
      case .kernelResult(let k): return results[x[0].index]?[k] ?? .nan
      case .input(let number): return inputs[number]
      case .argument: return .nan
      case .apply(.select): return asked(of: node).map { known[$0.index] } ?? .nan
      case .apply(.and): return asked(of: node).map { known[$0.index] != 0 } ?? false ? 1 : 0
      case .apply(.or): return asked(of: node).map { known[$0.index] != 0 } ?? true ? 1 : 0
      case .apply(let operation):
        return operation(
          known[x[0].index], operation.operandCount > 1 ? known[x[1].index] : 0,
          operation.operandCount > 2 ? known[x[2].index] : 0)
      }
    }

    private func drawn(_ index: Int, _ arguments: [Double]) -> Double {
      let site = evaluator.model.graph.draws[index]
      if evaluator.drawsMedians {
        return site.median(
          key: evaluator.keys[index], arguments, generator: evaluator.generator)
      }
      return site.draw(
        key: evaluator.keys[index], step: site.eachStep ? UInt32(step) : 0,
        index: site.eachStep ? address.draws : address.parameters &+ evaluator.shifts[index],
        arguments,
        generator: evaluator.generator)
    }
  }
}
