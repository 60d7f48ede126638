/// One trial as the reference evaluator or the machine found it.
public struct TrialResult: Sendable, Equatable {
  public struct Failed: Sendable, Equatable {
    /// Position in `Graph.checks`.
    public var check: Int
    public var step: Int
  }
  public var outcome: Int
  public var endStep: Int
  /// NaN is missing.
  public var measures: [Double]
  /// First steps, −1 for never.
  public var signals: [Int]
  public var milestones: [Int]
  public var parameters: [Double]
  public var failed: Failed?
}

/// The address of a trial: what is drawn once comes from the first index, luck from the second.
public struct TrialAddress: Sendable, Hashable {
  public var parameters: UInt64
  public var luck: UInt64

  public init(parameters: UInt64, luck: UInt64) {
    self.parameters = parameters
    self.luck = luck
  }

  public init(trial: Int) { self.init(parameters: UInt64(trial), luck: UInt64(trial)) }
}

/// Runs one trial by walking the graph, value by value, only what is asked for.
///
/// Slow and plain: the machine must give the same bits. What no branch taken asks for is never
/// computed and so cannot fail.
public struct ReferenceEvaluator {
  private struct Fails: Error { let check: Int }

  private let model: Model
  private let keys: [UInt64]
  private let generator = CursorGenerator()

  public init(_ model: Model, seed: UInt64) {
    self.model = model
    keys = model.graph.draws.map { siteKey(seed: seed, path: $0.path) }
  }

  /// One trial; `follow` is told every followed quantity at the end of each step.
  public func run(
    _ address: TrialAddress, follow: (_ step: Int, _ quantities: [Double]) -> Void = { _, _ in }
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
        let next = try trial.values(model.memories, at: step)
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
          follow(step, quantities)
          return result
        }
        follow(step, quantities)
        trial.memory = next
      }
    } catch {
      result.failed = .init(check: error.check, step: result.endStep)
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

  private struct Trial {
    let evaluator: ReferenceEvaluator
    let address: TrialAddress
    var memory: [Double] = []
    var step = 0
    var known: [Double]
    /// The step at which a value was computed; −1 for never, and for good if once per trial.
    var knownAt: [Int]
    /// Results of kernels, by node.
    var results: [Int: [Double]] = [:]

    init(of evaluator: ReferenceEvaluator, at address: TrialAddress) {
      self.evaluator = evaluator
      self.address = address
      let count = evaluator.model.graph.nodes.count
      known = Array(repeating: 0, count: count)
      knownAt = Array(repeating: -1, count: count)
    }

    mutating func begin(_ step: Int) { self.step = step }

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

    mutating func values(_ ids: [NodeID]) throws(Fails) -> [Double] {
      var values: [Double] = []
      for id in ids { values.append(try value(id)) }
      return values
    }

    mutating func value(_ id: NodeID) throws(Fails) -> Double {
      let node = evaluator.model.graph[id]
      if knownAt[id.index] == step || (knownAt[id.index] >= 0 && node.tier == .trial) {
        return known[id.index]
      }
      let result = try computed(node, id)
      known[id.index] = result
      knownAt[id.index] = step
      if !result.isFinite, let index = evaluator.model.graph.guards[id],
        try value(evaluator.model.graph.checks[index].bad) != 0
      {
        throw Fails(check: index)
      }
      return result
    }

    private mutating func computed(_ node: Graph.Node, _ id: NodeID) throws(Fails) -> Double {
      let graph = evaluator.model.graph
      switch node.operation {
      case .constant(let bits): return Double(bitPattern: bits)
      case .step: return Double(step)
      case .table(let index): return graph.tables[index][step]
      case .memory(let slot): return memory[slot]
      case .checked(let index):
        if try value(graph.checks[index].bad) != 0 { throw Fails(check: index) }
        return try value(node.operands[0])
      case .outOfDomain(let index):
        return graph.domains[index].isInDomain(try values(node.operands)) ? 0 : 1
      case .transformed(let index):
        return graph.transforms[index](try values(node.operands))
      case .draw(let index): return try drawn(index, node.operands)
      case .kernel(let index):
        let found = graph.kernels[index](try values(node.operands))
        results[id.index] = found
        return found[0]
      case .kernelResult(let k):
        _ = try value(node.operands[0])
        return results[node.operands[0].index]?[k] ?? .nan
      case .input(let number): return evaluator.model.inputs[number]
      case .argument: return .nan
      case .apply(.select):
        let chosen = try value(node.operands[0]) != 0 ? 1 : 2
        return try value(node.operands[chosen])
      case .apply(.and):
        if try value(node.operands[0]) == 0 { return 0 }
        return try value(node.operands[1]) != 0 ? 1 : 0
      case .apply(.or):
        if try value(node.operands[0]) != 0 { return 1 }
        return try value(node.operands[1]) != 0 ? 1 : 0
      case .apply(let operation):
        let a = try value(node.operands[0])
        let b = operation.operandCount > 1 ? try value(node.operands[1]) : 0
        return operation(a, b)
      }
    }

    private mutating func drawn(_ index: Int, _ operands: [NodeID]) throws(Fails) -> Double {
      let site = evaluator.model.graph.draws[index]
      let arguments = try values(operands)
      return site.draw(
        key: evaluator.keys[index], step: site.eachStep ? UInt32(step) : 0,
        index: site.eachStep ? address.luck : address.parameters, arguments,
        generator: evaluator.generator)
    }
  }
}
