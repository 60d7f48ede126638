import CGSL

extension Machine {
  /// One operator over rows: the definitions of `Arithmetic`, eight lanes at a time. Those in C run
  /// on AVX2 where the processor has it; the bits are the same.
  func apply(_ operation: Arithmetic, _ instruction: Program.Instruction, _ chunks: Int) {
    let t = row(instruction.target)
    let a = row(instruction.a)
    let b = row(instruction.b)
    let c = row(instruction.c)
    let n = 8 * chunks
    switch operation {
    case .negate: sim_row_negate(t, a, b, c, c, n)
    case .absolute: sim_row_absolute(t, a, b, c, c, n)
    case .squareRoot: sim_row_square_root(t, a, b, c, c, n)
    case .square: sim_row_square(t, a, b, c, c, n)
    case .cube: sim_row_cube(t, a, b, c, c, n)
    case .not: sim_row_not(t, a, b, c, c, n)
    case .isMissing: sim_row_is_missing(t, a, b, c, c, n)
    case .isNotFinite: sim_row_is_not_finite(t, a, b, c, c, n)
    case .add: sim_row_add(t, a, b, c, c, n)
    case .subtract: sim_row_subtract(t, a, b, c, c, n)
    case .multiply: sim_row_multiply(t, a, b, c, c, n)
    case .divide: sim_row_divide(t, a, b, c, c, n)
    case .minimum: sim_row_minimum(t, a, b, c, c, n)
    case .maximum: sim_row_maximum(t, a, b, c, c, n)
    case .less: sim_row_less(t, a, b, c, c, n)
    case .lessOrEqual: sim_row_less_or_equal(t, a, b, c, c, n)
    case .equal: sim_row_equal(t, a, b, c, c, n)
    case .notEqual: sim_row_not_equal(t, a, b, c, c, n)
    case .and: sim_row_and(t, a, b, c, c, n)
    case .or: sim_row_or(t, a, b, c, c, n)
    case .select: sim_row_select(t, a, b, c, c, n)
    case .exp: Mathematics.expRow(a, into: t, count: n)
    case .logistic: Mathematics.logisticRow(a, into: t, count: n)
    case .floor: each(instruction, chunks) { $0.rounded(.down) }
    case .round: each(instruction, chunks) { $0.rounded(.toNearestOrAwayFromZero) }
    case .log: Mathematics.logRow(a, into: t, count: n)
    case .rateChance: Mathematics.rateChanceRow(a, into: t, count: n)
    case .power: Mathematics.powRow(a, b, into: t, count: n)
    }
  }

  @inline(__always)
  private func each(
    _ instruction: Program.Instruction, _ chunks: Int, _ body: (Lanes) -> Lanes
  ) {
    let target = vectors(instruction.target)
    let operand = vectors(instruction.a)
    for chunk in 0..<chunks { target[chunk] = body(operand[chunk]) }
  }
}
