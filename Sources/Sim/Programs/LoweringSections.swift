/// The three sections: each value gets a row, each operation an instruction.
extension Lowering {
  mutating func lowerTrial(roots: [NodeID], fails: [(Int, NodeID)], keeping: [NodeID]) {
    let nodes = drawsFirst(reachable(from: roots + keeping) { $0.tier == .trial })
    let live = NodeSet((roots + keeping).map(resolved), of: model.graph)
    var code = SectionCode(
      nodes: nodes, rows: rows, fixed: fixed, live: live, kernels: model.graph.kernels)
    for id in roots + keeping { _ = row(of: resolved(id), in: &code, clockAt: \.trial) }
    emit(nodes, Fusion(nodes, in: model.graph, keeping: code.live, resolved), into: &code)
    program.trial.instructions = code.instructions
    program.trial.operands = code.operands
    for (place, fails) in fails.enumerated() {
      var instruction = fail(fails, code)
      instruction.c = place < program.checksAtStart ? 0 : 1
      program.trial.instructions.append(instruction)
    }
    program.endsInitial = code.row(resolved(model.ends.initial))
    program.quantitiesInitial = model.quantities.map { code.row(resolved($0.initial)) }
    program.parameters = model.parameters.map { code.row(resolved($0)) }
    program.condition = condition.map { code.row(resolved($0)) }
    program.resultsInitial = resultInitial.map { code.row(resolved($0)) }
    let initials = model.memories.map { code.row(resolved($0.initial)) }
    // Results of step 0 are read before the first step writes, so only what later sections read
    // must not be written over.
    rows = code.rows
    for id in Set(keeping.map(resolved)).sorted() {
      fixed[id] = code.row(id)
      program.persistent.append(code.row(id))
    }
    rows.release(keeping: Set(fixed.entries.map(\.value)))
    for (slot, initial) in initials.enumerated() {
      if let twin = twins[slot] {
        program.memories.append(program.memories[twin])
        continue
      }
      let row = rows.permanent()
      program.memories.append((row, initial, -1))
      program.persistent.append(row)
      fixed[model.graph.memory(slot)] = row
    }
  }

  mutating func lowerStep(
    _ nodes: [NodeID], roots: [NodeID], fails: [(Int, NodeID)], captured: [NodeID],
    _ inputs: [NodeID]
  ) {
    let live = NodeSet((roots + captured).map(resolved), of: model.graph)
    var code = SectionCode(
      nodes: nodes, rows: rows, fixed: fixed, live: live, kernels: model.graph.kernels)
    for id in inputs + captured { _ = row(of: resolved(id), in: &code, clockAt: \.step) }
    let fusion = Fusion(nodes, in: model.graph, keeping: code.live, resolved)
    code.inPlace = inPlaceMemories(
      nodes, fusion, readAfter: Set(captured.map(resolved)), fails: fails)
    emit(nodes, fusion, into: &code)
    program.step.instructions = code.instructions
    program.step.operands = code.operands
    for (check, id) in fails {
      program.step.instructions.append(fail((check, id), code))
    }
    for (slot, memory) in model.memories.enumerated() {
      if let twin = twins[slot] {
        program.memories[slot] = program.memories[twin]
        continue
      }
      let next = resolved(memory.step)
      var from = code.row(next)
      // A memory that takes over another one's old value must read it before it is written.
      if case .memory(let other) = model.graph[next].operation, other != slot {
        let copy = code.rows.temporary()
        program.step.instructions.append(.init(code: .copy, target: copy, a: from))
        from = copy
      }
      program.memories[slot].next = from
    }
    program.endsStep = code.row(resolved(model.ends.step))
    program.quantitiesStep = model.quantities.map { quantity in
      let row = code.row(resolved(quantity.step))
      guard isMemory(resolved(quantity.step)) else { return row }
      // It is recorded when memories hold their new values already.
      let copy = code.rows.temporary()
      program.step.instructions.append(.init(code: .copy, target: copy, a: row))
      return copy
    }
    for id in captured {
      code.rows.reserve(code.row(id))
      let to = code.rows.permanent()
      program.captured.append((code.row(id), to))
    }
    rows = code.rows
  }

  mutating func lowerFinal(
    _ nodes: [NodeID], fails: [(Int, NodeID)], captured: [NodeID]
  ) {
    var own = NodeMap<Int32>()
    for (id, row) in fixed.entries where model.graph[id].tier.isSettled { own[id] = row }
    for (id, move) in zip(captured, program.captured) { own[id] = move.to }
    let roots = resultStep + fails.map { asked($0.1) }
    let live = NodeSet(roots.map(resolved), of: model.graph)
    var code = SectionCode(
      nodes: nodes, rows: rows, fixed: own, live: live, kernels: model.graph.kernels)
    for id in inputs(of: nodes, roots: roots) { _ = row(of: id, in: &code, clockAt: \.final) }
    emit(nodes, Fusion(nodes, in: model.graph, keeping: code.live, resolved), into: &code)
    program.final.instructions = code.instructions
    program.final.operands = code.operands
    for (check, id) in fails {
      program.final.instructions.append(fail((check, id), code))
    }
    program.resultsFinal = resultStep.map { code.row(resolved($0)) }
    rows = code.rows
  }

  /// The row of a value that a section does not compute itself.
  private mutating func row(
    of id: NodeID, in code: inout SectionCode,
    clockAt section: WritableKeyPath<Program, Program.Section>
  ) -> Int32? {
    if let row = code.fixed[id] { return row }
    if let row = settledRow(of: id, in: &code) { return row }
    guard model.graph[id].tier == .clock else { return nil }
    let row = code.rows.permanent()
    code.fixed[id] = row
    program[keyPath: section].clock.append((row, id, clock.values(of: id, in: model)))
    return row
  }

  /// A row of its own for a value that stands before any trial is run.
  private mutating func settledRow(of id: NodeID, in code: inout SectionCode) -> Int32? {
    let value = model.graph.constantValue(id)
    guard value != nil || model.graph[id].tier == .point else { return nil }
    let row = code.rows.permanent()
    if let value {
      program.constants.append((row, value))
    } else {
      var known: [NodeID: Double] = [:]
      program.settled.append((row, id, clock.settled(id, in: model, &known)))
    }
    code.fixed[id] = row
    fixed[id] = row
    return row
  }

  // MARK: Instructions

  private mutating func emit(
    _ nodes: [NodeID], _ fusion: Fusion, into code: inout SectionCode
  ) {
    code.countReads(nodes.map { fusion.operands(of: $0) })
    for id in nodes where !fusion.absorbed.contains(id) {
      let operands = fusion.operands(of: id)
      for operand in operands where code.fixed[operand] == nil {
        _ = settledRow(of: operand, in: &code)
      }
      code.append(model.graph[id].operation, fusion.pattern(of: id), id, operands)
    }
  }
}
