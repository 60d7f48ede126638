import CGSL

/// Runs the instructions of a section over rows.
extension Machine {
  /// Not inlined: the loops in C are then compiled here alone, and they are most of the engine's code.
  @inline(never)
  func execute(
    _ section: Program.Section, _ tape: Tape, count: Int, step: UInt32,
    index: UnsafePointer<UInt64>
  ) {
    var fails = false
    for part in tape.parts {
      switch part {
      case .operators(let start):
        let failed = tape.code.withUnsafeBufferPointer { code in
          code.baseAddress.map { sim_tape_run($0 + start, rows, (count + 7) / 8) }
        }
        if failed != 0 { fails = true }
      case .draw(let instruction):
        switch instruction.code {
        case .draw: draw(instruction, section, count: count, step: step, index: index)
        case .kernel: call(instruction, section, count: count)
        case .transformed: transform(instruction, section, count: count)
        case .apply(let operation): apply(operation, instruction, count: count)
        default: outOfDomain(instruction, section, count: count)
        }
      }
    }
    if fails { findFailures(tape.checks, count: count) }
  }

  /// An operator that the loops in C have not.
  private func apply(_ operation: Arithmetic, _ instruction: Program.Instruction, count: Int) {
    let (target, a, b) = (row(instruction.target), row(instruction.a), row(instruction.b))
    let isUnary = operation.operandCount == 1
    for lane in 0..<count { target[lane] = operation(a[lane], isUnary ? 0 : b[lane]) }
  }

  /// Which lanes fail, and by which check first. Lanes not in use may seem to fail.
  private func findFailures(_ checks: [Program.Instruction], count: Int) {
    for check in checks {
      let value = row(check.a)
      for lane in 0..<count where failure[lane] < 0 {
        let fails = check.code == .fail ? value[lane] != 0 : !value[lane].isFinite
        guard fails else { continue }
        hasFailures = true
        failure[lane] = check.b
        failureStep[lane] = check.c
      }
    }
  }
}
