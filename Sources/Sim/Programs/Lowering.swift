extension Program {
  /// The program of a model. Lowering changes no value: it only orders the work.
  package init(_ model: Model) {
    guard let moderation = model.moderation else {
      self = Self.lowered(model)
      return
    }
    let lighter = { @Sendable () -> Program in
      var lighter = model
      lighter.graph = model.graph.sparing(moderation.spared)
      lighter.proven = moderation.proven
      return Self.lowered(lighter, where: moderation.holds)
    }
    let both = onLargeStacks({ Self.lowered(model) }, lighter)
    self = both.0
    light = [both.1]
  }

  private static func lowered(_ model: Model, where condition: NodeID? = nil) -> Program {
    var lowering = Lowering(model)
    lowering.condition = condition
    return lowering.lowered()
  }
}

/// Sorts the values of a model into sections and gives each a row.
struct Lowering {
  var model: Model
  var program: Program
  var rows = RowAllocator()
  var clock = ClockValues()
  /// Rows that hold their value as long as the workspace lives, or from one section to another.
  var fixed = NodeMap<Int32>()
  /// By memory: an earlier one that always holds the same.
  var twins: [Int: Int] = [:]
  var memoryNodes: [NodeID] = []
  var resultInitial: [NodeID] = []
  var resultStep: [NodeID] = []
  /// What must hold in each trial for the program to be right.
  var condition: NodeID?

  init(_ model: Model) {
    self.model = model
    program = Program(model: model)
  }

  mutating func lowered() -> Program {
    addFirstSteps()
    combineOutcomes()
    findTwins()
    let trialFails: [(Int, NodeID)]
    let stepFails: [(Int, NodeID)]
    let finalFails: [(Int, NodeID)]
    (trialFails, stepFails, finalFails) = fails()

    let trialRoots =
      model.memories.map(\.initial) + [model.ends.initial] + model.quantities.map(\.initial)
      + model.parameters + resultInitial + trialFails.map { asked($0.1) }
      + (condition.map { [$0] } ?? [])
    let finalRoots = resultStep + finalFails.map { asked($0.1) }
    // Only steps know their number and their words, so what is drawn is drawn there.
    let finalMoving = reachable(from: finalRoots) { $0.tier == .step }
    var stepRoots =
      model.memories.map(\.step) + [model.ends.step] + model.quantities.map(\.step)
      + stepFails.map { asked($0.1) } + finalMoving.filter(isDraw)
    // The results of one kernel lie side by side, so they stay together.
    let called = Set(reachable(from: stepRoots) { $0.tier == .step }.filter(isKernel))
    stepRoots += finalMoving.filter { id in
      guard case .kernelResult = model.graph[id].operation else { return false }
      return called.contains(model.graph[id].operands[0])
    }

    let stepNodes = drawsFirst(reachable(from: stepRoots) { $0.tier == .step })
    let inStep = NodeSet(stepNodes, of: model.graph)
    // What only the end of a trial asks for is computed there, from rows captured lane by lane.
    let finalNodes = reachable(from: finalRoots) { node in node.tier == .step }
      .filter { !inStep.contains($0) && !isMemory($0) }
    let inFinal = NodeSet(finalNodes, of: model.graph)
    let stepInputs = inputs(of: stepNodes, roots: stepRoots)
    let finalInputs = inputs(of: finalNodes, roots: finalRoots).filter { !inFinal.contains($0) }
    let captured = finalInputs.filter { !model.graph[$0].tier.isSettled }

    lowerTrial(
      roots: trialRoots, fails: trialFails,
      keeping: (stepInputs + finalInputs).filter { model.graph[$0].tier == .trial })
    lowerStep(stepNodes, roots: stepRoots, fails: stepFails, captured: captured, stepInputs)
    lowerFinal(finalNodes, fails: finalFails, captured: captured)
    program.rowCount = rows.count
    if !model.graph.inputs.isEmpty { program.lowered = model }
    program.moving = Array(Set(program.persistent + program.quantitiesStep)).sorted()
    program.stepSites = Array(
      Set(
        (stepNodes + finalNodes).compactMap { id -> Int? in
          if case .draw(let site) = model.graph[id].operation { return site }
          return nil
        })
    ).sorted()
    return program
  }

  // MARK: What is asked for

  /// Signals and milestones are first steps: a memory each, −1 for never.
  private mutating func addFirstSteps() {
    func firstSteps(_ conditions: [Model.Quantity]) -> [Model.Quantity] {
      conditions.map { condition in
        let slot = model.graph.newMemory(mayBeMissing: false)
        let zero = model.graph.constant(0)
        let never = model.graph.constant(-1)
        let old = model.graph.memory(slot)
        let open = model.graph.apply(.less, old, zero)
        let seen = model.graph.and(condition.step, open)
        let step = model.graph.step()
        let quantity = Model.Quantity(
          initial: model.graph.select(condition.initial, zero, never),
          step: model.graph.select(seen, step, old))
        model.memories.append(quantity)
        return quantity
      }
    }
    let first = firstSteps(model.signals) + firstSteps(model.milestones)
    resultInitial = model.measures.map(\.initial) + first.map(\.initial)
    resultStep = model.measures.map(\.step) + first.map(\.step)
  }

  /// The outcome as one number: the position of the first rule that holds.
  private mutating func combineOutcomes() {
    func chain(_ rules: [NodeID]) -> NodeID {
      var result = model.graph.constant(Double(max(0, rules.count - 1)))
      for (k, rule) in rules.enumerated().dropLast().reversed() {
        let here = model.graph.constant(Double(k))
        result = model.graph.select(rule, here, result)
      }
      return result
    }
    resultInitial.insert(chain(model.outcomes.map(\.initial)), at: 0)
    resultStep.insert(chain(model.outcomes.map(\.step)), at: 0)
  }

  /// The checks of each section. One that depends on nothing that moves but is needed only from
  /// step 1 on is asked once, of the trials that reach step 1.
  private mutating func fails() -> ([(Int, NodeID)], [(Int, NodeID)], [(Int, NodeID)]) {
    let always: NodeID? = nil
    let endsAtOnce = model.steps == 0 ? always : model.ends.initial
    let startRoots =
      model.memories.map(\.initial) + [model.ends.initial] + model.quantities.map(\.initial)
      + model.parameters + model.signals.map(\.initial) + model.milestones.map(\.initial)
    let start = Demand(
      of: startRoots.map { ($0, always) } + resultInitial.map { ($0, endsAtOnce) },
      in: &model.graph)
    var trial = start.checks(in: &model.graph).map { ($0.check, $0.fails) }
    program.checksAtStart = trial.count
    var step: [(Int, NodeID)] = []
    var final: [(Int, NodeID)] = []
    if model.steps > 0 {
      let stepRoots =
        model.memories.map(\.step) + [model.ends.step] + model.quantities.map(\.step)
        + model.signals.map(\.step) + model.milestones.map(\.step)
      let during = Demand(of: stepRoots.map { ($0, always) }, in: &model.graph)
      let reached = model.graph.not(model.ends.initial)
      let asked = alwaysAsked(trial)
      for (check, fails) in during.checks(in: &model.graph) where !asked.contains(check) {
        let tier = model.graph[fails].tier
        if tier == .trial || tier.isSettled {
          trial.append((check, model.graph.and(reached, fails)))
        } else {
          step.append((check, fails))
        }
      }
      let after = Demand(of: resultStep.map { ($0, always) }, in: &model.graph)
      let askedAlways = alwaysAsked(step)
      let askedThere = Set(step.map(\.1))
      final = after.checks(in: &model.graph).map { ($0.check, $0.fails) }
        .filter { !askedThere.contains($0.1) && !askedAlways.contains($0.0) }
    }
    program.checksAtStart -=
      trial.prefix(program.checksAtStart)
      .filter { model.graph.constantValue($0.1) == 0 }.count
    let holds = { [graph = model.graph] (fails: (Int, NodeID)) in
      graph.constantValue(fails.1) != 0
    }
    step = NeedlessChecks(model.graph, model.proven).needed(step.filter(holds))
    return (trial.filter(holds), step, final.filter(holds))
  }

  /// Checks that are made whatever branch is taken.
  private func alwaysAsked(_ fails: [(Int, NodeID)]) -> Set<Int> {
    Set(fails.filter { model.graph.checks[$0.0].bad == $0.1 }.map(\.0))
  }

  func isMemory(_ id: NodeID) -> Bool {
    if case .memory = model.graph[id].operation { return true }
    return false
  }

  /// The value a check looks at: that nothing is infinite is asked of the value itself.
  func asked(_ fails: NodeID) -> NodeID {
    if case .apply(.isNotFinite) = model.graph[fails].operation {
      return model.graph[fails].operands[0]
    }
    return fails
  }

  func fail(_ fails: (Int, NodeID), _ code: SectionCode) -> Program.Instruction {
    let value = asked(fails.1)
    var instruction = code.fail(fails.0, code.row(resolved(value)))
    if value != fails.1 { instruction.code = .failNotFinite }
    return instruction
  }

  private func isDraw(_ id: NodeID) -> Bool {
    if case .draw = model.graph[id].operation { return true }
    return false
  }

  func isKernel(_ id: NodeID) -> Bool {
    switch model.graph[id].operation {
    case .kernel, .kernelResult: true
    default: false
    }
  }

  func resolved(_ id: NodeID) -> NodeID {
    var id = id
    while case .checked = model.graph[id].operation { id = model.graph[id].operands[0] }
    if case .memory(let slot) = model.graph[id].operation, let twin = twins[slot] {
      return memoryNodes[twin]
    }
    return id
  }

  /// Draws that need nothing computed in the section come first: between them nothing interrupts
  /// the operators.
  func drawsFirst(_ nodes: [NodeID]) -> [NodeID] {
    let inside = NodeSet(nodes, of: model.graph)
    let isReady = { (id: NodeID) in
      isDraw(id) && !model.graph[id].operands.contains { inside.contains(resolved($0)) }
    }
    return nodes.filter(isReady) + nodes.filter { !isReady($0) }
  }

  /// In the order of their making, so that operands come first.
  func reachable(from roots: [NodeID], where keep: (Graph.Node) -> Bool) -> [NodeID] {
    var found = NodeSet(of: model.graph)
    var pending = roots.map(resolved)
    while let id = pending.popLast() {
      guard !found.contains(id), keep(model.graph[id]), !isMemory(id) else { continue }
      found.insert(id)
      for operand in model.graph[id].operands { pending.append(resolved(operand)) }
    }
    return found.sorted()
  }

  /// What a section reads but does not compute.
  func inputs(of nodes: [NodeID], roots: [NodeID]) -> [NodeID] {
    var inside = NodeSet(of: model.graph)
    for id in nodes { inside.insert(id) }
    var found = NodeSet(of: model.graph)
    for id in roots.map(resolved) where !inside.contains(id) { found.insert(id) }
    for id in nodes {
      for operand in model.graph[id].operands {
        let operand = resolved(operand)
        if !inside.contains(operand) { found.insert(operand) }
      }
    }
    return found.sorted()
  }
}
