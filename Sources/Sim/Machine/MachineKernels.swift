extension Machine {
  /// Calls a kernel for each lane; its results go to rows side by side.
  func call(_ instruction: Program.Instruction, _ section: Program.Section, count: Int) {
    let kernel = program.model.graph.kernels[Int(instruction.a)]
    let operands = section.operands(of: instruction)
    withUnsafeTemporaryAllocation(
      of: Double.self, capacity: operands.count + kernel.resultCount
    ) { memory in
      guard let x = memory.baseAddress else { return }
      let results = x + operands.count
      for lane in 0..<count {
        for (k, operand) in operands.enumerated() { x[k] = row(operand)[lane] }
        kernel.function(x, results)
        for k in 0..<kernel.resultCount { row(instruction.target + Int32(k))[lane] = results[k] }
      }
    }
  }
}
